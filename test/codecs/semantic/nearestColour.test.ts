/** Cells against the plain search: every colour, for legends of 2 to 256 colours. */
import { describe, expect, it } from "vitest";
import { NearestColour } from "../../../src/codecs/semantic/nearestColour.js";
import { randomFrom } from "../../../src/random.js";

type Rgb = readonly [number, number, number];
const full = process.env.PEEL_CI === "1";
/** All 16.7 million colours in continuous integration; else every 37th. */
const stride = full ? 1 : 37;

function legendOf(count: number): Rgb[] {
  const random = randomFrom(count);
  const colours = new Map<string, Rgb>();
  while (colours.size < count) {
    const colour: Rgb = [random.integer(0, 255), random.integer(0, 255), random.integer(0, 255)];
    colours.set(colour.join(), colour);
  }
  return [...colours.values()];
}

/** A slice of the cube, RGB interleaved. */
function coloursFrom(first: number, last: number): Uint8Array {
  const pixels: number[] = [];
  for (let rgb = first; rgb < last; rgb += stride) pixels.push(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
  return Uint8Array.from(pixels);
}

function plainly(colours: readonly Rgb[], r: number, g: number, b: number) {
  let place = 0;
  let best = Infinity;
  let second = Infinity;
  for (let k = 0; k < colours.length; k++) {
    const [cr, cg, cb] = colours[k];
    const squared = (r - cr) ** 2 + (g - cg) ** 2 + (b - cb) ** 2;
    if (squared < best) {
      second = best;
      best = squared;
      place = k;
    } else if (squared < second) second = squared;
  }
  return { place, residual: Math.sqrt(best), margin: Math.sqrt(second) - Math.sqrt(best) };
}

describe.each([2, 19, 150, 256])("a legend of %i colours", (count) => {
  it("is read exactly, with residual and margin", { timeout: 240_000 }, () => {
    const colours = legendOf(count);
    const nearest = new NearestColour(colours);
    let wrong = 0;
    for (let first = 0; first < 2 ** 24; first += 2 ** 20) {
      const pixels = coloursFrom(first, first + 2 ** 20);
      const length = pixels.length / 3;
      const classes = new Uint8Array(length);
      const alone = new Uint8Array(length);
      const residual = new Float32Array(length);
      const margin = new Float32Array(length);
      nearest.classify(pixels, { classes, residual, margin });
      nearest.classify(pixels, { classes: alone });
      for (let i = 0; i < length; i++) {
        const expected = plainly(colours, pixels[3 * i], pixels[3 * i + 1], pixels[3 * i + 2]);
        const same =
          classes[i] === expected.place &&
          alone[i] === expected.place &&
          residual[i] === Math.fround(expected.residual) &&
          margin[i] === Math.fround(expected.margin);
        if (!same) wrong++;
      }
    }
    expect(wrong).toBe(0);
  });
});

it("one colour takes everything, and nothing is near it", () => {
  const margin = new Float32Array(1);
  const classes = Uint8Array.of(9);
  new NearestColour([[5, 5, 5]]).classify(Uint8Array.of(1, 2, 3), { classes, margin });
  expect([classes[0], margin[0]]).toEqual([0, Infinity]);
});
