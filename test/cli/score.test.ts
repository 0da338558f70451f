/** `peel score` on files: numbers of others' code, and what it says of files that do not fit. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap, LabelMap, NormalMap, writeDepth, writeLabels, writeNormals } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { peel } from "../support/peel.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = mkdtempSync(join(tmpdir(), "peel-score-"));
const at = (...names: string[]): string => join(folder, ...names);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = { width: 4, height: 2 };
const depthOf = (...data: number[]) => new DepthMap({ ...size, data: Float32Array.from(data) });
const legend = [{ id: 1, name: "thing", colour: [255, 0, 0] as [number, number, number] }];
const labelsOf = (...data: number[]) => new LabelMap({ ...size, data: Uint16Array.from(data), legend });

async function score(...args: string[]) {
  const { code, out, err } = await peel("score", ...args, "--json");
  expect({ args, code, err }).toMatchObject({ code: 0 });
  const lines = out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { ...lines.at(-1), each: lines.slice(0, -1), err };
}
const refusal = async (...args: string[]): Promise<string> => {
  const { code, err } = await peel("score", ...args);
  expect(code).toBe(2);
  return err;
};

beforeAll(async () => {
  for (const name of ["pred", "gt", "labels", "few"]) mkdirSync(at(name));
  await writeDepth(depthOf(1, 2, 3, 4, 5, 6, 7, Infinity), at("pred", "a.depth.npy"));
  await writeDepth(depthOf(2, 2, 3, 4, 5, 6, 7, 8), at("pred", "b.depth.npy"));
  await writeDepth(depthOf(1, 2, 3, 4, 5, 6, 7, 8), at("gt", "a.npy"));
  await writeDepth(depthOf(1, 2, 3, 4, 5, 6, 7, 0), at("gt", "b.npy"));
  await writeDepth(depthOf(1, 2, 3, 4, 5, 6, 7, 8), at("few", "a.npy"));
});

describe("peel score", () => {
  it("means depth over two folders, sample by sample, and tells what was filled", async () => {
    const args = ["zoedepth", "--pred", at("pred"), "--gt", at("gt"), "--max", "10"];
    const { protocol, samples, values, each } = await score(...args, "--each");
    expect(protocol).toBe("ZoeDepth on own rules (0–10 m)");
    expect(samples).toBe(2);
    // Of a the sky counts as 10 m; of b 7 pixels count, one of them twice as far.
    expect(each.map((one: { sample: string }) => one.sample)).toEqual(["a", "b"]);
    expect(each[0].values.absRel).toBeCloseTo(0.25 / 8, 12);
    expect(values.absRel).toBeCloseTo((0.25 / 8 + 1 / 7) / 2, 12);
    const unik3d = await score("unik3d", "--pred", at("pred"), "--gt", at("gt"));
    expect(unik3d.err).toContain("Note: 1 pixels had no usable prediction");
    expect(unik3d.err).toContain("--rules NAME");
  });

  it("shows a table for people", async () => {
    const { out } = await peel("score", "moge", "--pred", at("gt", "a.npy"), "--gt", at("few", "a.npy"));
    expect(out).toBe("MoGe on any data (0–∞ m), 1 sample\n  d1       1\n  absRel   0\n");
  });

  it("scores normals, masks and labels", async () => {
    const up = Float32Array.from({ length: 24 }, (_, i) => Number(i % 3 === 1));
    const out = Float32Array.from({ length: 24 }, (_, i) => Number(i % 3 === 2));
    await writeNormals(new NormalMap({ ...size, data: up }), at("up.npy"));
    await writeNormals(new NormalMap({ ...size, data: out }), at("out.npy"));
    const normals = await score("normals", "--pred", at("up.npy"), "--gt", at("out.npy"));
    expect([normals.values.mean, normals.pixels]).toEqual([90, 8]);
    await writeLabels(labelsOf(1, 1, 0, 0, 0, 0, 0, 0), at("mask.png"));
    await writeLabels(labelsOf(1, 0, 0, 0, 0, 0, 0, 255), at("truth.png"));
    const referring = await score("referring", "--pred", at("mask.png"), "--gt", at("truth.png"));
    expect(referring.values.cIoU).toBeCloseTo(0.5, 9);
    await writeLabels(labelsOf(7, 7, 26, 26, 0, 0, 0, 0), at("ids.png"));
    const cityscapes = await score("cityscapes", "--pred", at("ids.png"), "--gt", at("ids.png"));
    expect(cityscapes.values).toMatchObject({ mIoU: 1, "IoU car": 1 });
    const miou = await score("miou", "--pred", at("mask.png"), "--gt", at("truth.png"));
    expect(miou.values.mIoU).toBeCloseTo((0.5 + 5 / 6) / 2, 9);
    // What is not scored makes no false hits, as in Cityscapes.
    const one = await score("miou", "--pred", at("mask.png"), "--gt", at("truth.png"), "--classes", "1");
    expect(one.values["IoU 1"]).toBe(1);
  });

  it.skipIf(skipsWithout("golden/coco_ap.json", "golden/saco_cgf1.json"))(
    "scores files of COCO and SA-Co",
    async () => {
      const { gt, dt, expected } = JSON.parse(readFileSync(sharedPath("golden/coco_ap.json"), "utf8"));
      writeFileSync(at("gt.json"), JSON.stringify(gt));
      writeFileSync(at("dt.json"), JSON.stringify(dt));
      for (const [protocol, key] of [
        ["coco-masks", "segm"],
        ["coco-boxes", "bbox"],
      ]) {
        const { values } = await score(protocol, "--pred", at("dt.json"), "--gt", at("gt.json"));
        for (const [i, name] of expected[key].stat_names.entries())
          expect(values[name], name).toBeCloseTo(expected[key].stats[i], 9);
      }
      const { synthetic } = JSON.parse(readFileSync(sharedPath("golden/saco_cgf1.json"), "utf8"));
      writeFileSync(at("results.json"), JSON.stringify(synthetic.predictions));
      const files = synthetic.gts.map((one: object, i: number) => {
        writeFileSync(at(`gt${i}.json`), JSON.stringify(one));
        return at(`gt${i}.json`);
      });
      const args = files.flatMap((file: string) => ["--gt", file]);
      const { values } = await score("sa-co", "--pred", at("results.json"), ...args);
      expect(values.cgF1).toBeCloseTo(synthetic.expected_oracle3.summary.cgF1_eval_segm_cgF1, 9);
    },
  );

  it.skipIf(skipsWithout("golden/panoptic/panoptic_pq.json"))(
    "scores a panoptic JSON with its folder of PNGs",
    async () => {
      const golden = JSON.parse(readFileSync(sharedPath("golden/panoptic/panoptic_pq.json"), "utf8"));
      const { cpSync } = await import("node:fs");
      for (const kind of ["gt", "pred"])
        cpSync(sharedPath(`golden/panoptic/${kind}`), at(`panoptic_${kind}`), { recursive: true });
      writeFileSync(at("panoptic_gt.json"), JSON.stringify(golden.gt));
      writeFileSync(at("panoptic_pred.json"), JSON.stringify({ annotations: golden.pred }));
      const { values } = await score(
        "panoptic",
        "--pred",
        at("panoptic_pred.json"),
        "--gt",
        at("panoptic_gt.json"),
      );
      expect(values.PQ).toBeCloseTo(golden.expected.All.pq, 9);
      expect(values["PQ things"]).toBeCloseTo(golden.expected.Things.pq, 9);
    },
  );

  it("counts preferences, with commas in prompts", async () => {
    writeFileSync(
      at("judged.csv"),
      "prompt,preference\na cat, a dog,win\na tree,loss\na hill,win\na sea,tie\n",
    );
    const { values, err } = await score("win-rate", "--pred", at("judged.csv"));
    expect(values.winRate).toBeCloseTo(2 / 3, 12);
    expect(err).toContain("1 ties are left out");
  });

  it("says what does not fit, and how to mend it", async () => {
    expect(await refusal()).toContain("PROTOCOL must be one of unik3d");
    expect(await refusal("unik3", "--pred", "x", "--gt", "y")).toContain("write unik3d");
    expect(await refusal("unik3d", "--gt", at("gt"))).toContain("--pred must be given, but is missing");
    expect(await refusal("unik3d", "--pred", at("nowhere"), "--gt", at("gt"))).toContain(
      "must be a file or a folder, but is missing",
    );
    expect(await refusal("unik3d", "--pred", at("pred"), "--gt", at("gt", "a.npy"))).toContain(
      "two files or two folders",
    );
    expect(await refusal("unik3d", "--pred", at("few"), "--gt", at("gt"))).toContain(
      "a prediction for each truth, of its name, but is without b",
    );
    expect(await refusal("unik3d", "--pred", at("pred"), "--gt", at("labels"))).toContain("but is empty");
    expect(await refusal("unik3d", "--pred", at("pred"), "--gt", at("gt"), "--rules", "nyu2")).toContain(
      "rules must be one of nyu",
    );
    expect(
      await refusal("unik3d", "--pred", at("pred"), "--gt", at("gt"), "--rules", "nyu", "--max", "3"),
    ).toContain("--rules must be given alone");
    writeFileSync(at("broken.json"), "{");
    expect(await refusal("coco-masks", "--pred", at("broken.json"), "--gt", at("broken.json"))).toContain(
      "but is no JSON",
    );
    writeFileSync(at("other.json"), "{}");
    expect(await refusal("panoptic", "--pred", at("other.json"), "--gt", at("other.json"))).toContain(
      "JSON of another kind",
    );
    writeFileSync(at("head.csv"), "a,b\n1,2\n");
    expect(await refusal("win-rate", "--pred", at("head.csv"))).toContain("a column called preference");
  });

  it("refuses what would give a wrong number", async () => {
    // A mask saved as black and white: 255 does not count, and so nothing of the object would.
    await writeLabels(labelsOf(0, 255, 255, 0, 0, 255, 0, 0), at("white.png"));
    await writeLabels(labelsOf(0, 1, 1, 0, 0, 1, 0, 0), at("one.png"));
    expect(await refusal("referring", "--pred", at("one.png"), "--gt", at("white.png"))).toMatch(
      /white.png must be 1 on the object.*but is 0 and 255 alone/,
    );
    expect(
      await refusal("miou", "--pred", at("one.png"), "--gt", at("one.png"), "--classes", "1,foo,999"),
    ).toContain('--classes must be ids from 0 to 254 with commas between them, but is "foo"');
    await writeDepth(depthOf(...Array(8).fill(Number.NaN)), at("none.npy"));
    expect(await refusal("unik3d", "--pred", at("gt", "a.npy"), "--gt", at("none.npy"))).toContain(
      "must be true depths that the rules let count, but is none",
    );
    writeFileSync(at("nan.json"), '[{"image_id": 1, "score": NaN}]');
    expect(await refusal("coco-masks", "--pred", at("nan.json"), "--gt", at("nan.json"))).toContain(
      "no JSON, which has no NaN",
    );
  });

  it.skipIf(skipsWithout("golden/coco_ap.json", "golden/saco_cgf1.json"))(
    "refuses results and annotators that do not belong together",
    async () => {
      const { gt, dt } = JSON.parse(readFileSync(sharedPath("golden/coco_ap.json"), "utf8"));
      const put = (name: string, content: unknown): string => {
        writeFileSync(at(name), JSON.stringify(content));
        return at(name);
      };
      const truth = put("belongs-gt.json", gt);
      const moved = dt.map((one: { image_id: number }) => ({ ...one, image_id: one.image_id + 1000 }));
      expect(await refusal("coco-masks", "--pred", put("moved.json", moved), "--gt", truth)).toContain(
        "which is none of them",
      );
      const turned = dt.map((one: { segmentation: { size: number[] } }) => ({
        ...one,
        segmentation: {
          ...one.segmentation,
          size: [...one.segmentation.size].reverse().map((side, i) => side + i),
        },
      }));
      expect(await refusal("coco-masks", "--pred", put("turned.json", turned), "--gt", truth)).toContain(
        "masks of the size of their images",
      );
      const others = dt.map((one: { category_id: number }) => ({
        ...one,
        category_id: one.category_id + 50,
      }));
      if (gt.categories) {
        const { err } = await score("coco-masks", "--pred", put("others.json", others), "--gt", truth);
        expect(err).toContain("results are of categories that the truth does not have");
      }
      const { synthetic } = JSON.parse(readFileSync(sharedPath("golden/saco_cgf1.json"), "utf8"));
      const [a, b] = synthetic.gts as { images: { id: number }[]; annotations: { image_id: number }[] }[];
      const few = new Set(b.images.slice(0, 3).map(({ id }) => id));
      const short = {
        ...b,
        images: b.images.filter(({ id }) => few.has(id)),
        annotations: b.annotations.filter(({ image_id }) => few.has(image_id)),
      };
      const args = ["--gt", put("saco-a.json", a), "--gt", put("saco-short.json", short)];
      const pred = put("saco-results.json", synthetic.predictions);
      expect(await refusal("sa-co", "--pred", pred, ...args)).toMatch(
        /saco-short.json must be annotations of the same images/,
      );
    },
  );
});
