import { decodeReferring, encodeReferring, type LegendInput } from "vision-peel/codecs";
import { encodeMask, maskArea, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../instances/pictures.js";

const row = (...colours: number[][]) =>
  new RgbImage({ width: colours.length, height: 1, data: Uint8Array.from(colours.flat()) });
const bits = (text: string) => ({ width: text.length, height: 1, data: Uint8Array.from(text, Number) });

describe("decodeReferring", () => {
  it("gives a mask for every expression of the paper's prompts", () => {
    const prompt =
      "A segmentation map image. The stretching cat is rendered in green, the cat that is cleaning itself is in cyan.";
    const painted = row([1, 252, 3], [0, 0, 0], [0, 250, 251], [4, 249, 250], [2, 1, 0]);
    const { masks, labels, ties } = decodeReferring(painted, prompt);
    expect(masks.map(({ name, data, area, box }) => ({ name, data: [...data], area, box }))).toEqual([
      { name: "stretching cat", data: [1, 0, 0, 0, 0], area: 1, box: [0, 0, 1, 1] },
      { name: "cat that is cleaning itself", data: [0, 0, 1, 1, 0], area: 2, box: [2, 0, 2, 1] },
    ]);
    expect([...labels.data]).toEqual([1, 0, 2, 2, 0]);
    expect(ties).toBe(0);
    expect(maskArea(encodeMask(masks[1]))).toBe(2);
  });

  it("takes a background from the prompt, from the options, or none", () => {
    const painted = row([250, 250, 0], [130, 0, 120], [120, 120, 120]);
    const expressions = { "the device": "<255, 255, 0>" };
    const areaOn = (background: string | null) =>
      decodeReferring(painted, expressions, { background }).masks[0].area;
    expect(areaOn("RGB(125, 0, 125)")).toBe(1);
    expect(areaOn("black")).toBe(1);
    expect(areaOn(null)).toBe(3);
    const named = decodeReferring(
      painted,
      'The background is #7D007D. The device is "yellow" (255, 255, 0).',
    );
    expect([...named.labels.data]).toEqual([1, 0, 0]);
    expect(named.masks).toHaveLength(1);
  });

  it("gives ties to the first expression, counts them, and shows them in the margin", () => {
    const painted = row([128, 128, 0], [127, 128, 0]);
    const one = { name: "one", colour: [255, 1, 0] } as const;
    const two = { name: "two", colour: [1, 255, 0] } as const;
    const forth = decodeReferring(painted, [one, two]);
    const back = decodeReferring(painted, [two, one]);
    expect([...forth.labels.data]).toEqual([1, 2]);
    expect(back.masks.map(({ name, area }) => [name, area])).toEqual([
      ["two", 2],
      ["one", 0],
    ]);
    expect([forth.ties, forth.margin[0], back.ties]).toEqual([1, 0, 1]);
    expect(back.masks[1].box).toEqual([0, 0, 0, 0]);
  });

  it("leaves pixels far from every colour to nobody where asked to", () => {
    const painted = row([255, 255, 255], [215, 255, 255], [120, 140, 130]);
    const expressions = { man: "white", dog: "#00ff00" };
    expect([...decodeReferring(painted, expressions).labels.data]).toEqual([1, 1, 2]);
    const { labels, residual } = decodeReferring(painted, expressions, { maxResidual: 40 });
    expect([...labels.data]).toEqual([1, 1, 0]);
    expect(residual[1]).toBe(40);
  });

  it("gives inner expressions to the outer ones, also by way of others", () => {
    const painted = row([255, 0, 0], [0, 255, 0], [0, 0, 255], [0, 0, 0]);
    const expressions = { man: "#ff0000", coat: "#00ff00", button: "#0000ff" };
    const { masks, labels } = decodeReferring(painted, expressions, {
      contains: { man: ["coat"], coat: ["button"] },
    });
    expect(masks.map(({ data }) => [...data].join(""))).toEqual(["1110", "0110", "0010"]);
    expect([...labels.data]).toEqual([1, 2, 3, 0]);
    const wrong = { contains: { man: ["hat"] } };
    expect(() => decodeReferring(painted, expressions, wrong)).toThrow(/contains must be of the.*"hat"/);
  });

  it("takes contained expressions with and without article, from a prompt and from an object", () => {
    const painted = row([255, 255, 255], [0, 255, 0], [0, 0, 0]);
    const contains = { "the man": ["his hat"] };
    const legends: LegendInput[] = [
      "The man is white. His hat is #00ff00.",
      { "The man": "white", "his hat": "#00ff00" },
      { man: "white", "his hat": "#00ff00" },
    ];
    for (const expressions of legends) {
      const { masks } = decodeReferring(painted, expressions, { contains });
      expect(masks.map(({ area }) => area)).toEqual([2, 1]);
    }
  });

  it("scores above one half where the expression is nearest, and only there", () => {
    const random = randomFrom(4);
    const data = Uint8Array.from({ length: 3 * 4000 }, () => Math.floor(256 * random()));
    const painted = new RgbImage({ width: 80, height: 50, data });
    const { masks } = decodeReferring(
      painted,
      { a: "(255, 30, 0)", b: "#00ff80", c: [9, 20, 200] },
      { scores: true },
    );
    for (const { data: inside, score = new Float32Array(), area } of masks) {
      expect(area).toBeGreaterThan(100);
      score.forEach((value, i) => {
        expect(value >= 0 && value <= 1).toBe(true);
        if (value !== 0.5) expect(inside[i]).toBe(Number(value > 0.5));
      });
    }
    expect(decodeReferring(painted, { a: "#ff1e00" }).masks[0].score).toBeUndefined();
    const only = decodeReferring(painted, { a: "#ff1e00" }, { background: null, scores: true });
    expect(only.masks[0].score?.every((value) => value === 1)).toBe(true);
  });

  it("takes a word for the one of its colours that the picture shows", () => {
    const dark = decodeReferring(row([2, 127, 1], [0, 130, 0], [0, 0, 0]), { leaf: "green" });
    expect(dark.masks[0].colour).toEqual([0, 128, 0]);
    const bright = decodeReferring(row([2, 250, 1], [0, 255, 0], [0, 120, 0], [0, 20, 0]), { leaf: "green" });
    expect(bright.masks[0].colour).toEqual([0, 255, 0]);
    expect(bright.masks[0].area).toBe(2);
  });

  it("refuses what it cannot read", () => {
    const painted = row([0, 0, 0]);
    expect(() => decodeReferring(painted, {})).toThrow(/legend must be at least one class/);
    expect(() => decodeReferring(painted, { a: "#fff", b: "white" })).toThrow(/a different colour/);
    expect(() => decodeReferring(painted, { a: "#fff" }, { maxResidual: -1 })).toThrow(/maxResidual/);
    expect(() => decodeReferring(painted, "Segment the cat.")).toThrow(/at least one class/);
  });
});

describe("encodeReferring", () => {
  const cat = { ...bits("11100"), name: "cat", colour: "#ff0000" };
  const ear = { ...bits("00110"), name: "ear", colour: "#0000ff" };
  const areas = (masks: (typeof cat)[], overlap?: "smallest" | "last" | "first" | "refuse") =>
    decodeReferring(
      encodeReferring(masks, { overlap }),
      masks.map(({ name, colour }) => ({ name, colour })),
    ).masks.map(({ data }) => [...data].join(""));

  it("comes back exactly, overlap by the rule that was asked for", () => {
    expect(areas([ear, cat])).toEqual(["00110", "11000"]);
    expect(areas([ear, cat], "last")).toEqual(["00010", "11100"]);
    expect(areas([ear, cat], "first")).toEqual(["00110", "11000"]);
    expect(() => areas([ear, cat], "refuse")).toThrow(/painted twice at x=2, y=0 by "cat"/);
    expect(areas([cat, { ...ear, data: bits("00011").data }], "refuse")).toEqual(["11100", "00011"]);
  });

  it("paints the background where no mask is", () => {
    expect([...encodeReferring([ear], { background: "white" }).data].slice(0, 3)).toEqual([255, 255, 255]);
    const ground = { ...bits("11111"), name: "background", colour: "#102030" };
    expect([...encodeReferring([ground, ear]).data]).toEqual(
      [
        [16, 32, 48],
        [16, 32, 48],
        [0, 0, 255],
        [0, 0, 255],
        [16, 32, 48],
      ].flat(),
    );
  });

  it("refuses masks that do not fit", () => {
    expect(() => encodeReferring([])).toThrow(/masks must be at least one mask/);
    expect(() => encodeReferring([cat, { ...ear, width: 4 }])).toThrow(/all of 5 × 1 pixels.*masks\[1\]/);
    expect(() => encodeReferring([cat, { ...ear, colour: "red" }])).toThrow(/a different colour/);
    expect(() => encodeReferring([cat], { overlap: "mix" as "last" })).toThrow(/overlap must be "smallest"/);
  });
});
