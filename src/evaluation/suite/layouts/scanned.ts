import { littleEndianBytes } from "../../../image/formats/npy.js";
import { formatMatStruct } from "../formats/mat5.js";
import { type Layout, padded } from "../layout.js";
import { eitherKind, type Frame, isRead, type Shot } from "../shots.js";

/** intrinsics.txt of DIODE's development kit; places count from the first pixel's centre. */
const DIODE: Frame = { width: 1024, height: 768, fx: 886.81, fy: 927.06, cx: 512.5, cy: 384.5 };
/** FARO's scanner of DIODE reads as far as this. */
const FARO_METRES = 350;

export const diode: Layout = {
  name: "diode",
  splits: ["indoors", "outdoor"],
  parts: 2,
  async write(files, shots) {
    for (const [part, kind] of [
      ["indoors", "room"],
      ["outdoor", "yard"],
    ] as const) {
      for (let i = 0; i < shots.count; i++) {
        const { photo, depth } = await shots.take(i, kind, DIODE);
        const stem = `${part}/scene_00019/scan_00183/00019_00183_${part}_000_${padded(10 * i, 3)}`;
        const mask = Float32Array.from(depth.data, (metres, at) =>
          Number(metres <= FARO_METRES && isRead(at % DIODE.width, Math.floor(at / DIODE.width), 0.98, 4)),
        );
        const data = depth.data.map((metres, at) => (mask[at] === 1 ? metres : 0));
        await files.png(`${stem}.png`, photo);
        await files.npy(`${stem}_depth.npy`, { shape: [DIODE.height, DIODE.width, 1], data });
        await files.npy(`${stem}_depth_mask.npy`, { shape: [DIODE.height, DIODE.width], data: mask });
      }
    }
  },
};

const ETH3D: Frame = { width: 6048, height: 4032, fx: 3410.99, fy: 3409.98, cx: 3041.28, cy: 2014.1 };
/** The scanner of ETH3D has some 30 m in these scenes. */
const ETH3D_METRES = 50;

export const eth3d: Layout = {
  name: "eth3d",
  splits: ["train"],
  isHeavy: true,
  differs: "a lens that does not bend",
  async write(files, shots) {
    const scene = "courtyard";
    for (let i = 0; i < shots.count; i++) {
      const { photo, depth } = await shots.take(i, eitherKind(i), ETH3D);
      const name = `DSC_${padded(286 + i, 4)}.JPG`;
      const stored = depth.data.map((metres, at) =>
        metres < ETH3D_METRES && isRead(at % ETH3D.width, Math.floor(at / ETH3D.width), 0.6, 2)
          ? metres
          : Infinity,
      );
      await files.jpeg(`${scene}/images/dslr_images/${name}`, photo);
      await files.bytes(`${scene}/ground_truth_depth/dslr_images/${name}`, littleEndianBytes(stored));
    }
    const { width, height, fx, fy, cx, cy } = ETH3D;
    await files.lines(`${scene}/dslr_calibration_jpg/cameras.txt`, [
      "# Camera list with one line of data per camera:",
      `0 PINHOLE ${width} ${height} ${fx} ${fy} ${cx} ${cy}`,
    ]);
  },
};

/** Cameras of iBims-1 differ from picture to picture; this one is as wide as they are. */
const IBIMS: Frame = { width: 640, height: 480, fx: 550.4, fy: 550.4, cx: 320, cy: 240 };

export const ibims: Layout = {
  name: "ibims",
  splits: ["test"],
  differs: "one camera for all pictures, edges where depth jumps by a tenth, masks of planes by class",
  async write(files, shots) {
    const names: string[] = [];
    for (let i = 0; i < shots.count; i++) {
      const shot = await shots.take(i, "room", IBIMS);
      const name = `livingroom_${padded(i + 1, 2)}`;
      await files.bytes(`ibims1_core_mat/${name}.mat`, formatMatStruct("data", roomOf(shot, name)));
      names.push(name);
    }
    await files.lines("imagelist.txt", names);
  },
};

function roomOf({ photo, depth, classes }: Shot, name: string) {
  const { width, height } = IBIMS;
  const shape = [height, width];
  const idOf = (wanted: string) => classes.legend.find((one) => one.name === wanted)?.id;
  const maskOf = (wanted: string) => ({
    shape,
    data: Uint8Array.from(classes.data, (id) => Number(id === idOf(wanted))),
  });
  const valid = Uint8Array.from(depth.data, (_, at) =>
    Number(isRead(at % width, Math.floor(at / width), 0.95, 5)),
  );
  const edges = Uint8Array.from(depth.data, (metres, at) =>
    Number([at - 1, at - width].some((near) => near >= 0 && Math.abs(depth.data[near] / metres - 1) > 0.1)),
  );
  return {
    filename: name,
    rgb: { shape: [...shape, 3], data: photo.data as Uint8Array },
    depth: { shape, data: Float64Array.from(depth.data) },
    edges: { shape, data: edges },
    // Transposed, and counted from 1.
    calib: {
      shape: [3, 3],
      data: Float64Array.of(IBIMS.fx, 0, 0, 0, IBIMS.fy, 0, IBIMS.cx + 0.5, IBIMS.cy + 0.5, 1),
    },
    mask_invalid: { shape, data: valid },
    mask_transp: { shape, data: new Uint8Array(width * height).fill(1) },
    ...{ mask_wall: maskOf("wall"), mask_floor: maskOf("floor"), mask_table: maskOf("table") },
  };
}
