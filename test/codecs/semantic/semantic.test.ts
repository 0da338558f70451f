import {
  decodeReferring,
  decodeSemantic,
  designLegend,
  encodeSemantic,
  legendQuality,
  parseLegend,
  permuteLegend,
  REJECTED_ID,
  voteLabels,
} from "vision-peel/codecs";
import { LabelMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../src/random.js";

const row = (...colours: number[][]) =>
  new RgbImage({ width: colours.length, height: 1, data: Uint8Array.from(colours.flat()) });
const legend = { cat: "red", dog: "(0, 0, 255)", background: "yellow" } as const;

describe("decodeSemantic", () => {
  it("takes the nearest colour, and says how near it is and the next one", () => {
    const labels = decodeSemantic(row([250, 3, 4], [0, 10, 200], [255, 255, 0], [90, 90, 90]), legend);
    expect([...labels.data.subarray(0, 3)]).toEqual([1, 2, 0]);
    expect(labels.residual?.[0]).toBeCloseTo(Math.hypot(5, 3, 4), 5);
    expect(labels.margin?.[2]).toBe(255);
    expect(labels.legend).toEqual([
      { id: 1, name: "cat", colour: [255, 0, 0] },
      { id: 2, name: "dog", colour: [0, 0, 255] },
      { id: 0, name: "background", colour: [255, 255, 0] },
    ]);
  });

  it("reads a colour word as the picture paints it", () => {
    const painted = row([0, 128, 0], [0, 128, 0], [0, 129, 1], [40, 40, 0], [128, 0, 0]);
    const labels = decodeSemantic(painted, { grass: "green", wall: "(128, 0, 0)" });
    expect([...labels.data]).toEqual([1, 1, 1, 0, 2]);
    expect(labels.legend[0].colour).toEqual([0, 128, 0]);
  });

  it("rejects what is far from all, or as near to two, where asked to", () => {
    const painted = row([255, 0, 0], [128, 128, 128], [128, 0, 127]);
    const kept = decodeSemantic(painted, legend);
    expect([...kept.data]).not.toContain(REJECTED_ID);
    expect(decodeSemantic(painted, legend, { maxResidual: 100 }).data[1]).toBe(REJECTED_ID);
    const sure = decodeSemantic(painted, legend, { minMargin: 5 });
    expect([...sure.data].map((id) => id === REJECTED_ID)).toEqual([false, true, true]);
    expect(sure.legend.at(-1)).toEqual({ id: REJECTED_ID, name: "rejected" });
    expect(() => decodeSemantic(painted, legend, { maxResidual: Number.NaN })).toThrow(/maxResidual/);
  });

  it("does not depend on the legend's order, but for ties", () => {
    const random = randomFrom(4);
    const data = Uint8Array.from({ length: 3 * 4096 }, () => random.integer(0, 255));
    const painted = new RgbImage({ width: 64, height: 64, data });
    const classes = designLegend(["a", "b", "c", "d", "e", "f"]);
    const forth = decodeSemantic(painted, classes);
    const back = decodeSemantic(painted, [...classes].reverse());
    for (let i = 0; i < forth.data.length; i++)
      if (forth.margin?.[i]) expect(back.data[i]).toBe(forth.data[i]);
    expect(back.residual).toEqual(forth.residual);
    expect(back.margin).toEqual(forth.margin);
  });
});

it("says in its type that residual and margin are there", () => {
  const { residual, margin } = decodeSemantic(row([250, 0, 0]), legend);
  const [first, second]: number[] = [residual[0], margin[0]];
  expect([first, second > 200]).toEqual([5, true]);
});

describe("encodeSemantic", () => {
  const labels = new LabelMap({
    width: 3,
    height: 1,
    data: Uint16Array.of(5, 0, 9),
    legend: [
      { id: 5, name: "Cat" },
      { id: 9, name: "dog" },
    ],
  });

  it("paints classes by name, and comes back", () => {
    const painted = encodeSemantic(labels, legend);
    expect([...painted.data]).toEqual([255, 0, 0, 255, 255, 0, 0, 0, 255]);
    expect([...decodeSemantic(painted, legend).data]).toEqual([1, 0, 2]);
  });

  it("paints with the labels' own colours, and names a class that has none", () => {
    const own = decodeSemantic(encodeSemantic(labels, legend), legend);
    expect(encodeSemantic(own).data).toEqual(encodeSemantic(labels, legend).data);
    expect(() => encodeSemantic(labels, { cat: "red" })).toThrow(/none for "dog", at x=2, y=0/);
  });
});

describe("many generations", () => {
  it("outvote each other's mistakes, whatever colours the classes had", () => {
    const classes = parseLegend({ cat: "red", dog: "blue", sky: "white" });
    const truth = new LabelMap({
      width: 40,
      height: 30,
      data: Uint16Array.from({ length: 1200 }, (_, i) => 1 + (((i / 7) % 3) | 0)),
      legend: classes,
    });
    const maps = [0, 1, 2, 3, 4].map((seed) => {
      const dealt = permuteLegend(classes, seed);
      const painted = encodeSemantic(truth, dealt);
      const random = randomFrom(seed + 100);
      for (let i = 0; i < 1200; i++)
        if (random.between(0, 1) < 0.2) painted.data.set(dealt[random.integer(0, 2)].colour, 3 * i);
      return decodeSemantic(painted, dealt);
    });
    const wrong = (map: LabelMap) => map.data.filter((id, i) => id !== truth.data[i]).length;
    const { labels, agreement } = voteLabels(maps);
    const alone = Math.min(...maps.map(wrong));
    expect(wrong(labels)).toBeLessThan(alone / 3);
    expect(Math.min(...agreement)).toBeGreaterThanOrEqual(0.2);
    expect(Math.max(...agreement)).toBe(1);
  });

  it("let the surer vote count, and those who reject be silent", () => {
    const map = (ids: number[], margins: number[]) =>
      new LabelMap({
        width: ids.length,
        height: 1,
        data: Uint16Array.from(ids),
        legend: [
          { id: 1, name: "a" },
          { id: 2, name: "b" },
          { id: REJECTED_ID, name: "rejected" },
        ],
        margin: Float32Array.from(margins),
      });
    const maps = [
      map([1, 1, REJECTED_ID], [10, 1, 5]),
      map([2, 1, REJECTED_ID], [200, 1, 5]),
      map([1, REJECTED_ID, REJECTED_ID], [10, 9, 5]),
    ];
    expect([...voteLabels(maps).labels.data]).toEqual([1, 1, REJECTED_ID]);
    const weighed = voteLabels(maps, { byMargin: true });
    expect([...weighed.labels.data]).toEqual([2, 1, REJECTED_ID]);
    expect(weighed.agreement[0]).toBeCloseTo(200 / 220);
    expect(() => voteLabels([])).toThrow(/at least one label map/);
    expect(() => voteLabels([maps[0], map([1], [1])])).toThrow(/3 × 1 pixels, but is 1 × 1/);
  });

  it("deals colours so that every class keeps an own one, the background its own", () => {
    const classes = designLegend(Array.from({ length: 20 }, (_, i) => `class ${i}`));
    const dealt = permuteLegend(classes, 7);
    const colours = (all: typeof classes) => all.map(({ colour }) => colour.join()).sort();
    expect(colours(dealt)).toEqual(colours(classes));
    expect(dealt.at(-1)).toEqual(classes.at(-1));
    expect(dealt).toEqual(permuteLegend(classes, 7));
    expect(dealt).not.toEqual(permuteLegend(classes, 8));
  });
});

describe("designLegend", () => {
  const names = (count: number) => Array.from({ length: count }, (_, i) => `class ${i}`);

  it.each([
    [2, 150, 100, 80],
    [8, 90, 50, 40],
    [19, 60, 20, 15],
  ])(
    "keeps %i classes apart, off each other's mixtures, for every eye",
    (count, separation, blends, vision) => {
      const quality = legendQuality(designLegend(names(count)));
      expect(quality.separation).toBeGreaterThan(separation);
      expect(quality.blends).toBeGreaterThan(blends);
      expect(quality.colourVision).toBeGreaterThan(vision);
    },
  );

  it("is better than Cityscapes' own colours in every respect", () => {
    // The first 19 training classes of cityscapesScripts, helpers/labels.py.
    const cityscapes = parseLegend(
      Object.fromEntries(
        "128,64,128 244,35,232 70,70,70 102,102,156 190,153,153 153,153,153 250,170,30 220,220,0 107,142,35 152,251,152 70,130,180 220,20,60 255,0,0 0,0,142 0,0,70 0,60,100 0,80,100 0,0,230 119,11,32"
          .split(" ")
          .map((colour, i) => [`class ${i}`, `(${colour})`]),
      ),
    );
    const [ours, theirs] = [legendQuality(designLegend(names(19))), legendQuality(cityscapes)];
    expect(ours.separation).toBeGreaterThan(theirs.separation);
    expect(ours.blends).toBeGreaterThan(theirs.blends);
    expect(ours.colourVision).toBeGreaterThan(theirs.colourVision);
  });

  /** Between neighbours of the coarsest cubic grid that has as many points. */
  const gridApart = (count: number): number => {
    let side = 2;
    while (side ** 3 < count) side++;
    return 255 / (side - 1);
  };

  it.each([1, 7, 20, 26, 40, 63, 64, 100, 107, 150, 215, 255])(
    "keeps %i classes and the background as far apart as the best simple grid, if only that counts",
    (count) => {
      const { separation, mostSeparation } = legendQuality(
        designLegend(names(count), { colourVision: 0, blends: 0 }),
      );
      // Levels are whole numbers.
      expect(separation).toBeGreaterThan(gridApart(count + 1) - 1.5);
      expect(separation).toBeLessThanOrEqual(mostSeparation);
    },
  );

  it.each([63, 64, 100, 150, 255])(
    "does so with %i classes by default, too: no choice keeps the rest",
    (count) => {
      const { separation, blends } = legendQuality(designLegend(names(count)));
      expect(separation).toBeGreaterThan(gridApart(count + 1) - 1.5);
      expect(blends).toBeLessThan(4);
    },
  );

  it("takes any background, and weights from 0 to 1", () => {
    for (const background of ["white", "#808080", "(10, 200, 30)"]) {
      const legend = designLegend(names(100), { background, colourVision: 0 });
      expect(legendQuality(legend).separation).toBeGreaterThan(60);
    }
    expect(designLegend(["a"], { colourVision: 0 })).toHaveLength(2);
    expect(designLegend(names(12), { colourVision: 0, blends: 1 })).toHaveLength(13);
    for (const weight of [-1, 2, Number.NaN, "1"]) {
      expect(() => designLegend(["a"], { colourVision: weight as number })).toThrow(
        /colourVision must be from 0/,
      );
      expect(() => designLegend(["a"], { blends: weight as number })).toThrow(/blends must be from 0 to 1/);
    }
  });

  it("measures what cannot be exceeded", () => {
    // Two colours: the cube's diagonal. 14 balls at the corners and faces of a cube of two: 255 / √2 apart.
    expect(legendQuality(parseLegend({ a: "black", b: "white" })).mostSeparation).toBeCloseTo(
      255 * Math.sqrt(3),
      9,
    );
    expect(legendQuality(designLegend(names(13))).mostSeparation).toBeGreaterThan(255 / Math.SQRT2);
  });

  it("finds colours for 255 classes, all different, and the same again", { timeout: 60_000 }, () => {
    const legend = designLegend(names(255));
    expect(new Set(legend.map(({ colour }) => colour.join())).size).toBe(256);
    expect(legend).toEqual(designLegend(names(255)));
    expect(() => designLegend(names(256))).toThrow(/1 to 255/);
    expect(() => designLegend(["a", "a"])).toThrow(/"a" twice/);
  });
});

describe("a class in the background's colour", () => {
  const black = new RgbImage({ width: 1, height: 1, data: new Uint8Array(3) });
  it("is refused where the background is named, and told where it is not", () => {
    const legend = { cat: "red", dog: "blue" };
    expect(() => decodeSemantic(black, legend, { background: "red" })).toThrow(/cat and background alike/);
    const { provenance } = decodeSemantic(black, { cat: "black", dog: "red" });
    expect(provenance?.warnings).toEqual([expect.stringMatching(/no background: black.* is that of "cat"/)]);
    const referred = decodeReferring(black, "Segment the man in black");
    expect(referred.provenance.warnings).toEqual([expect.stringMatching(/is that of "man"/)]);
    expect(decodeSemantic(black, legend).provenance?.warnings).toBeUndefined();
    expect(
      decodeSemantic(black, { cat: "black" }, { background: null }).provenance?.warnings,
    ).toBeUndefined();
  });
});

it("deals and measures legends in any form", () => {
  const legend = { a: "red", b: "blue" };
  expect(permuteLegend(legend, 3)).toEqual(permuteLegend(parseLegend(legend), 3));
  expect(legendQuality("a: red, b: blue")).toEqual(legendQuality(parseLegend(legend)));
  expect(() => legendQuality(3 as never)).toThrow(/a legend/);
});
