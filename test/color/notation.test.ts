import { colourNamed, formatColour, nameOfColour, parseColour, readColour } from "vision-peel/color";
import { describe, expect, it } from "vitest";

describe("readColour", () => {
  it.each([
    ["red", [255, 0, 0], "name"],
    ["#80C000", [128, 192, 0], "hex"],
    ["#f80", [255, 136, 0], "hex"],
    ["(255, 192, 128)", [255, 192, 128], "parentheses"],
    ["<125,0, 125>", [125, 0, 125], "angle"],
    ["RGB(88, 50, 82)", [88, 50, 82], "function"],
    ["rgb( 1,2 , 3 )", [1, 2, 3], "function"],
    [[7, 8, 9], [7, 8, 9], "parentheses"],
  ] as const)("reads %s", (written, colour, notation) => {
    expect(readColour(written)).toMatchObject({ colour, notation });
  });

  it.each(["", "#12", "#1234567", "(1, 2)", "(256, 0, 0)", "<1, 2, 3)", "reddish-ish", [1, 2], [1.5, 0, 0]])(
    "refuses %s, and says what is one",
    (written) => {
      expect(() => readColour(written as never, "background")).toThrow(
        /^background must be a colour as "red"/,
      );
    },
  );

  it("writes what it reads, in every notation", () => {
    const colour = [18, 0, 255] as const;
    for (const notation of ["hex", "parentheses", "angle", "function"] as const)
      expect(readColour(formatColour(colour, notation))).toMatchObject({ colour, notation });
    expect(formatColour([255, 165, 0], "name")).toBe("orange");
    expect(parseColour(formatColour(colour, "name"))).toEqual(colour);
  });
});

describe("colour words", () => {
  it("are those of CSS, with or without spaces", () => {
    // https://www.w3.org/TR/css-color-4/#named-colors
    expect(parseColour("rebeccapurple")).toEqual([102, 51, 153]);
    expect(parseColour("Dark Olive Green")).toEqual([85, 107, 47]);
    expect(parseColour("light gray")).toEqual([211, 211, 211]);
    expect(nameOfColour([85, 107, 47])).toBe("darkolivegreen");
    expect(nameOfColour([1, 2, 3])).toBeUndefined();
  });

  it("may be painted as more than one colour, the generator's first", () => {
    expect(colourNamed("green")).toEqual({ colour: [0, 255, 0], variants: [[0, 128, 0]] });
    expect(colourNamed("a solid yellow colour")?.colour).toEqual([255, 255, 0]);
    expect(colourNamed("light purple")?.variants.length).toBeGreaterThan(3);
    expect(colourNamed("crescent")).toBeUndefined();
    expect(colourNamed("constructor")).toBeUndefined();
  });
});

describe("what people write beside CSS", () => {
  // https://xkcd.com/color/rgb.txt
  it.each([
    ["mint", "#9ffeb0"],
    ["peach", "#ffb07c"],
    ["rose", "#cf6275"],
    ["cream", "#ffffc2"],
    ["mustard", "#ceb301"],
    ["burgundy", "#610023"],
    ["charcoal", "#343837"],
    ["Baby Blue", "#a2cffe"],
    ["off-white", "#ffffe4"],
    ["neon green", "#0cff0c"],
  ])("%s is the survey's", (word, hex) => {
    expect(parseColour(word)).toEqual(parseColour(hex));
  });

  it("navy blue is CSS's navy, and neon and light go before any name", () => {
    expect(parseColour("navy blue")).toEqual([0, 0, 128]);
    expect(parseColour("neon orange")).toEqual([255, 165, 0]);
    expect(colourNamed("light mint")?.colour[1]).toBeGreaterThan(250);
  });

  it.each([
    ["RGB(1 2 3)", [1, 2, 3]],
    ["(1 2 3)", [1, 2, 3]],
    // CSS Color 4, § 7: its own examples.
    ["hsl(120deg 100% 25%)", [0, 128, 0]],
    ["hsl(120, 100%, 50%)", [0, 255, 0]],
    ["hsl(-30, 100%, 50%)", [255, 0, 128]],
    ["HSL(0 0% 50%)", [128, 128, 128]],
  ] as const)("reads %s", (written, colour) => {
    expect(readColour(written)).toMatchObject({ colour });
  });

  it.each(["hsl(0, 101%, 50%)", "hsl(0, 50, 50)", "RGB(1 2)", "RGB(1 2 3 4)"])("refuses %s", (written) => {
    expect(() => readColour(written)).toThrow(/must be a colour/);
  });
});
