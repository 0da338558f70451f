/** The masks that SegmentationView saves, read as others read them (S12). */
import { readFileSync } from "node:fs";
import { decodeMask } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";
import { height, idOf, labels, state, width } from "./segmentationScene.js";

interface Coco {
  readonly images: { id: number; width: number; height: number; file_name: string }[];
  readonly categories: { id: number; name: string }[];
  readonly annotations: {
    id: number;
    image_id: number;
    category_id: number;
    iscrowd: number;
    area: number;
    bbox: number[];
    segmentation: { size: [number, number]; counts: string };
  }[];
}

describe.runIf(browserIsThere())("COCO masks of a SegmentationView", { timeout: 60_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 900, height: 1000 } });
  });
  afterAll(async () => {
    await host.close();
    expect(host.problems).toEqual([]);
  });
  const save = async (changes: object): Promise<string> => {
    await host.showState({ ...state, ...changes });
    await host.page.locator(".peel-stage").press("s");
    const download = host.page.waitForEvent("download");
    await host.page.getByRole("menuitem", { name: "Save the masks of all regions (COCO, JSON)" }).click();
    return (await download).path();
  };
  const read = (path: string): Coco => JSON.parse(readFileSync(path, "utf8"));

  it("are a whole file: images, categories, and annotations whose ids find each other", async () => {
    const { images, categories, annotations } = read(await save({}));
    expect(images).toEqual([{ id: 1, width, height, file_name: "" }]);
    // Background is no category, and what may be left unknown is none either.
    expect(categories.map(({ id, name }) => [id, name])).toEqual([
      [idOf("wall"), "wall"],
      [idOf("chair"), "chair"],
    ]);
    expect(annotations.map(({ id }) => id)).toEqual(annotations.map((_, i) => i + 1));
    for (const { image_id, category_id, iscrowd, area, bbox, segmentation } of annotations) {
      expect([image_id, iscrowd, segmentation.size]).toEqual([1, 0, [height, width]]);
      expect(categories.some(({ id }) => id === category_id)).toBe(true);
      const { data } = decodeMask(segmentation);
      expect(data).toEqual(Uint8Array.from(labels.data, (id) => Number(id === category_id)));
      expect(data.reduce((sum, inside) => sum + inside, 0)).toBe(area);
      expect(bbox).toHaveLength(4);
    }
    expect(annotations.find(({ category_id }) => category_id === idOf("chair"))?.bbox).toEqual([
      50, 20, 20, 20,
    ]);
  });

  it("of instances are one annotation a thing", async () => {
    const ids = labels.data.map((id) => (id === idOf("chair") ? 7 : 0));
    const regions = [{ id: 7, name: "instance 7", colour: [255, 0, 0] }];
    const { categories, annotations } = read(
      await save({ ids, regions, areInstances: true, margin: null, truth: null, painted: null }),
    );
    expect(categories.map(({ name }) => name)).toEqual(["thing"]);
    expect(annotations.map(({ id, category_id, area }) => [id, category_id, area])).toEqual([[7, 1, 400]]);
  });
});
