import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import sharp from "sharp";
import {
  DepthMap,
  encodeDepth,
  encodeInstances,
  encodeNormals,
  readDepth,
  renderScene,
  sampleScene,
  writeImage,
} from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const shared = (name: string) => sharedPath(`data/vision_banana/${name}`);
const onPhoto = (task: string, painted: string, photo: string, ...more: string[]) =>
  peel("decode", task, shared(painted), "--source", shared(`inputs/${photo}`), "--json", ...more);

describe.skipIf(skipsWithout("data/vision_banana"))("decoding on the photo's grid", () => {
  it("gives depth there, read where the photo has it", async () => {
    // The paper's point of Kinkaku-ji, 582,1122 of 896 × 1200, on the photo of 576 × 768.
    const { out, err } = await onPhoto(
      "depth",
      "depth_kinkaku_1.png",
      "depth_kinkaku_0.jpg",
      "--at",
      "374,718",
    );
    expect(err).toMatch(/^drift 0\.\d\d, 0\.\d\d px .*, corrected\n$/);
    const { width, height, at } = JSON.parse(out);
    expect([width, height]).toEqual([576, 768]);
    expect(at.metres).toBeCloseTo(13.84, 1);
    expect(at.rgb[2]).toBeGreaterThan(250);
  });

  it("gives normals there, with lengths of what was painted", async () => {
    const { width, height, length } = JSON.parse(
      (await onPhoto("normals", "sn_4_out.png", "sn_4_in.jpg")).out,
    );
    expect([width, height]).toEqual([768, 232]);
    expect(length.median).toBeCloseTo(1, 1);
    expect(length.high).toBeLessThan(1.75);
  });

  it("gives classes there, and what the generator cropped as void", async () => {
    const legend = JSON.stringify({
      cakes: "(255, 255, 0)",
      plates: "(255, 192, 128)",
      slices: "(64, 192, 64)",
      flowers: "(128, 0, 64)",
      tongs: "(255, 0, 192)",
    });
    const { out } = await onPhoto("semantic", "img2-prompt2.png", "img2.jpg", "--legend", legend);
    const { width, height, classes } = JSON.parse(out);
    const areas = classes.map(({ area }: { area: number }) => area);
    expect(areas.reduce((sum: number, area: number) => sum + area)).toBe(width * height);
    // Shares are those of the painted picture, 60068 of 1200 × 896 pixels.
    expect(areas[0] / (width * height)).toBeCloseTo(60068 / (1200 * 896), 2);
    expect(classes.at(-1)).toMatchObject({ id: 255, name: "void", meanResidual: null });
  });

  it("tells of another photo that most of it is unknown, and that nothing can be told of the drift", async () => {
    const { code, out, err } = await onPhoto("depth", "depth_kinkaku_1.png", "img2.jpg");
    expect(code).toBe(0);
    const { warnings, alignment, unknownShare } = JSON.parse(out);
    expect(unknownShare).toBeCloseTo(0.44, 1);
    expect(alignment).toMatchObject({
      mode: "cover-crop",
      drift: expect.stringMatching(/^not measurable: /),
    });
    expect(alignment.cropped).toBeCloseTo(unknownShare, 2);
    expect(warnings).toEqual([
      expect.stringMatching(/^4[45] % of the photo lies outside the painted picture .* 896 × 1200 pixels/),
      expect.stringMatching(/^Whether the photo belongs to the painted picture could not be told: /),
    ]);
    for (const warning of warnings) expect(err).toContain(`Warning: ${warning}`);
  });
});

