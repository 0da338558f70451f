import { formatExr } from "../../../image/formats/exr/format.js";
import type { SceneKind } from "../../../world/scene.js";
import { type Layout, padded } from "../layout.js";
import { eitherKind, type Frame, type Shot } from "../shots.js";

interface Part {
  readonly folder: string;
  readonly frame: Frame;
  /** how vectors are kept */
  readonly kind: "8 bits" | "16 bits" | "floats";
  sceneKind(index: number): SceneKind;
}

const frame = (width: number, height: number, focal: number): Frame => ({
  ...{ width, height, fx: focal, fy: focal, cx: width / 2, cy: height / 2 },
});

const room = (): SceneKind => "room";
const yard = (): SceneKind => "yard";

const PARTS: Readonly<Record<string, Part>> = {
  nyuv2: { folder: "nyuv2/test", frame: frame(640, 480, 518.86), kind: "8 bits", sceneKind: room },
  scannet: {
    folder: "scannet/scene0707_00",
    frame: frame(640, 480, 577.87),
    kind: "8 bits",
    sceneKind: room,
  },
  ibims: { folder: "ibims/ibims", frame: frame(640, 480, 550.4), kind: "floats", sceneKind: room },
  sintel: { folder: "sintel/alley_1", frame: frame(1024, 436, 1120), kind: "floats", sceneKind: eitherKind },
  vkitti: { folder: "vkitti/Scene01", frame: frame(1242, 375, 725.01), kind: "16 bits", sceneKind: yard },
};

export const dsine: Layout = {
  name: "dsine",
  splits: Object.keys(PARTS),
  parts: Object.keys(PARTS).length,
  async write(files, shots) {
    for (const { folder, frame: camera, kind, sceneKind } of Object.values(PARTS)) {
      for (let i = 0; i < shots.count; i++) {
        const shot = await shots.take(i, sceneKind(i), camera);
        const stem = `${folder}/${padded(i, 6)}`;
        await files.png(`${stem}_img.png`, shot.photo);
        if (kind === "floats") await files.bytes(`${stem}_normal.exr`, planesOf(shot));
        else
          await files.levels(`${stem}_normal.png`, camera, levelsOf(shot, kind === "8 bits" ? 255 : 65_535));
        const { fx, fy, cx, cy } = camera;
        const data = Float32Array.of(fx, 0, cx - 0.5, 0, fy, cy - 0.5, 0, 0, 1);
        await files.npy(`${stem}_intrins.npy`, { shape: [3, 3], data });
      }
    }
  },
};

/** Left, up, to the viewer: x is turned. The sky is 0, 0, 0. */
function levelsOf({ normals: { data } }: Shot, full: 255 | 65_535): Uint8Array | Uint16Array {
  const level = (value: number, at: number): number => {
    const own = at % 3 === 0 ? -value : value;
    return Number.isNaN(own) ? 0 : Math.round(((own + 1) / 2) * full);
  };
  return full === 255 ? Uint8Array.from(data, level) : Uint16Array.from(data, level);
}

function planesOf({ normals: { width, height, data } }: Shot): Uint8Array {
  const plane = (channel: number, sign: number): Float32Array =>
    Float32Array.from({ length: width * height }, (_, i) => {
      const value = data[3 * i + channel];
      return Number.isNaN(value) ? 0 : sign * value;
    });
  return formatExr(width, height, { R: plane(0, -1), G: plane(1, 1), B: plane(2, 1) });
}
