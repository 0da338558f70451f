import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { DepthMap, encodeDepth, RgbImage, writeDepth, writeImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";

const folder = mkdtempSync(join(tmpdir(), "peel-cloud-"));
const file = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [width, height] = [32, 16];
const depth = new DepthMap({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, i) =>
    i % width < 16 ? 2 : i < width ? Infinity : 4,
  ),
});
beforeAll(async () => {
  await writeDepth(depth, file("depth.npy"));
  await writeImage(encodeDepth(depth), file("painted.png"));
  const photo = (w: number, h: number): RgbImage =>
    new RgbImage({
      width: w,
      height: h,
      data: Uint8Array.from({ length: 3 * w * h }, (_, i) => (i % 3 === 0 ? 200 : 30)),
    });
  await writeImage(photo(width, height), file("photo.png"));
  await writeImage(photo(66, 34), file("large.png"));
});

async function cloud(
  ...args: string[]
): Promise<{ record: Record<string, unknown>; err: string; bytes: Buffer }> {
  const output = file(args.includes("--glb") ? "out.glb" : "out.ply");
  const rest = args.filter((arg) => arg !== "--glb");
  const { code, out, err } = await peel("cloud", ...rest, "-o", output, "--json");
  expect({ args, code, err }).toMatchObject({ code: 0 });
  return { record: JSON.parse(out), err, bytes: readFileSync(output) };
}

