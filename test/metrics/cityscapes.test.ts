/** Cityscapes' scores beside its own script (golden/cityscapes, made by it). */
import { readFileSync } from "node:fs";
import { decode } from "fast-png";
import { averageInstancePixels, CityscapesSums, cityscapesLabels, idOfTrainId } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const file = "golden/cityscapes/cityscapes_eval.json";

describe.skipIf(skipsWithout(file))("beside Cityscapes' own script", () => {
  const golden = JSON.parse(readFileSync(sharedPath(file), "utf8"));

  it("the classes and the sizes of their instances", () => {
    for (const { name, id, trainId, category, hasInstances, ignoreInEval, color } of golden.labels) {
      if (id < 0) continue;
      const label = { name, id, trainId, category, hasInstances, isScored: !ignoreInEval, colour: color };
      expect(cityscapesLabels[id]).toEqual(label);
    }
    expect(averageInstancePixels).toEqual(golden.avgClassSize);
    expect(idOfTrainId).toHaveLength(19);
  });

  it("all scores of synthetic pictures, in two parts", () => {
    const { files, expected } = golden.synthetic;
    const ids = (name: string) => decode(readFileSync(sharedPath(`golden/cityscapes/${name}`))).data;
    const sums = new CityscapesSums();
    for (const [prediction, truth] of [...files].reverse()) {
      const one = new CityscapesSums();
      one.add(ids(prediction), ids(truth), ids(truth.replace("labelIds", "instanceIds")));
      // As it goes over a wire.
      sums.merge(CityscapesSums.fromJSON(JSON.parse(JSON.stringify(one))));
    }
    expect([...sums.matrix]).toEqual(expected.confMatrix.flat());
    const { values, samples } = sums.scores();
    expect(samples).toBe(files.length);
    const check = (scores: Record<string, number | "NaN">, name: (key: string) => string) => {
      for (const [key, score] of Object.entries(scores))
        if (score === "NaN") expect(values[name(key)]).toBeUndefined();
        else expect(values[name(key)], name(key)).toBeCloseTo(score, 12);
    };
    check(expected.classScores, (key) => `IoU ${key}`);
    check(expected.classInstScores, (key) => `iIoU ${key}`);
    check(expected.categoryScores, (key) => `IoU ${key} (category)`);
    check(expected.categoryInstScores, (key) => `iIoU ${key} (category)`);
    expect(values.mIoU).toBeCloseTo(expected.averageScoreClasses, 12);
    expect(values.iIoU).toBeCloseTo(expected.averageScoreInstClasses, 12);
    expect(values["category mIoU"]).toBeCloseTo(expected.averageScoreCategories, 12);
    expect(values["category iIoU"]).toBeCloseTo(expected.averageScoreInstCategories, 12);
  });
});

describe("Cityscapes' scores", () => {
  it("are 1 where all is right, and leave out what is nowhere", () => {
    const sums = new CityscapesSums();
    sums.add([7, 7, 26, 0], [7, 7, 26, 0], [7, 7, 26001, 0]);
    const { values } = sums.scores();
    expect([values.mIoU, values.iIoU, values["IoU road"], values["IoU sky"]]).toEqual([1, 1, 1, undefined]);
  });
  it("refuse train ids, other ids and other lengths", () => {
    const sums = new CityscapesSums();
    expect(() => sums.add([0, 255], [7, 7])).toThrow(
      "prediction must be ids of Cityscapes' classes, 0 to 33, but is one of 255, as train ids have it: turn train ids to ids by idOfTrainId",
    );
    expect(() => sums.add([99], [7])).toThrow("prediction must be ids");
    expect(() => sums.add([7], [7, 7])).toThrow("prediction must be as many pixels");
    expect(() => sums.add([7], [7], [7, 7])).toThrow("instances must be as many pixels");
    expect(() => sums.merge(new CityscapesSums("mine"))).toThrow("other must be of the protocol");
  });
});