describe("the photo", () => {
  const folder = mkdtempSync(join(tmpdir(), "peel-source-"));
  const file = (name: string) => join(folder, name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const [width, height] = [200, 120];
  const sized = (data: Uint8Array) => sharp(data, { raw: { width, height, channels: 3 } });
  const scene = renderScene(sampleScene({ seed: 3 }), { width, height });
  const legend = '{"a": "red", "b": "blue"}';
  beforeAll(async () => {
    await writeImage(scene.photo, file("photo.png"));
    await writeImage(encodeDepth(scene.depth), file("depth.png"));
    await writeImage(encodeNormals(scene.normals), file("normals.png"));
    await writeImage(encodeInstances(scene.instances), file("instances.png"));
    // As a phone stores it that was held upright: turned to the left, with a note to turn it back.
    await sized(scene.photo.data)
      .rotate(-90)
      .withMetadata({ orientation: 6 })
      .png()
      .toFile(file("phone.png"));
    const ramp = Float32Array.from({ length: width * height }, (_, i) => (i % width < 100 ? 1 : 10));
    await writeImage(encodeDepth(new DepthMap({ width, height, data: ramp })), file("step.png"));
    await sized(scene.photo.data).resize(310, 190, { fit: "fill" }).png().toFile(file("large.png"));
  });
  const run = async (task: string, painted: string, photo: string, ...more: string[]) => {
    const { code, out, err } = await peel(
      ...["decode", task, file(painted), "--source", file(photo), "--json", ...more],
    );
    expect({ code, err }).toMatchObject({ code: 0 });
    return JSON.parse(out);
  };

  it("tells alignment and drift in the JSON of every task", async () => {
    for (const [task, ...more] of [
      ["depth"],
      ["normals"],
      ["instances"],
      ["semantic", "--legend", legend],
      ["referring", "--legend", legend],
    ]) {
      const painted = ["depth", "normals", "instances"].includes(task) ? task : "instances";
      const { alignment } = await run(task, `${painted}.png`, "photo.png", ...more);
      expect(alignment, task).toMatchObject({
        ...{ mode: "cover-crop", cropped: 0, scaleX: 1, scaleY: 1 },
        source: { width, height },
        painted: { width, height },
      });
      expect(["object", "string"]).toContain(typeof alignment.drift);
    }
    const { alignment } = await run("depth", "depth.png", "photo.png");
    expect(Math.abs(alignment.drift.dx)).toBeLessThan(0.5);
    expect(alignment.drift.spread).toBeLessThan(1.5);
  });

  it("is turned upright as its EXIF orientation says, and that is told", async () => {
    const {
      width: w,
      height: h,
      warnings,
      alignment,
      unknownShare,
    } = await run(...(["depth", "depth.png", "phone.png"] as const));
    expect([w, h, unknownShare, alignment.cropped]).toEqual([width, height, 0, 0]);
    expect(warnings).toEqual([expect.stringMatching(/^The photo: .*EXIF orientation 6\); so it was\.$/)]);
  });

  it("may have been stretched: --fit resize", async () => {
    const cropped = await run("depth", "depth.png", "large.png");
    const whole = await run("depth", "depth.png", "large.png", "--fit", "resize");
    expect(cropped.alignment.cropped).toBeGreaterThan(0);
    expect(whole.alignment).toMatchObject({ mode: "resize", cropped: 0 });
    const wrong = await peel(
      "decode",
      "depth",
      file("depth.png"),
      "--source",
      file("large.png"),
      "--fit",
      "tile",
    );
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--fit must be cover-crop, resize or none/),
    });
  });

  it("never gets depth between the two sides of an edge, unless it is asked for", async () => {
    const metres = async (...more: string[]) => {
      await run("depth", "step.png", "large.png", "-o", file("step.npy"), ...more);
      const { data } = await readDepth(file("step.npy"));
      return data.filter((one) => !Number.isNaN(one));
    };
    const kept = await metres();
    expect(kept.every((one) => one < 1.01 || one > 9.9)).toBe(true);
    expect((await metres("--resampling", "bilinear")).some((one) => one > 2 && one < 9)).toBe(true);
    const wrong = await peel("decode", "depth", file("step.png"), "--resampling", "cubic");
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--resampling must be one of nearest,/),
    });
  });

  it("leaves ids in 8 bits: void is 255, or what is asked for", async () => {
    const bits = async (...more: string[]) => {
      const told = await run(
        "semantic",
        "instances.png",
        "wide.png",
        ...more,
        "--legend",
        legend,
        "-o",
        file("ids.png"),
      );
      const { depth, data } = decode(readFileSync(file("ids.png")));
      return { depth, ids: [...new Set(data)].sort((a, b) => a - b), last: told.classes.at(-1) };
    };
    await sized(scene.photo.data).resize(400, 120, { fit: "fill" }).png().toFile(file("wide.png"));
    expect(await bits()).toMatchObject({
      depth: 8,
      ids: expect.arrayContaining([255]),
      last: { id: 255, name: "void" },
    });
    expect(await bits("--void", "40", "--max-residual", "1")).toMatchObject({
      ids: expect.arrayContaining([40]),
      last: { id: 40, name: "void" },
    });
    expect(await bits("--void", "65535")).toMatchObject({ depth: 16 });
    const wrong = await peel("decode", "semantic", file("instances.png"), "--legend", legend, "--void", "1");
    expect(wrong).toMatchObject({
      code: 2,
      err: expect.stringMatching(/--void must be .* no class of the legend/),
    });
  });
});
