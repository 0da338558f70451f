import { parseColour } from "vision-peel/color";
import {
  askColours,
  captionPrompt,
  depthPrompt,
  LEAST_APART,
  normalPrompt,
  PROMPT_TOKENS,
  semanticPrompt,
  tokenize,
  VOCABULARY,
  type Wording,
} from "vision-peel/prompts";
import { describe, expect, it } from "vitest";
import { wordingFor } from "../../training/exporter/dist/scenePrompts.js";

const tokens = (text: string): string[] => tokenize(text).ids.map((id) => VOCABULARY[id]);
const many = (isHeldOut: boolean): Wording[] =>
  Array.from({ length: 300 }, (_, i) => wordingFor(i, isHeldOut));

describe("tokenize", () => {
  it("reads a colour alike in every notation", () => {
    const want = ["0xff", "0x80", "0x00"];
    for (const text of ["#ff8000", "#FF8000", "#f80", "(255, 128, 0)", "<255,128,0>", "RGB(255, 128, 0)"]) {
      expect(
        tokens(text).filter((token) => token !== "rgb"),
        text,
      ).toEqual(text === "#f80" ? ["0xff", "0x88", "0x00"] : want);
    }
  });

  it("keeps words and signs, drops brackets and quotes, and knows two spellings", () => {
    expect(tokens('{"Ball": "grey"}, the COLOUR!')).toEqual(["ball", ":", "gray", ",", "the", "color", "!"]);
  });

  it("spells what it does not know, and says so", () => {
    const { ids, unknownWords } = tokenize("a gnu");
    expect(unknownWords).toEqual(["gnu"]);
    expect(ids.map((id) => VOCABULARY[id])).toEqual(["a", "<g>", "<n>", "<u>"]);
    expect(tokens("é")).toEqual(["<unknown>"]);
  });

  it("cuts what is too long and tells how much", () => {
    const { ids, cut } = tokenize("ball ".repeat(100));
    expect([ids.length, cut]).toEqual([PROMPT_TOKENS, 20]);
  });

  it("has no token twice", () => {
    expect(new Set(VOCABULARY).size).toBe(VOCABULARY.length);
  });

  it("refuses what is no text", () => {
    expect(() => tokenize(7 as unknown as string)).toThrow(/text.*prompt/);
  });
});

describe("prompts", () => {
  it("use only words of the vocabulary, in the usual and in the kept wordings", () => {
    for (const wording of [...many(false), ...many(true)]) {
      const masks = [{ name: "ball", colour: "light purple" }];
      for (const text of [depthPrompt(wording), normalPrompt(wording), semanticPrompt(masks, wording)])
        expect(tokenize(text).unknownWords, text).toEqual([]);
    }
  });

  it("keep some sentences from training", () => {
    const usual = new Set(many(false).map(depthPrompt));
    for (const text of many(true).map(depthPrompt)) expect(usual.has(text), text).toBe(false);
    expect(usual.size).toBeGreaterThan(200);
  });

  it("say the colours that they ask for, far enough apart", () => {
    for (const { random } of many(false)) {
      const asked = askColours(random, 6, [[0, 0, 0]]);
      asked.forEach(({ colour, text }, i) => {
        expect(parseColour(text)).toEqual(colour);
        for (const other of [...asked.slice(0, i).map((one) => one.colour), [0, 0, 0] as const]) {
          expect(Math.hypot(...colour.map((level, c) => level - other[c]))).toBeGreaterThanOrEqual(
            LEAST_APART,
          );
        }
      });
    }
  });

  it("name everything in a caption", () => {
    for (const wording of many(false)) {
      const text = captionPrompt(
        { place: "room", things: ["orange ball", "chair"], surroundings: ["blue floor"] },
        wording,
      );
      expect(text).toMatch(/an orange ball and a chair/);
      expect(text).toContain("blue floor");
    }
  });
});