describe("peel cloud", () => {
  it("makes points of metres and of a painted picture", async () => {
    const stored = await cloud(file("depth.npy"), "--fov", "90", "--edges", "none");
    expect(stored.record).toMatchObject({
      width,
      height,
      source: "stored",
      points: width * height - 16,
      intrinsics: { fx: expect.closeTo(16, 9), fy: expect.closeTo(16, 9), cx: 16, cy: 8 },
    });
    const start = stored.bytes.indexOf("end_header\n") + 11;
    const first = [0, 4, 8].map((at) => stored.bytes.readFloatLE(start + at));
    // The first pixel's centre lies at 0.5, 0.5.
    expect(first).toEqual([expect.closeTo((-15.5 / 16) * 2, 5), expect.closeTo((-7.5 / 16) * 2, 5), 2]);
    const painted = await cloud(file("painted.png"), "--fov", "90", "--edges", "none");
    expect(painted.record).toMatchObject({ source: "painted", points: width * height - 16 });
  });

  it("decodes a painted picture in any dialect or code, and says what does not look like one", async () => {
    const code = "plasma:log:near=0.5,far=80";
    await writeImage(encodeDepth(depth, { code }), file("plasma.png"));
    const plasma = await cloud(file("plasma.png"), "--code", code, "--fov", "90", "--edges", "none");
    expect(plasma.record).toMatchObject({ source: "painted", points: width * height, warnings: [] });
    const grey = Uint8Array.from({ length: width * height }, (_, i) => 64 + (i % 100));
    await sharp(grey, { raw: { width, height, channels: 1 } })
      .toColourspace("b-w")
      .png()
      .toFile(file("grey.png"));
    const marigold = await cloud(file("grey.png"), "--dialect", "marigold", "--fov", "90", "--edges", "none");
    expect(marigold.record).toMatchObject({
      ...{ source: "painted", points: width * height },
      warnings: [expect.stringMatching(/^This depth is known up to scale and shift only/)],
    });
    const photo = await cloud(file("grey.png"), "--fov", "90");
    expect(photo.record.warnings).toEqual([
      expect.stringMatching(/^This does not look like a painted depth picture/),
      expect.stringMatching(/^It is grey/),
    ]);
    expect(photo.err).toContain("Warning: This does not look like a painted depth picture");
  });

  it("leaves out edges and the far", async () => {
    const { record } = await cloud(file("depth.npy"), "--fov", "90");
    // Columns 15 and 16 touch the step, row 1 of the right half the sky.
    expect(record.points).toBe(16 * 15 + 15 * 15 - 15);
    expect(
      (await cloud(file("depth.npy"), "--fov", "90", "--edges", "none", "--max", "3")).record.points,
    ).toBe(256);
    expect(
      (await cloud(file("depth.npy"), "--fov", "90", "--edges", "2,90", "--max", "5")).record.points,
    ).toBe(width * height - 16 - 18);
  });

  it("makes a coloured surface, with a photo of another size and its camera", async () => {
    const { record, bytes } = await cloud(
      ...[
        file("depth.npy"),
        "--photo",
        file("large.png"),
        "--intrinsics",
        "32.5,32.5,32.5,16.5",
        "--from-centres",
      ],
      ...["--mesh", "--normals", "2", "--glb"],
    );
    // 66 × 34 covers 32 × 16 at 32/66; its middle is the depth's.
    expect(record.intrinsics).toEqual({
      fx: expect.closeTo((32.5 * 32) / 66, 9),
      fy: expect.closeTo((32.5 * 32) / 66, 9),
      cx: expect.closeTo(16, 9),
      cy: expect.closeTo(8, 9),
    });
    expect(record.triangles).toBe(2 * 15 * 15 + 2 * 15 * 14);
    expect(bytes.toString("latin1", 0, 4)).toBe("glTF");
    const gltf = JSON.parse(bytes.toString("utf8", 20, 20 + bytes.readUInt32LE(12)));
    expect(Object.keys(gltf.meshes[0].primitives[0].attributes)).toEqual(["POSITION", "NORMAL", "COLOR_0"]);
    const text = await peel(
      "cloud",
      file("depth.npy"),
      "--photo",
      file("photo.png"),
      "--fov",
      "60",
      "--ascii",
      "-o",
      file("t.ply"),
    );
    expect(text).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ points with colours, .* m\n$/) });
    expect(readFileSync(file("t.ply"), "utf8")).toMatch(/end_header\n\S+ \S+ 2 200 30 30\n/);
  });

  it("takes lengths along rays", async () => {
    const { bytes } = await cloud(file("depth.npy"), "--fov", "90", "--edges", "none", "--ray");
    const start = bytes.indexOf("end_header\n") + 11;
    const [x, y, z] = [0, 4, 8].map((at) => bytes.readFloatLE(start + at));
    expect(Math.hypot(x, y, z)).toBeCloseTo(2, 5);
  });

  it("warns that it guesses the camera, and works on many files", async () => {
    const { code, out, err } = await peel(
      "cloud",
      file("depth.npy"),
      file("painted.png"),
      "-o",
      file("{name}.ply"),
      "--json",
    );
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toHaveLength(2);
    expect(err.match(/No camera was given, so 60 degrees/g)).toHaveLength(2);
    expect(err).toMatch(/1\/2 .*depth\.npy\n/);
  });

  it("explains bad input in one sentence, with exit code 2", async () => {
    const input = file("depth.npy");
    const to = ["-o", file("x.ply"), "--fov", "60"];
    const cases: [string[], RegExp][] = [
      [[input], /-o must be given.*room\.ply/],
      [to, /peel cloud DEPTH -o FILE\.ply/],
      [[input, "-o", file("x.obj"), "--fov", "60"], /\.ply or \.glb/],
      [[input, "-o", file("x.ply"), "--fov", "wide"], /--fov must be degrees/],
      [[input, "-o", file("x.ply"), "--fov", "180"], /below 180/],
      [[input, "-o", file("x.ply"), "--fov", "60,sideways"], /vertical or diagonal/],
      [[input, ...to, "--intrinsics", "1,1,1,1"], /--fov must be left out/],
      [[input, "-o", file("x.ply"), "--intrinsics", "1,1,1"], /four numbers/],
      [[input, "-o", file("x.ply"), "--intrinsics", "0,1,1,1"], /focal length/],
      [[input, ...to, "--from-centres"], /--intrinsics must be given/],
      [[input, ...to, "--edges", "sharp"], /--edges must be none/],
      [[input, ...to, "--edges", "0.05,95"], /grazingDegrees/],
      [[input, ...to, "--normals", "0"], /radius/],
      [[input, ...to, "--max", "0"], /maxMetres/],
      [[input, ...to, "--fit", "squeeze"], /cover-crop, resize or none/],
      [[input, ...to, "--photo", file("no.png")], /missing/],
      [[input, "-o", file("x.glb"), "--fov", "60", "--ascii"], /--ascii must be used with a \.ply/],
    ];
    for (const [args, message] of cases) {
      const { code, out, err } = await peel("cloud", ...args);
      expect({ args, code, out }).toEqual({ args, code: 2, out: "" });
      expect(err).toMatch(message);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
  }, 60_000);
});
