import { parseLegend } from "vision-peel/codecs";
import type { LabelMap } from "vision-peel/image";
import { describe, expect, it } from "vitest";

const read = (legend: Parameters<typeof parseLegend>[0]) =>
  parseLegend(legend).map(({ id, name, colour }) => `${id} ${name} ${colour.join(",")}`);

describe("parseLegend", () => {
  // The prompts of arXiv 2604.20329 and its project page.
  it.each([
    [
      'Generate a semantic segmentation visualization image, using this color mapping: {"cat": "red", "lock": "pink", "exit sign": "light purple", "background": yellow}.',
      ["1 cat 255,0,0", "2 lock 255,192,203", "3 exit sign 204,153,204", "0 background 255,255,0"],
    ],
    [
      'using this color mapping: {"cat ears": <255, 165, 0>, "exit sign": <0, 0, 255>, "background":<125,0, 125>}',
      ["1 cat ears 255,165,0", "2 exit sign 0,0,255", "0 background 125,0,125"],
    ],
    [
      "This image is a per-pixel class labeling of the input. The macaron cakes are represented by (255, 255, 0). The slice cakes are depicted in (64, 192, 64). The flowers are shown in (128, 0, 64). The tongs are (255, 0, 192).",
      [
        "1 macaron cakes 255,255,0",
        "2 slice cakes 64,192,64",
        "3 flowers 128,0,64",
        "4 tongs 255,0,192",
        "0 background 0,0,0",
      ],
    ],
    [
      "Generate a semantic segmentation visualization of the input. The menu is #80C000. The dessert is #800000. The patterns on the wall is #40FFC0",
      ["1 menu 128,192,0", "2 dessert 128,0,0", "3 patterns on the wall 64,255,192", "0 background 0,0,0"],
    ],
    [
      "This image shows segmentation masks from the given image. The background is black color. The game control device is represented by a solid yellow.",
      ["0 background 0,0,0", "1 game control device 255,255,0"],
    ],
    [
      "Segment the skateboard category in pure yellow (<255, 255, 0>)",
      ["1 skateboard 255,255,0", "0 background 0,0,0"],
    ],
  ])("reads %s", (prompt, expected) => {
    expect(read(prompt)).toEqual(expected);
  });

  it("reads objects, entries with ids, and JSON", () => {
    expect(read({ cat: "red", dog: [0, 0, 255] })).toEqual([
      "1 cat 255,0,0",
      "2 dog 0,0,255",
      "0 background 0,0,0",
    ]);
    expect(read([{ name: "road", id: 7, colour: "#804080" }])).toEqual([
      "7 road 128,64,128",
      "0 background 0,0,0",
    ]);
    expect(read('{"a": [1, 2, 3]}')).toEqual(["1 a 1,2,3", "0 background 0,0,0"]);
  });

  it("keeps the ids of JSON and of numbered lists, in either spelling of colour", () => {
    const two = ["7 cat 255,0,0", "9 dog 0,0,255", "0 background 0,0,0"];
    for (const word of ["color", "colour"] as const) {
      const entries = [
        { id: 7, name: "cat", [word]: "red" },
        { id: 9, name: "dog", [word]: "blue" },
      ];
      expect(read(JSON.stringify(entries))).toEqual(two);
      expect(read(entries as never)).toEqual(two);
    }
    expect(read("0: road (128,64,128)\n1: sidewalk (244,35,232)")).toEqual([
      "0 road 128,64,128",
      "1 sidewalk 244,35,232",
    ]);
  });

  it("takes the background for one, and no colour twice", () => {
    expect(read('{"the background": "white", "cat": "red"}')).toEqual([
      "0 the background 255,255,255",
      "1 cat 255,0,0",
    ]);
    expect(() => parseLegend({ cat: "red", dog: "blue" }, { background: "red" })).toThrow(
      /a different colour for every class, but is cat and background alike/,
    );
  });

  it("adds no background where black is taken, or none is wanted", () => {
    expect(read({ night: "black", lamp: "white" })).toEqual(["1 night 0,0,0", "2 lamp 255,255,255"]);
    expect(parseLegend({ cat: "red" }, { background: null })).toHaveLength(1);
    expect(parseLegend({ cat: "red" }, { background: "RGB(88, 50, 82)" })[1].colour).toEqual([88, 50, 82]);
  });

  it("gives a word another of its colours where its first is taken by a number", () => {
    const [word, number] = parseLegend({ grass: "green", light: "(0, 255, 0)" });
    expect([word.colour, number.colour]).toEqual([
      [0, 128, 0],
      [0, 255, 0],
    ]);
  });

  it("takes two CSS colours for two, and refuses two words for one", () => {
    const [green, lime] = parseLegend({ a: "green", b: "lime" });
    expect([green.colour, lime.colour]).toEqual([
      [0, 128, 0],
      [0, 255, 0],
    ]);
    expect(() => parseLegend({ a: "gray", b: "grey" })).toThrow(/a different colour .*a and b alike/);
    expect(() => parseLegend({ a: "light gray", b: "lightgrey" })).toThrow(/a and b alike/);
    expect(() => parseLegend({ a: "aqua", b: "cyan" })).toThrow(/a and b alike/);
  });

  it.each([
    ["", /but is "":/],
    [{}, /but is empty:/],
    [[], /but is empty:/],
    [
      { Background: "red", background: "blue" },
      /of one background, but is one with "Background" and "background"/,
    ],
  ])("says what is wrong with %j", (legend, sentence) => {
    expect(() => parseLegend(legend)).toThrow(sentence);
  });

  it.each([
    [{}, /at least one class/],
    ["nothing here", /at least one class/],
    [{ cat: "no colour" }, /legend\["cat"\] must be a colour/],
    [{ cat: "#f00", dog: "rgb(255, 0, 0)" }, /a different colour for every class, but is cat and dog alike/],
    [
      [
        { name: "a", id: 1, colour: "red" },
        { name: "b", id: 1, colour: "blue" },
      ],
      /a different id/,
    ],
    [
      Array.from({ length: 257 }, (_, i) => ({ name: `${i}`, colour: [i & 255, i >> 8, 9] as const })),
      /at most 256/,
    ],
  ])("refuses %j", (legend, sentence) => {
    expect(() => parseLegend(legend as never)).toThrow(sentence);
  });
});

it("takes a map's own legend in the same breath, and refuses an entry without a colour", () => {
  const own: LabelMap["legend"] = [{ id: 3, name: "cat", colour: [255, 0, 0] }];
  expect(parseLegend(own, { background: null })).toMatchObject([{ id: 3, name: "cat" }]);
  expect(() => parseLegend([{ id: 3, name: "cat" }])).toThrow(/legend\["cat"\] must be a colour/);
});
