import { readFileSync } from "node:fs";
import sharp from "sharp";
import { isPeelError } from "vision-peel";
import { readRaster } from "vision-peel/image/files";
import { beforeAll, describe, expect, it } from "vitest";
import { goldenFiles, goldenPath } from "../support/goldenFormats.js";

// A file that is cut or has wrong bytes may be read (a wrong byte may be a wrong pixel), but what is thrown is
// always an error that names the file, never one of the parser's own, and never a hang or a giant array.

const files = new Map<string, Buffer>();
beforeAll(async () => {
  for (const name of Object.keys(goldenFiles)) files.set(name, readFileSync(goldenPath(name)));
  const data = Uint8Array.from({ length: 16 * 16 * 3 }, (_, i) => (i * i) & 255);
  const picture = sharp(data, { raw: { width: 16, height: 16, channels: 3 } });
  files.set("a.jpg", await picture.clone().jpeg().toBuffer());
  files.set("a.webp", await picture.clone().webp().toBuffer());
  files.set("a.avif", await picture.clone().avif().toBuffer());
  files.set("interlaced.png", await picture.clone().png({ progressive: true }).toBuffer());
  for (const compression of ["lzw", "deflate", "packbits"] as const) {
    files.set(`${compression}.tif`, await picture.clone().tiff({ compression }).toBuffer());
  }
});

async function outcome(name: string, bytes: Uint8Array): Promise<"read" | "refused"> {
  try {
    const { width, height, channels, data } = await readRaster(bytes);
    expect(data.length).toBe(width * height * channels);
    return "read";
  } catch (error) {
    if (!isPeelError(error, "unreadable")) throw new Error(`${name}: an untyped ${error}`, { cause: error });
    expect(error.message).toMatch(/^[^\n]*\.$/);
    return "refused";
  }
}

describe("broken files", () => {
  it("refuses every golden file cut anywhere, with a typed error", async () => {
    for (const [name, bytes] of files) {
      const step = Math.max(1, Math.floor(bytes.length / 150));
      let refused = 0;
      let cuts = 0;
      for (let length = 0; length < bytes.length - 16; length += step, cuts++) {
        if ((await outcome(name, bytes.subarray(0, length))) === "refused") refused++;
      }
      // A JPEG's or TIFF's last bytes may be padding, all others are needed.
      expect(refused, name).toBeGreaterThanOrEqual(name.endsWith(".tif") ? 0.9 * cuts : cuts);
    }
  });

  it("survives wrong bytes anywhere", async () => {
    let seed = 1;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (const [name, bytes] of files) {
      for (let trial = 0; trial < 150; trial++) {
        const wrong = Uint8Array.from(bytes);
        // Half of the trials hit the header, where sizes and offsets stand.
        const reach = trial % 2 === 0 ? Math.min(64, wrong.length) : wrong.length;
        for (let hits = 1 + random(4); hits > 0; hits--) wrong[random(reach)] = random(256);
        await outcome(name, wrong);
      }
    }
  }, 60_000);

  it("refuses what announces more than it may, before anything is unpacked", async () => {
    const limits = { maxPixels: 100 };
    for (const name of [
      "rgb8.png",
      "depth.exr",
      "depth.pfm",
      "depth_f4.tif",
      "depth_f4.npy",
      "depth_kinect_be.pgm",
      "a.jpg",
    ]) {
      await expect(readRaster(files.get(name) as Buffer, limits), name).rejects.toThrow(/100 in all/);
    }
  });

  it("refuses an archive that announces more than its bytes can hold, before making room for it", async () => {
    const bytes = Buffer.from(files.get("pair_compressed.npz") as Buffer);
    const directory = bytes.indexOf("PK\x01\x02");
    bytes.writeUInt32LE(0xf0000000, directory + 24); // the first entry's size once unpacked
    await expect(readRaster(bytes)).rejects.toThrow(/broken off or corrupt/);
  });
});
