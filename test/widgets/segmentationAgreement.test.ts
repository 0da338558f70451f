import { borderBand, InstanceMap, LabelMap } from "vision-peel";
import { boundaryIou } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { alignTruth } from "../../widgets/dist/segmentation/alignTruth.js";
import { compareIds } from "../../widgets/dist/segmentation/compareIds.js";
import { matchThings } from "../../widgets/dist/segmentation/matchThings.js";
import { regionsOf } from "../../widgets/dist/segmentation/regions.js";
import { VOID_ID } from "../../widgets/dist/segmentation/state.js";

describe("agreement in numbers", () => {
  const map = (data: number[], legend: { id: number; name: string }[]) =>
    new LabelMap({ width: data.length, height: 1, data: Uint16Array.from(data), legend });
  it("classes correspond by name, and what is ignored is void", () => {
    const got = map(
      [1, 2, 2],
      [
        { id: 1, name: "cat" },
        { id: 2, name: "dog" },
      ],
    );
    const truth = map(
      [7, 9, 255],
      [
        { id: 7, name: "Cat" },
        { id: 9, name: "bird" },
      ],
    );
    const aligned = alignTruth(got, truth, regionsOf(got), [255]);
    expect([...aligned.data]).toEqual([1, 9, VOID_ID]);
    expect(aligned.regions).toMatchObject([{ id: 9, name: "bird" }]);
  });
  it("an id that another class has is not taken", () => {
    const got = map([1], [{ id: 1, name: "cat" }]);
    const aligned = alignTruth(got, map([1], [{ id: 1, name: "dog" }]), regionsOf(got), []);
    expect([...aligned.data]).toEqual([2]);
    expect(aligned.regions).toMatchObject([{ id: 2, name: "dog" }]);
  });
  it("things correspond where they overlap by more than half", () => {
    const things = (...data: number[]) =>
      new InstanceMap({ width: data.length, height: 1, data: Uint16Array.from(data) });
    const got = things(5, 5, 5, 0, 6, 0, 0, 0);
    const truth = things(1, 1, 0, 0, 2, 2, 2, 3);
    const { data, regions } = alignTruth(got, truth, regionsOf(got), []);
    expect([...data]).toEqual([5, 5, 0, 0, 2, 2, 2, 3]);
    expect(regions.map(({ name }) => name)).toEqual(["true instance 2", "true instance 3"]);
    const { counts, scores } = matchThings(got.data, data);
    expect(counts).toMatchObject({ hits: 1, falseAlarms: 1, misses: 2 });
    expect(scores.pq).toBeCloseTo(2 / 3 / 2.5, 12);
  });
  it("IoU, accuracy and the matrix leave void out; the band leaves out what is far", () => {
    const regions = regionsOf(
      map(
        [1, 2],
        [
          { id: 1, name: "a" },
          { id: 2, name: "b" },
        ],
      ),
    );
    const ids = Uint16Array.of(1, 1, 1, 2, 2, 2, 2, 2);
    const truth = Uint16Array.of(1, 1, 1, 1, 2, 2, 2, VOID_ID);
    const all = compareIds({ width: 8, height: 1, ids, truth }, regions, 0, false);
    expect(all.ids).toEqual([1, 2]);
    expect(all.iou).toEqual([3 / 4, 3 / 4]);
    expect([all.accuracy, all.scored]).toEqual([6 / 7, 7]);
    expect(all.boundary).toBeUndefined();
    const near = compareIds({ width: 8, height: 1, ids, truth }, regions, 1, false);
    // Left are the two pixels at the border of 1 and 2, and the one beside void.
    expect(near.scored).toBe(3);
    expect(near.iou).toEqual([0, 2 / 3]);
  });

  it("of a large picture is taken strip by strip, with the same result", () => {
    const [width, height] = [1100, 1000];
    const plane = (shift: number) =>
      Uint16Array.from(
        { length: width * height },
        (_, i) => 1 + (((((i % width) + shift) >> 6) + (((i / width) | 0) >> 6)) % 3),
      );
    const [ids, truth] = [plane(0), plane(7)];
    truth.fill(VOID_ID, 470 * width, 480 * width);
    const regions = regionsOf(
      map(
        [1, 2, 3],
        [1, 2, 3].map((id) => ({ id, name: `class ${id}` })),
      ),
    );
    const { boundary, scored, matrix } = compareIds({ width, height, ids, truth }, regions, 9, false);
    const of = (data: Uint16Array) => ({ width, height, data });
    const isVoid = Uint8Array.from(truth, (id) => Number(id === VOID_ID));
    expect(boundary).toEqual(boundaryIou(of(ids), of(truth), [1, 2, 3], 9, isVoid));
    const near = borderBand(of(truth), 9);
    expect(scored).toBe(near.filter((isNear, i) => isNear && truth[i] !== VOID_ID).length);
    expect(matrix[0]).toBe(near.filter((isNear, i) => isNear && truth[i] === 1 && ids[i] === 1).length);
    const { matches } = matchThings(ids, truth);
    expect(matches.map((match) => [match.truth, match.prediction])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    const [shared, either] = [1, 2].map(
      (least) =>
        ids.filter(
          (id, i) => truth[i] !== VOID_ID && (id === 2 ? 1 : 0) + (truth[i] === 2 ? 1 : 0) >= 3 - least,
        ).length,
    );
    expect(matches[1].iou).toBeCloseTo(shared / either, 12);
  });
});
