/** COCO's things and segments as benchmarks, on real annotations. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeMask, readSegmentIds } from "vision-peel";
import { type ExactSpec, openBenchmark, openResults, runSweep } from "vision-peel/evaluation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixturePath } from "../datasets/fixtures.js";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const folder = mkdtempSync(join(tmpdir(), "peel-coco-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scored(benchmark: "coco-instances" | "coco-panoptic", data: string, generator: ExactSpec) {
  const opened = await openBenchmark({ benchmark, data, generator });
  const end = await runSweep(opened.plan, opened.work, { folder: join(folder, "results"), name: benchmark });
  expect(end.failures).toEqual([]);
  const [scores] = await opened.summarise(end.results());
  return { scores, end };
}

const real = "data/semantic/coco_panoptic";
describe.skipIf(skipsWithout(real))("two photos of COCO", { timeout: 120_000 }, () => {
  const data = join(folder, "coco");
  beforeAll(async () => {
    for (const part of ["val2017", "annotations/panoptic_val2017"])
      mkdirSync(join(data, part), { recursive: true });
    const list = JSON.parse(readFileSync(sharedPath(`${real}/panoptic_examples.json`), "utf8"));
    writeFileSync(join(data, "annotations/panoptic_val2017.json"), JSON.stringify(list));
    const annotations: object[] = [];
    for (const { image_id, file_name, segments_info } of list.annotations) {
      const photo = file_name.replace(".png", ".jpg");
      copyFileSync(sharedPath(`${real}/${photo}`), join(data, "val2017", photo));
      const png = sharedPath(`${real}/panoptic_examples/${file_name}`);
      copyFileSync(png, join(data, "annotations/panoptic_val2017", file_name));
      const { width, height, data: ids } = await readSegmentIds(png);
      const isThing = (id: number) =>
        list.categories.some((one: { id: number; isthing: number }) => one.id === id && one.isthing === 1);
      for (const { id, category_id, iscrowd, area } of segments_info) {
        if (!isThing(category_id)) continue;
        const inside = Uint8Array.from(ids, (one) => Number(one === id));
        const segmentation = encodeMask({ width, height, data: inside });
        annotations.push({ id: annotations.length + 1, image_id, category_id, iscrowd, area, segmentation });
      }
    }
    const categories = list.categories.filter(({ isthing }: { isthing: number }) => isthing === 1);
    const instances = { images: list.images, annotations, categories };
    writeFileSync(join(data, "annotations/instances_val2017.json"), JSON.stringify(instances));
  });

  it("lose nothing where every segment is painted exactly", async () => {
    const { scores } = await scored("coco-panoptic", data, "exact");
    expect(scores.protocol).toBe("panopticapi PQ on COCO panoptic val2017, categories told");
    // Pieces of some pixels are taken for noise by the decoder.
    for (const name of ["PQ", "PQ things", "PQ stuff", "PQ person"])
      expect(scores.values[name], name).toBeGreaterThan(0.9999);
  });

  it("lose a little at borders in a generator's size, and more with its noise", async () => {
    const sized = (await scored("coco-panoptic", data, "exact+size")).scores.values;
    const noisy = (await scored("coco-panoptic", data, "exact+noise")).scores.values;
    expect(sized.PQ).toBeGreaterThan(0.97);
    expect(sized.PQ).toBeLessThan(1);
    expect(noisy.PQ).toBeLessThan(sized.PQ);
    expect(noisy.PQ).toBeGreaterThan(0.7);
  });

  it("have things that are found one by one", async () => {
    const { scores, end } = await scored("coco-instances", data, "exact");
    expect(scores.protocol).toContain("categories told, all scores 1");
    expect(scores.values.AP).toBeGreaterThan(0.95);
    expect(scores.values["AP horse"] ?? scores.values["AP person"]).toBeGreaterThan(0.95);
    const results = await openResults(end.folder);
    expect(results.classes?.measure).toBe("AP");
    const { kind, measured, truth } = await results.worst(1)[0].open();
    expect(kind).toBe("instances");
    const isThing = ({ data }: { data: ArrayLike<number> }) => Array.from(data, (id) => Number(id > 0));
    const [found, there] = [isThing(measured), isThing(truth)];
    expect(found.filter((one, i) => one !== there[i]).length).toBeLessThan(100);
  });
});

it("a picture of seven pixels has its things, too", async () => {
  const { scores } = await scored("coco-instances", fixturePath("coco"), "exact");
  expect(scores.values.AP).toBeCloseTo(1, 9);
  expect(scores.values["AP person"]).toBeCloseTo(1, 9);
});

it("classes whose colours are dealt anew for votes are painted in these", async () => {
  const choice = {
    benchmark: "cityscapes",
    data: fixturePath("cityscapes"),
    generator: "exact",
    votes: 3,
  } as const;
  const opened = await openBenchmark(choice);
  const end = await runSweep(opened.plan, opened.work, { folder, name: "voted" });
  expect((await opened.summarise(end.results()))[0].values.mIoU).toBe(1);
});
