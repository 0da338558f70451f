/** Normals of a scene as a generator would paint them, beside the true ones, wrong in one block of 16 × 16 pixels. */
import { corrupt, decodeNormals, encodeNormals, renderScene, sampleScene } from "vision-peel";
import { normalDefaults } from "../../widgets/dist/normal/state.js";

const [width, height] = [160, 128];
const scene = renderScene(sampleScene({ seed: 5 }), { width, height });
const painted = corrupt(encodeNormals(scene.normals), { seed: 1 });
const normals = decodeNormals(painted).data;
const truth = scene.normals.data.slice();
// Nothing of the scene looks away from the camera.
for (let y = 64; y < 80; y++) for (let x = 32; x < 48; x++) truth.set([0, 0, -1], 3 * (y * width + x));

/** the middle of the block that is wrong */
export const trueWorst = { x: 40, y: 72 };

export const normalState = {
  _view_name: "NormalView",
  ...normalDefaults,
  ...{ width, height, fieldOfView: 60, residual: null, normals, truth },
  ...{ painted: painted.data, photo: scene.photo.data, depth: scene.depth.data },
};
