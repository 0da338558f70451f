/** The prompts that the generator of this house is asked in are read as they were meant. */
import { parseLegend } from "vision-peel/codecs";
import { parseColour } from "vision-peel/color";
import { askColours, referringPrompt, semanticPrompt } from "vision-peel/prompts";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../../src/random.js";

const CLASSES = ["ball", "shelf", "crate", "wall", "floor", "sky", "background", "chair", "orange", "salmon"];
const THINGS = [
  "the red ball",
  "the ball on the left",
  "the blue crate behind the lamp",
  "the largest shelf",
  "the second chair from the right",
  "the cat that is cleaning itself",
];
/** As prompts say them: without article, one or many. */
const said = (name: string): string[] => {
  const bare = name.replace(/^the /, "");
  return [bare, `${bare}s`, bare.replace("shelf", "shelves")];
};

describe.each(["usual", "kept from training"])("wordings that are %s", (kind) => {
  it.each([
    ["classes", CLASSES],
    ["things", THINGS],
  ])("%s get their colours back, in their order", (what, pool) => {
    for (let seed = 0; seed < 600; seed++) {
      const random = randomFrom(seed);
      const wording = { random, isHeldOut: kind !== "usual" };
      const names = [...new Set(Array.from({ length: random.integer(1, 3) }, () => random.pick(pool)))];
      const colours = askColours(random, names.length + 1, [[0, 0, 0]]);
      const masks = names.map((name, i) => ({ name, colour: colours[i].text }));
      const ground = what === "things" && seed % 2 ? colours[names.length].text : undefined;
      const prompt =
        what === "things" ? referringPrompt(masks, ground, wording) : semanticPrompt(masks, wording);
      const legend = parseLegend(prompt, { background: null });
      const classes = ground === undefined ? legend : legend.filter(({ id }) => id !== 0);
      expect(classes, prompt).toHaveLength(masks.length);
      masks.forEach(({ name, colour }, i) => {
        expect(said(name), prompt).toContain(classes[i].name);
        expect(classes[i].colour, prompt).toEqual(parseColour(colour));
      });
      if (ground !== undefined)
        expect(legend.find(({ id }) => id === 0)?.colour, prompt).toEqual(parseColour(ground));
    }
  });
});
