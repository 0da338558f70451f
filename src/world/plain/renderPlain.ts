import { checkSize } from "../../image/checks.js";
import { DepthMap } from "../../image/depthMap.js";
import { InstanceMap } from "../../image/instanceMap.js";
import { LabelMap } from "../../image/labelMap.js";
import { NormalMap } from "../../image/normalMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import { type Lens, rayThrough } from "../camera.js";
import type { Rendering } from "../renderScene.js";
import { CLASSES, type ClassName } from "../scene.js";
import { plainLight } from "./plainLight.js";
import { type PlainScene, slotClasses } from "./plainScene.js";
import { plainScenery } from "./plainScenery.js";

/** A rendering that also says what every pixel shows. */
export interface PlainRendering extends Rendering {
  /** 0 sky, 1 floor or ground, 2 walls, 3 ceiling, then the things in their order */
  readonly slots: Uint8Array;
}

/**
 * Renders a plain scene; all is taken at pixel centres. The trainer has a twin of this renderer; a test
 * holds the two together.
 *
 * @param size of the picture, in pixels; `lens` takes a known camera instead of the scene's field of view
 * @throws ArgumentError for a size outside 1 to 16384
 * @example const { photo, depth } = renderPlain(samplePlain({ seed: 7 }), { width: 128, height: 128 });
 */
export function renderPlain(
  scene: PlainScene,
  { width, height, lens }: { width: number; height: number; lens?: Lens },
): PlainRendering {
  checkSize("renderPlain", width, height);
  const scenery = plainScenery(scene);
  const camera = scenery.cameraFor(width, height, lens);
  const count = width * height;
  const photo = new Uint8Array(3 * count);
  const depth = new Float32Array(count).fill(Infinity);
  const normals = new Float32Array(3 * count).fill(Number.NaN);
  const classes = new Uint16Array(count);
  const instances = new Uint16Array(count);
  const slots = new Uint8Array(count);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const ray = rayThrough(camera, x + 0.5, y + 0.5);
      const hit = scenery.tracer.nearest(camera.eye, ray, 0);
      photo.set(plainLight(scenery, ray, hit).map(levelOf), 3 * i);
      if (!hit) continue;
      const { thing, solid } = hit.surface;
      depth[i] = hit.t;
      classes[i] = CLASSES[thing.className].id;
      instances[i] = thing.instanceId;
      slots[i] = scenery.slotOf.get(thing) ?? 0;
      const [ex, ey, ez] = camera.eye;
      const [nx, ny, nz] = solid.normalAt(ex + hit.t * ray[0], ey + hit.t * ray[1], ez + hit.t * ray[2]);
      for (const [axis, [ax, ay, az]] of [camera.right, camera.up, camera.back].entries()) {
        normals[3 * i + axis] = nx * ax + ny * ay + nz * az;
      }
    }
  }
  const size = { width, height, provenance: { world: `plain ${scene.kind}`, seed: scene.seed } };
  return {
    photo: new RgbImage({ ...size, data: photo }),
    depth: new DepthMap({ ...size, data: depth }),
    normals: new NormalMap({ ...size, data: normals }),
    classes: new LabelMap({ ...size, data: classes, legend: legendOf(scene) }),
    instances: new InstanceMap({ ...size, data: instances }),
    ...{ slots, camera },
  };
}

/** Linear light → sRGB level (IEC 61966-2-1). */
function levelOf(light: number): number {
  const value = Math.min(1, Math.max(0, light));
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
}

function legendOf(scene: PlainScene) {
  const names = new Set(slotClasses(scene).filter((name): name is ClassName => name !== undefined));
  return [...names].map((name) => ({ name, ...CLASSES[name] })).sort((a, b) => a.id - b.id);
}
