/** Grey, 16-bit and less usual pictures, from the file to the measure. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "fast-png";
import sharp from "sharp";
import {
  DecodePool,
  decodeDepth,
  decodeInstances,
  decodeNormals,
  decodeReferring,
  decodeSemantic,
  depthCode,
  RgbImage,
  readDepth,
  readImage,
  readLabels,
  readNormals,
  readRaster,
  writeDepth,
} from "vision-peel";
import { afterAll, describe, expect, it } from "vitest";
import { originOf } from "../../src/image/origin.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = mkdtempSync(join(tmpdir(), "peel-any-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};

const png = (channels: 1 | 2 | 3 | 4, depth: 8 | 16, values: readonly number[], width = 2): Uint8Array => {
  const data = depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values);
  return encode({ width, height: values.length / channels / width, channels, depth, data });
};

describe("grey pictures", () => {
  it("are three equal channels, of 8 and of 16 bits, with an opaque alpha too", async () => {
    const eight = await readImage(png(1, 8, [0, 7, 128, 255]));
    expect([...eight.data]).toEqual([0, 0, 0, 7, 7, 7, 128, 128, 128, 255, 255, 255]);
    expect(eight.samples16).toBeUndefined();
    expect(eight.provenance?.warnings).toBeUndefined();
    expect([...(await readImage(png(2, 8, [9, 255, 8, 255]))).data]).toEqual([9, 9, 9, 8, 8, 8]);
    const deep = await readImage(png(1, 16, [0, 128, 129, 65_535]));
    // 257 steps of 16 bits are one of 8: 128 rounds to 0, 129 to 1.
    expect([...deep.data]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 255, 255, 255]);
    expect([...(deep.samples16 ?? [])].filter((_, i) => i % 3 === 2)).toEqual([0, 128, 129, 65_535]);
    expect(deep.provenance?.warnings).toEqual([expect.stringMatching(/^Its values have 16 bits/)]);
    await expect(readImage(png(2, 16, [9, 65_535, 8, 65_534]))).rejects.toThrow(
      /opaque, but is transparent \(alpha 65534 at x=1, y=0\)/,
    );
    const jpeg = await sharp(Buffer.alloc(64, 99), { raw: { width: 8, height: 8, channels: 1 } })
      .toColourspace("b-w")
      .jpeg()
      .toBuffer();
    expect(await readImage(jpeg)).toMatchObject({
      provenance: { warnings: [expect.stringMatching(/^JPEG changes levels a little/)] },
    });
  });

  it.each(["marigold", "lotus"])("say depth in the dialect of %s, at full precision", async (dialect) => {
    const eight = decodeDepth(await readImage(png(1, 8, [0, 51, 128, 255])), { dialect });
    expect([...eight.data]).toEqual([0, 0.2, 128 / 255, 1].map(Math.fround));
    const values = [0, 1, 32_768, 65_535];
    const deep = decodeDepth(await readImage(png(1, 16, values)), { dialect });
    for (const [i, value] of values.entries()) expect(deep.data[i]).toBeCloseTo(value / 65_535, 9);
    expect(Math.max(...(deep.residual ?? []))).toBeLessThan(1e-4);
    // Neighbouring values of 16 bits differ.
    expect(deep.data[1]).toBeGreaterThan(0);
  });

  it.each(["open-vision-banana", "lotus-disparity"])(
    "say inverse depth in the dialect of %s",
    async (dialect) => {
      const values = [65_535, 32_768, 13_107, 0];
      const { data } = decodeDepth(await readImage(png(1, 16, values)), { dialect });
      for (const [i, value] of values.entries()) {
        if (value === 0) expect(data[i]).toBe(Infinity);
        else expect(data[i] / (65_535 / value)).toBeCloseTo(1, 6);
      }
    },
  );
});

describe("relative depth", () => {
  it("claims no metres, and fills the numbers of a PNG", async () => {
    const linear = decodeDepth(await readImage(png(1, 16, [0, 1, 32_768, 65_535])), { dialect: "marigold" });
    expect(String(linear)).toMatch(/\| 1\.00\] relative med=/);
    const { warnings } = await writeDepth(linear, join(folder, "linear.png"));
    expect(warnings).toEqual([
      "Relative depth has no metres: a number of the PNG is 0.000015259021896696422 of its unit.",
    ]);
    expect([...(await readRaster(join(folder, "linear.png"))).data]).toEqual([0, 1, 32_768, 65_535]);
    const inverse = decodeDepth(await readImage(png(1, 8, [255, 128, 1, 0])), { dialect: "lotus-disparity" });
    const told = await writeDepth(inverse, join(folder, "inverse.png"));
    expect(told.warnings[0]).toBe(
      `Relative depth has no metres: a number of the PNG is ${255 / 65_535} of its unit.`,
    );
    expect(told.warnings[1]).toMatch(/^1 infinite pixels/);
    const { data } = await readDepth(join(folder, "inverse.png"), { scale: 255 / 65_535 });
    expect(data[1]).toBeCloseTo(255 / 128, 2);
    expect(data[2]).toBeCloseTo(255, 4);
  });
});

describe("16 bits", () => {
  it("say depth along the paper's walk between its 1786 steps", async () => {
    const { levelsOf } = depthCode();
    const metres = [0.4, 1.234, 5.678, 41.5];
    const levels = metres.flatMap((one) => levelsOf(one).map((level) => Math.round(257 * level)));
    const painted = await readImage(png(3, 16, levels));
    const deep = decodeDepth(painted);
    const eight = decodeDepth(new RgbImage({ width: 2, height: 2, data: painted.data }));
    for (const [i, one] of metres.entries()) {
      const off = Math.abs(deep.data[i] - one);
      expect(off / one).toBeLessThan(2e-5);
      expect(off).toBeLessThan(Math.abs(eight.data[i] - one));
    }
    // With what works on the picture as a whole, too.
    expect(Math.abs(decodeDepth(painted, { fill: true, margin: true }).data[2] - 5.678)).toBeLessThan(1e-3);
    const white = await readImage(png(3, 16, Array(6).fill(65_535)));
    expect([...decodeDepth(white).data]).toEqual([Infinity, Infinity]);
  });

  it("say normals, in worker threads alike", async () => {
    const normal = [0.36, -0.48, 0.8];
    const [x, y, z] = normal;
    const painted = await readImage(
      png(
        3,
        16,
        [1 - x, 1 + y, 1 + z, 2, 0, 2].map((one) => Math.round((one / 2) * 65_535)),
      ),
    );
    const { data, residual } = decodeNormals(painted);
    for (const [i, one] of normal.entries()) expect(data[i]).toBeCloseTo(one, 4);
    expect(Math.abs(residual?.[0] ?? 9)).toBeLessThan(0.01);
    expect(data[3]).toBeNaN();
    const pool = new DecodePool({ workers: 1 });
    expect((await pool.decode("normals", painted)).data).toEqual(data);
    const rows = Array.from({ length: 1100 * 1000 * 3 }, (_, i) => (i * 7919) % 65_536);
    const large = await readImage(png(3, 16, rows, 1100));
    const [pooled, here] = [await pool.decode("normals", large), decodeNormals(large)];
    expect(Buffer.from(pooled.data.buffer).equals(Buffer.from(here.data.buffer))).toBe(true);
    pool.close();
  });

  it("are read by readNormals as n = 2v/65535 − 1, with 0 0 0 for none", async () => {
    const { data } = await readNormals(png(3, 16, [65_535, 32_768, 32_768, 0, 0, 0]));
    for (const [i, one] of [1, 0, 0].entries()) expect(data[i]).toBeCloseTo(one, 4);
    expect([...data.subarray(3)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it.skipIf(skipsWithout("data/rgbd/tartanair/normal_u16.png"))(
    "of TartanAir: decoded, read as numbers and read by eye are one",
    async () => {
      const path = sharedPath("data/rgbd/tartanair/normal_u16.png");
      const stored = await readRaster(path);
      const decoded = decodeNormals(await readImage(path)).data;
      const read = (await readNormals(path)).data;
      let known = 0;
      for (let at = 0; at < decoded.length; at += 3) {
        const n = [0, 1, 2].map((c) => (2 * Number(stored.data[at + c])) / 65_535 - 1);
        const length = Math.hypot(...n);
        if (n.every((one) => one === -1)) {
          expect(decoded[at]).toBeNaN();
          expect(read[at]).toBeNaN();
          continue;
        }
        known++;
        // DSINE's x goes to the left, ours to the right.
        for (let c = 0; c < 3; c++) {
          const one = (n[c] / length) * (c === 0 ? -1 : 1);
          if (Math.abs(decoded[at + c] - one) > 1e-6) expect(decoded[at + c]).toBe(one);
          if (Math.abs(read[at + c] - n[c] / length) > 1e-6) expect(read[at + c]).toBe(n[c] / length);
        }
      }
      expect(known).toBeGreaterThan(100_000);
    },
  );
});

describe("less usual files", () => {
  const data = Uint8Array.from({ length: 5 * 3 * 3 }, (_, i) => (i * 37) & 255);
  const raw = { raw: { width: 5, height: 3, channels: 3 } } as const;

  it("TIFF, of 8 and 16 bits and however packed", async () => {
    for (const compression of ["none", "lzw", "deflate"] as const) {
      const image = await readImage(await sharp(data, raw).tiff({ compression }).toBuffer());
      expect(image.data).toEqual(data);
      expect(image.provenance?.warnings).toBeUndefined();
    }
    const deep = await sharp(data, raw).toColourspace("rgb16").tiff({ compression: "none" }).toBuffer();
    expect((await readImage(deep)).samples16?.length).toBe(45);
  });

  it("PPM and PGM, of 8 and 16 bits", async () => {
    const head = (text: string) => Buffer.from(text, "latin1");
    const ppm = Buffer.concat([head("P6\n5 3\n255\n"), data]);
    expect((await readImage(file("a.ppm", ppm))).data).toEqual(data);
    const pgm = Buffer.concat([head("P5\n2 1\n65535\n"), Buffer.from([0, 129, 255, 255])]);
    const { data: grey, samples16 } = await readImage(pgm);
    expect([...grey]).toEqual([1, 1, 1, 255, 255, 255]);
    expect([...(samples16 ?? [])]).toEqual([129, 129, 129, 65_535, 65_535, 65_535]);
  });

  it("PGM and PPM whose largest value is another: it is full", async () => {
    const head = (text: string) => Buffer.from(text, "latin1");
    const few = await readImage(Buffer.concat([head("P5\n3 1\n15\n"), Buffer.from([0, 15, 5])]));
    expect([...few.data]).toEqual([0, 0, 0, 255, 255, 255, 85, 85, 85]);
    const tenBits = Buffer.concat([head("P6\n1 1\n1023\n"), Buffer.from([2, 0, 2, 0, 3, 255])]);
    expect([...((await readImage(tenBits)).samples16 ?? [])]).toEqual([32_800, 32_800, 65_535]);
    const [x, y, z] = (await readNormals(tenBits)).data;
    expect(Math.hypot(x, y)).toBeLessThan(0.002);
    expect(z).toBeGreaterThan(0.99999);
    // Whole numbers stay what they are where they mean millimetres or ids.
    const millimetres = Buffer.concat([head("P5\n1 1\n1023\n"), Buffer.from([3, 232])]);
    expect((await readDepth(millimetres, { scale: "millimetres" })).data[0]).toBeCloseTo(1);
  });

  it("BMP of 24, 32 and 8 bits, upwards and downwards", async () => {
    for (const bits of [24, 32])
      for (const upwards of [true, false]) {
        const image = await readImage(bmp(5, 3, bits, upwards, (x, y, c) => data[(y * 5 + x) * 3 + c]));
        expect(image.data, `${bits} ${upwards}`).toEqual(data);
      }
    const indexed = bmp(5, 3, 8, true, (x) => x, [
      [0, 0, 0],
      [255, 55, 0],
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ]);
    expect([...(await readImage(indexed)).data.subarray(0, 9)]).toEqual([0, 0, 0, 255, 55, 0, 1, 2, 3]);
    expect([...(await readLabels(indexed)).data.subarray(0, 5)]).toEqual([0, 1, 2, 3, 4]);
    for (const cut of [20, 60, indexed.length - 4])
      await expect(readImage(indexed.subarray(0, cut))).rejects.toThrow(/must be a whole BMP/);
    const packed = Uint8Array.from(indexed);
    packed[30] = 1;
    await expect(readImage(packed)).rejects.toThrow(/an unpacked BMP/);
  });

  it.skipIf(!hasPython())("BMP that another program wrote", async () => {
    // Every step of the layout as Microsoft describes it, by Python's own struct module.
    const program = `
import struct, sys
w, h = 5, 3
data = [(i * 37) & 255 for i in range(w * h * 3)]
rows = b""
for y in reversed(range(h)):
    row = b"".join(bytes(reversed(data[(y * w + x) * 3:(y * w + x) * 3 + 3])) for x in range(w))
    rows += row + bytes(-len(row) % 4)
head = struct.pack("<IiiHHIIiiII", 40, w, h, 1, 24, 0, len(rows), 2835, 2835, 0, 0)
sys.stdout.buffer.write(struct.pack("<2sIHHI", b"BM", 14 + len(head) + len(rows), 0, 0, 14 + len(head)) + head + rows)
`;
    expect((await readImage(execFileSync("python3", ["-c", program]))).data).toEqual(data);
  });

  it("GIF", async () => {
    const two = Uint8Array.of(255, 55, 0, 0, 0, 255);
    const gif = await sharp(two, { raw: { width: 2, height: 1, channels: 3 } })
      .gif()
      .toBuffer();
    expect((await readImage(gif)).data).toEqual(two);
  });

  it("but no floats", async () => {
    const tiff = await sharp(data, raw).toColourspace("scrgb").raw({ depth: "float" }).toBuffer();
    const stored = await sharp(tiff, { raw: { ...raw.raw, depth: "float" } } as never)
      .tiff()
      .toBuffer()
      .catch(() => undefined);
    if (stored) await readImage(stored).catch((error) => expect(String(error)).toMatch(/type float/));
  });
});

describe("what a file holds beside its first picture, and its chroma", () => {
  const side = 16;
  const frames = (count: number) =>
    sharp(
      Uint8Array.from({ length: side * side * 3 * count }, (_, i) => ((i * i) >> 3) & 255),
      {
        raw: { width: side, height: side * count, channels: 3, pageHeight: side },
      },
    );

  it("an animation is told, whose frames may be lossless", async () => {
    const told = async (bytes: Uint8Array) => (await readImage(bytes)).provenance;
    const lossless = await told(await frames(3).webp({ lossless: true }).toBuffer());
    expect(lossless?.warnings).toEqual(["The file holds 3 pictures; only the first was read."]);
    expect(lossless?.chromaSubsampling).toBeUndefined();
    const lossy = await told(await frames(2).webp({ quality: 80 }).toBuffer());
    expect(lossy?.warnings).toEqual([
      expect.stringMatching(/^WebP with chroma at 4:2:0/),
      expect.stringMatching(/holds 2 pictures/),
    ]);
    expect((await told(await frames(2).gif().toBuffer()))?.warnings).toEqual([
      expect.stringMatching(/holds 2 pictures/),
    ]);
    const still = await frames(1).png().toBuffer();
    const chunk = Buffer.from("000000086163544c000000040000000000000000", "hex");
    // acTL, its checksum by the table-free way of w3.org/TR/png-3, annex D.
    chunk.writeUInt32BE(crcOf(chunk.subarray(4, 16)), 16);
    const apng = Buffer.concat([still.subarray(0, 33), chunk, still.subarray(33)]);
    expect((await told(apng))?.warnings).toEqual([expect.stringMatching(/holds 4 pictures/)]);
  });

  it("a JPEG's chroma is told by its own factors", async () => {
    const jpeg = await frames(1).jpeg({ chromaSubsampling: "4:4:4" }).toBuffer();
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const told = async (factors: number) => {
      const changed = Buffer.from(jpeg);
      changed[frame + 11] = factors;
      // The header is told before the pixels, which no longer fit, are unpacked.
      return originOf("jpeg", {} as never, changed);
    };
    expect((await told(0x21)).chromaSubsampling).toBe("4:2:2");
    expect((await told(0x22)).chromaSubsampling).toBe("4:2:0");
    expect((await told(0x12)).chromaSubsampling).toBe("4:4:0");
    expect((await told(0x41)).chromaSubsampling).toBe("4:1:1");
    expect((await told(0x11)).chromaSubsampling).toBe("4:4:4");
    expect((await told(0x21)).warnings).toEqual([expect.stringMatching(/^JPEG with chroma at 4:2:2 smears/)]);
  });

  it("a photo is turned upright if asked, and says so", async () => {
    const upright = sharp(Uint8Array.of(255, 0, 0, 0, 0, 255), { raw: { width: 2, height: 1, channels: 3 } });
    const stored = await upright.png().withMetadata({ orientation: 6 }).toBuffer();
    const asStored = await readImage(stored);
    expect([asStored.width, asStored.height]).toEqual([2, 1]);
    expect(asStored.provenance?.warnings).toEqual([expect.stringMatching(/its pixels are as stored\.$/)]);
    const turned = await readImage(stored, { upright: true });
    // 6: the first row is the right side, the first column the top.
    expect([turned.width, turned.height, ...turned.data]).toEqual([1, 2, 255, 0, 0, 0, 0, 255]);
    expect(turned.provenance?.warnings).toEqual([
      expect.stringMatching(/\(EXIF orientation 6\); so it was\.$/),
    ]);
  });
});

describe("pixels from elsewhere", () => {
  const rgb = Uint8Array.from({ length: 20 * 20 * 3 }, (_, i) => (i * 53) & 255);
  const rgba = Uint8ClampedArray.from({ length: 20 * 20 * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : rgb[3 * Math.floor(i / 4) + (i % 4)],
  );
  const size = { width: 20, height: 20 };

  it("a Buffer, as sharp returns it, and a canvas' clamped array make a picture", async () => {
    const buffer = await sharp(rgb, { raw: { ...size, channels: 3 } })
      .raw()
      .toBuffer();
    const image = new RgbImage({ ...size, data: buffer });
    expect(image.data.constructor.name).toBe("Uint8Array");
    expect(image.data).toEqual(rgb);
    // A piece of Node's pool is copied: others write into it.
    const pooled = Buffer.from(rgb.subarray(0, 12));
    const small = new RgbImage({ width: 2, height: 2, data: pooled });
    pooled.fill(0);
    expect(small.data).toEqual(rgb.subarray(0, 12));
    expect(new RgbImage({ ...size, data: Uint8ClampedArray.from(rgb) }).data).toEqual(rgb);
    expect(RgbImage.fromRgba({ ...size, data: rgba }).data).toEqual(rgb);
    expect(() => new RgbImage({ ...size, data: new Int8Array(1200) as never })).toThrow(
      /Uint8Array of length 1200/,
    );
    const seeThrough = rgba.slice();
    seeThrough[4 * 23 + 3] = 254;
    expect(() => RgbImage.fromRgba({ ...size, data: seeThrough })).toThrow(/alpha 254 at x=3, y=1/);
    expect(() => decodeDepth({ ...size, data: seeThrough })).toThrow(/alpha 254 at x=3, y=1/);
  });

  it("decoders take RGBA as it is", async () => {
    const image = new RgbImage({ ...size, data: rgb });
    const pixels = { ...size, data: rgba };
    const legend = { cat: "red", dog: "blue" };
    for (const options of [{}, { margin: true }, { code: "plasma:log:near=1,far=9" }])
      expect(decodeDepth(pixels, options)).toEqual(decodeDepth(image, options));
    expect(decodeNormals(pixels)).toEqual(decodeNormals(image));
    expect(decodeSemantic(pixels, legend)).toEqual(decodeSemantic(image, legend));
    expect(decodeInstances(pixels)).toEqual(decodeInstances(image));
    expect(decodeReferring(pixels, legend)).toEqual(decodeReferring(image, legend));
    expect(decodeDepth({ ...size, data: Buffer.from(rgba) })).toEqual(decodeDepth(image));
    const pool = new DecodePool({ workers: 1 });
    expect(await pool.decode("depth", pixels)).toEqual(decodeDepth(image));
    const into = { data: new Float32Array(400) };
    await expect(pool.decode("depth", pixels, [{ into }])).rejects.toThrow(
      /into must be left out for a pool/,
    );
    pool.close();
  });

  it("depth and classes are written into arrays that are given", () => {
    const image = new RgbImage({ ...size, data: rgb });
    const before = decodeDepth(image);
    const kept = { data: before.data.fill(7), residual: before.residual?.fill(7) as Float32Array };
    for (const options of [{}, { code: "viridis:linear:far=9" }, { median: 3 as const }]) {
      const depth = decodeDepth(image, { ...options, into: kept });
      expect(depth.data).toBe(kept.data);
      expect(depth.residual).toBe(kept.residual);
      expect(depth).toEqual(decodeDepth(image, options));
    }
    const legend = { cat: "red", dog: "blue" };
    const labels = decodeSemantic(image, legend);
    const again = decodeSemantic(image, { cat: "lime" }, { into: labels });
    expect(again.data).toBe(labels.data);
    expect(again.margin).toBe(labels.margin);
    expect(again).toEqual(decodeSemantic(image, { cat: "lime" }));
    expect(() => decodeDepth(image, { into: { data: new Float32Array(3) } })).toThrow(
      /into\.data must be a Float32Array of length 400/,
    );
  });
});

/** An unpacked BMP; for 8 bits `level` gives the place in the palette. */
function bmp(
  width: number,
  height: number,
  bits: number,
  upwards: boolean,
  level: (x: number, y: number, c: number) => number,
  palette: readonly (readonly number[])[] = [],
): Buffer {
  const stride = 4 * Math.ceil((width * bits) / 32);
  const start = 54 + 4 * palette.length;
  const bytes = Buffer.alloc(start + stride * height);
  bytes.write("BM", 0, "latin1");
  bytes.writeUInt32LE(start, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(upwards ? height : -height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(bits, 28);
  bytes.writeUInt32LE(palette.length, 46);
  for (const [i, [r, g, b]] of palette.entries()) bytes.set([b, g, r], 54 + 4 * i);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = start + stride * (upwards ? height - 1 - y : y) + (x * bits) / 8;
      if (bits === 8) bytes[at] = level(x, y, 0);
      else for (let c = 0; c < 3; c++) bytes[at + 2 - c] = level(x, y, c);
    }
  return bytes;
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function hasPython(): boolean {
  try {
    execFileSync("python3", ["-c", ""], { stdio: "ignore" });
    return true;
  } catch {
    console.log("Skipped: there is no python3.");
    return false;
  }
}
