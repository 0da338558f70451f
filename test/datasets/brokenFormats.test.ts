/** What is cut, has wrong bytes or promises too much is refused with an error that names the file, or read; never more. */
import { readFileSync } from "node:fs";
import { isPeelError } from "vision-peel";
import {
  openHdf5,
  parseCam,
  parseDpt,
  parseFlo,
  parsePickle,
  parsePoints,
  parseRawFloats,
  readMat,
} from "vision-peel/datasets";
import { describe, expect, it } from "vitest";
import { fixturePath } from "./fixtures.js";

const at = (name: string): Buffer => readFileSync(fixturePath(name));

async function allOf(bytes: Uint8Array): Promise<void> {
  const file = await openHdf5(bytes, { maxBytes: 1e6 });
  try {
    for (const key of file.keys()) {
      if (file.kindOf(key) !== "array") continue;
      file.references(key);
      file.read(key);
    }
  } finally {
    file.close();
  }
}

const READERS: Record<string, { files: string[]; read: (bytes: Uint8Array) => unknown }> = {
  mat: {
    files: [
      "formats/all4.mat",
      "formats/big4.mat",
      "formats/all5.mat",
      "formats/all5z.mat",
      "ibims/ibims1_core_mat/lab_02.mat",
    ],
    read: (bytes) => readMat(bytes, { maxBytes: 1e7 }),
  },
  "mat 7.3": {
    files: ["nyuv2/nyu_depth_v2_labeled.mat"],
    read: (bytes) => readMat(bytes, { maxBytes: 1e7 }),
  },
  pickle: {
    files: [
      "formats/plain0.p",
      "formats/plain2.p",
      "formats/plain4.p",
      "formats/python2.p",
      "refcoco/refcoco/refs(unc).p",
    ],
    read: (bytes) => parsePickle(bytes, "a.p"),
  },
  dpt: { files: ["sintel/training/depth/alley_1/frame_0001.dpt"], read: (bytes) => parseDpt(bytes, "a.dpt") },
  flo: { files: ["formats/small.flo"], read: (bytes) => parseFlo(bytes, "a.flo") },
  cam: {
    files: ["sintel/training/camdata_left/alley_1/frame_0001.cam"],
    read: (bytes) => parseCam(bytes, "a.cam"),
  },
  points: {
    files: ["nuscenes/samples/LIDAR_TOP/0__LIDAR_TOP.pcd.bin"],
    read: (bytes) => parsePoints(bytes, 5, "a.bin"),
  },
  hdf5: {
    files: ["hypersim/ai_001_001/images/scene_cam_00_geometry_hdf5/frame.0003.depth_meters.hdf5"],
    read: allOf,
  },
};

async function outcome(name: string, work: () => unknown): Promise<"read" | "refused"> {
  try {
    await work();
    return "read";
  } catch (error) {
    if (!isPeelError(error, "unreadable")) throw new Error(`${name}: an untyped ${error}`, { cause: error });
    expect(error.remedy).not.toBe("");
    return "refused";
  }
}

/** Cuts after which a file is whole: a file of level 4 or 5 may end after any variable, a .bin after any point. */
const MAY_END = { mat: 12, points: 60, "mat 7.3": 0 };

describe.each(Object.entries(READERS))("%s", (kind, { files, read }) => {
  it("cut anywhere", async () => {
    for (const name of files) {
      const bytes = at(name);
      const step = Math.floor(bytes.length / 200) | 1;
      let whole = 0;
      for (let length = 0; length < bytes.length; length += step)
        if ((await outcome(name, () => read(bytes.subarray(0, length)))) === "read") whole++;
      expect(whole, name).toBeLessThanOrEqual(MAY_END[kind as keyof typeof MAY_END] ?? 0);
    }
  });

  it("with wrong bytes anywhere", async () => {
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (const name of files) {
      const bytes = at(name);
      for (let trial = 0; trial < 250; trial++) {
        const wrong = Uint8Array.from(bytes);
        const reach = trial % 2 === 0 ? Math.min(256, wrong.length) : wrong.length;
        for (let hits = 1 + random(4); hits > 0; hits--) wrong[random(reach)] = random(256);
        await outcome(name, () => read(wrong));
      }
    }
  });
});

describe("promises that are not kept", () => {
  it("sizes without values", async () => {
    const dpt = Buffer.from(at("sintel/training/depth/alley_1/frame_0001.dpt"));
    dpt.writeInt32LE(16_384, 4);
    dpt.writeInt32LE(16_384, 8);
    expect(() => parseDpt(dpt, "a.dpt")).toThrow(/1073741824 bytes of values, for 16384 × 16384/);
    dpt.writeInt32LE(-7, 4);
    expect(() => parseDpt(dpt, "a.dpt")).toThrow(/a\.dpt must be a picture with pixels/);
    const mat = Buffer.from(at("formats/big4.mat"));
    mat.writeUInt32BE(0x40000000, 4);
    await expect(readMat(mat)).rejects.toThrow(/broken off/);
    for (const text of ["T\xff\xff\xff\x7f", "\x8d\xff\xff\xff\xff\xff\xff\xff\xff", "\x8b\xff\xff\xff\x7f"])
      expect(() => parsePickle(Buffer.from(text, "latin1"), "a.p")).toThrow(
        /a\.p must be a whole Python pickle/,
      );
    expect(() => parsePickle(Buffer.from(`L${"9".repeat(100_000)}L\n.`), "a.p")).toThrow(
      /whole Python pickle/,
    );
  });

  it("one format for another", () => {
    const flo = at("formats/small.flo");
    expect(() => parseDpt(flo, "a.dpt")).toThrow(/of the length of flow: it is a \.flo/);
    expect(() => parseFlo(at("sintel/training/depth/alley_1/frame_0001.dpt"), "a.flo")).toThrow(
      /it is a \.dpt/,
    );
    expect(() => parsePoints(new Uint8Array(16 * 3), 5, "a.bin")).toThrow(
      /with 4 columns it would come out even/,
    );
    expect(() => parsePoints(Buffer.from(Float32Array.of(1, 2, 3, Number.NaN).buffer), 4, "a.bin")).toThrow(
      /not finite/,
    );
    const jpeg = at("eth3d/courtyard/images/dslr_images/DSC_0286.JPG");
    expect(() => parseRawFloats(jpeg, { width: 7, height: 5 }, "a.JPG")).toThrow(
      /a JPEG picture: unpack the archive with the depth/,
    );
  });
});
