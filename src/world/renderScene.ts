import { checkSize } from "../image/checks.js";
import { DepthMap } from "../image/depthMap.js";
import { InstanceMap } from "../image/instanceMap.js";
import { LabelMap } from "../image/labelMap.js";
import { NormalMap } from "../image/normalMap.js";
import { RgbImage } from "../image/rgbImage.js";
import { type Camera, cameraOf, rayThrough } from "./camera.js";
import { type CentreHit, photograph } from "./photo.js";
import { CLASSES, type ClassName, type Scene } from "./scene.js";
import { Tracer } from "./tracer.js";

/** A photo and the truth behind it, all of one size. */
export interface Rendering {
  readonly photo: RgbImage;
  /** metres along the optical axis at pixel centres; Infinity where the sky is */
  readonly depth: DepthMap;
  /** unit vectors in camera space at pixel centres; NaN where the sky is */
  readonly normals: NormalMap;
  /** 0 is the sky */
  readonly classes: LabelMap;
  /** 0 is what is no single thing: floor, walls, ground, sky */
  readonly instances: InstanceMap;
  readonly camera: Camera;
}

/**
 * Renders a scene. The photo is smoothed at edges; depth, normals, classes and instances are taken at
 * pixel centres and exact. The same scene and size give the same bytes.
 *
 * @throws ArgumentError for a size outside 1 to 16384
 * @example const { photo, depth } = renderScene(sampleScene({ seed: 7 }), { width: 640, height: 480 });
 */
export function renderScene(scene: Scene, { width, height }: { width: number; height: number }): Rendering {
  checkSize("renderScene", width, height);
  const camera = cameraOf(scene, width, height);
  const tracer = new Tracer(scene);
  const count = width * height;
  const depth = new Float32Array(count).fill(Infinity);
  const normals = new Float32Array(3 * count).fill(Number.NaN);
  const classes = new Uint16Array(count);
  const instances = new Uint16Array(count);
  const centres = new Array<CentreHit | undefined>(count);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const ray = rayThrough(camera, x + 0.5, y + 0.5);
      const hit = tracer.nearest(camera.eye, ray, 0);
      centres[i] = hit;
      if (!hit) continue;
      const { thing, solid } = hit.surface;
      depth[i] = hit.t;
      classes[i] = CLASSES[thing.className].id;
      instances[i] = thing.instanceId;
      const [ex, ey, ez] = camera.eye;
      const [nx, ny, nz] = solid.normalAt(ex + hit.t * ray[0], ey + hit.t * ray[1], ez + hit.t * ray[2]);
      for (const [axis, [ax, ay, az]] of [camera.right, camera.up, camera.back].entries()) {
        normals[3 * i + axis] = nx * ax + ny * ay + nz * az;
      }
    }
  }
  const provenance = { world: scene.kind, seed: scene.seed };
  const size = { width, height, provenance };
  return {
    photo: new RgbImage({ ...size, data: photograph(tracer, scene, camera, centres) }),
    depth: new DepthMap({ ...size, data: depth }),
    normals: new NormalMap({ ...size, data: normals }),
    classes: new LabelMap({ ...size, data: classes, legend: legendOf(scene) }),
    instances: new InstanceMap({ ...size, data: instances }),
    camera,
  };
}

function legendOf(
  scene: Scene,
): { id: number; name: ClassName; colour: readonly [number, number, number] }[] {
  const names = new Set<ClassName>(scene.things.map(({ className }) => className));
  if (scene.kind === "yard") names.add("sky");
  return [...names].map((name) => ({ name, ...CLASSES[name] })).sort((a, b) => a.id - b.id);
}
