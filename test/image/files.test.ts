import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import sharp from "sharp";
import { DepthMap, isPeelError, type PeelErrorTag, RgbImage } from "vision-peel";
import { readImage, writeDepth, writeImage } from "vision-peel/image/files";
import { afterAll, describe, expect, it } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "peel-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, bytes?: Uint8Array | string): string => {
  const path = join(folder, name);
  if (bytes !== undefined) writeFileSync(path, bytes);
  return path;
};
const raw = (width: number, height: number, channels: 1 | 2 | 3 | 4, values: (i: number) => number) =>
  sharp(
    Uint8Array.from({ length: width * height * channels }, (_, i) => values(i)),
    {
      raw: { width, height, channels },
    },
  );
const levels = (i: number) => (i * 37) & 255;

async function failure(work: () => Promise<unknown>, tag: PeelErrorTag): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (!isPeelError(error, tag)) throw error;
    expect(error.remedy).not.toBe("");
    // One sentence: it ends once, and says nothing of where in the program.
    expect(error.message).toMatch(/^[^\n]*\.$/);
    expect(error.message).not.toMatch(/\. [A-Z]|\bat .*:\d+:\d+/);
    return error.message;
  }
  throw new Error("nothing was thrown");
}

describe("readImage", () => {
  it("reads values exactly, from a path, a URL and bytes", async () => {
    const image = new RgbImage({
      width: 16,
      height: 5,
      data: Uint8Array.from({ length: 240 }, (_, i) => levels(i)),
    });
    const path = file("exact.png");
    await writeImage(image, path);
    for (const source of [path, new URL(`file://${path}`), new Uint8Array(readFileSync(path))]) {
      const again = await readImage(source);
      expect([again.width, again.height]).toEqual([16, 5]);
      expect(again.data).toEqual(image.data);
    }
  });

  it("accepts opaque alpha and palettes", async () => {
    const rgba = await raw(4, 4, 4, (i) => (i % 4 === 3 ? 255 : levels(i)))
      .png()
      .toBuffer();
    expect([...(await readImage(rgba)).data.subarray(0, 6)]).toEqual([0, 37, 74, 148, 185, 222]);
    const palette = await raw(2, 1, 3, (i) => [255, 55, 0, 0, 0, 255][i])
      .png({ palette: true })
      .toBuffer();
    expect((await readImage(palette)).data).toHaveLength(6);
  });

  it("lets neither a colour profile nor gamma touch the values", async () => {
    const plain = raw(8, 8, 3, levels);
    const expected = await plain.clone().raw().toBuffer();
    const profiled = await plain.clone().withIccProfile("p3", { attach: true }).png().toBuffer();
    const stored = decode(profiled).data;
    expect((await sharp(profiled).metadata()).icc).toBeDefined();
    expect([...(await readImage(profiled)).data]).toEqual([...stored]);

    const png = await plain.clone().png().toBuffer();
    const gamma = Buffer.from("67414d410000ffff", "hex"); // gAMA, 0.65535
    const withGamma = Buffer.concat([png.subarray(0, 33), chunk(gamma), png.subarray(33)]);
    expect([...(await readImage(withGamma)).data]).toEqual([...expected]);
  });

  it("says in one sentence what is wrong with a file", async () => {
    const png = await raw(64, 64, 3, (i) => (i * i) & 255)
      .png()
      .toBuffer();
    const cases: [string, RegExp][] = [
      [file("cut.png", png.subarray(0, png.length / 2)), /whole picture, but is broken off or corrupt/],
      [file("header.png", png.subarray(0, 20)), /but is a corrupt PNG/],
      [file("bits.png", Buffer.from(png).fill(0x55, 80, 200)), /corrupt/],
      [
        file("alpha.png", await raw(4, 4, 4, levels).png().toBuffer()),
        /opaque, but is transparent \(alpha 111 at x=0, y=0\)/,
      ],
      [
        file("cmyk.jpg", await raw(4, 4, 3, levels).toColourspace("cmyk").jpeg().toBuffer()),
        /RGB or grey values, but is in colour space cmyk/,
      ],
      [file("missing.png"), /missing: check the path/],
      [folder, /but is a folder/],
      [file("text.png", "These are words, not pixels."), /but is text/],
      [file("empty.png", ""), /an empty file of 0 bytes/],
      [file("wide.png", await raw(30_000, 2, 3, levels).png().toBuffer()), /16384 pixels.*30000 × 2 pixels/],
      ["/dev/zero", /but is a device/],
      [file("drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), /format svg/],
    ];
    for (const [path, message] of cases) {
      const text = await failure(() => readImage(path), "unreadable");
      expect(text).toContain(path);
      expect(text).toMatch(message);
    }
    expect(await failure(() => readImage(7 as never), "argument")).toMatch(/source must be/);
    expect(await failure(() => readImage(""), "unreadable")).toMatch(/^"" must be a readable picture/);
  });

  it("reads from a pipe, as shells make of <(…)", async () => {
    const png = file("piped.png", await raw(4, 4, 3, levels).png().toBuffer());
    const pipe = join(folder, "pipe.png");
    execFileSync("mkfifo", [pipe]);
    const [image] = await Promise.all([readImage(pipe), writeFile(pipe, readFileSync(png))]);
    expect(image.data).toEqual((await readImage(png)).data);
  });
});

describe("writeDepth", () => {
  const depth = new DepthMap({
    width: 3,
    height: 2,
    data: Float32Array.of(0, 1.2345, 65.535, 70, Infinity, Number.NaN),
  });

  it("writes float32 metres as .npy", async () => {
    const path = file("depth.npy");
    expect(await writeDepth(depth, path)).toEqual({ warnings: [] });
    const bytes = readFileSync(path);
    const start = 10 + bytes.readUInt16LE(8);
    expect(start % 64).toBe(0);
    expect(bytes.toString("latin1", 0, 8)).toBe("\x93NUMPY\x01\x00");
    expect(bytes.toString("latin1", 10, start)).toMatch(
      /^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/,
    );
    expect(Array.from({ length: 6 }, (_, i) => bytes.readFloatLE(start + 4 * i))).toEqual([...depth.data]);
    expect(bytes).toHaveLength(start + 24);
  });

  it("writes .pfm little endian, from the bottom row up", async () => {
    const path = file("depth.pfm");
    await writeDepth(depth, path);
    const bytes = readFileSync(path);
    expect(bytes.toString("latin1", 0, 12)).toBe("Pf\n3 2\n-1.0\n");
    expect(Array.from({ length: 3 }, (_, i) => bytes.readFloatLE(12 + 4 * i))).toEqual([
      70,
      Infinity,
      Number.NaN,
    ]);
  });

  it("writes 16-bit millimetres as .png and says what was lost", async () => {
    const path = file("depth.png");
    const { warnings } = await writeDepth(depth, path);
    const { depth: bits, channels, data } = decode(readFileSync(path));
    expect([bits, channels, ...data]).toEqual([16, 1, 0, 1235, 65_535, 65_535, 0, 0]);
    expect(warnings).toHaveLength(3);
    expect(warnings[0]).toMatch(/^1 pixels beyond 65\.535 m were clipped/);
    expect(warnings[1]).toMatch(/^1 infinite pixels/);
  });

  it("says why it cannot write", async () => {
    expect(await failure(() => writeDepth(depth, file("depth.mat")), "unwritable")).toMatch(
      /\.npy or .* or \.png.*one in \.mat/,
    );
    expect(await failure(() => writeDepth(depth, file("depth")), "unwritable")).toMatch(
      /without an extension/,
    );
    expect(await failure(() => writeDepth(depth, join(folder, "no", "d.npy")), "unwritable")).toMatch(
      /does not exist: make the folder/,
    );
    expect(await failure(() => writeDepth(depth, join(file("f", "x"), "d.npy")), "unwritable")).toMatch(
      /no folder/,
    );
    expect(
      await failure(
        () => writeImage(new RgbImage({ width: 1, height: 1, data: new Uint8Array(3) }), file("a.jpg")),
        "unwritable",
      ),
    ).toMatch(/\.png/);
  });
});

/** A PNG chunk of `typeAndData`, with its CRC (w3.org/TR/png, annex D). */
function chunk(typeAndData: Buffer): Buffer {
  let crc = 0xffffffff;
  for (const byte of typeAndData) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  const framed = Buffer.alloc(typeAndData.length + 8);
  framed.writeUInt32BE(typeAndData.length - 4, 0);
  typeAndData.copy(framed, 4);
  framed.writeUInt32BE((crc ^ 0xffffffff) >>> 0, typeAndData.length + 4);
  return framed;
}
