/** Results made anew from a step on: what came before it stays, and the generator is asked only where it must be. */
import {
  encodeDepth,
  estimateDepth,
  estimateNormals,
  refer,
  registerGenerator,
  segment,
  segmentInstances,
} from "vision-peel";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prompts, registerExactPainter, sceneAt } from "./exactPainter.js";

const { photo, depth } = sceneAt(1);
const generator = "exact-test:1";
beforeAll(registerExactPainter);
beforeEach(() => {
  prompts.length = 0;
});

describe("redecode", () => {
  it("reads the same painting by other options, and asks nobody", async () => {
    const first = await estimateDepth(photo, { generator, seed: 3 });
    expect(prompts).toHaveLength(1);
    const other = first.redecode({ c: 20 / 3 });
    expect(prompts).toHaveLength(1);
    expect(other.painted).toBe(first.painted);
    // Metres grow with c: d = −λ c ((1 − p)^(1/(λ+1)) − 1), arXiv 2604.20329 eq. 1 the other way round.
    const at = depth.data.findIndex((metres) => metres > 1 && metres < 20);
    expect(other.depth.data[at]).toBeCloseTo(2 * first.depth.data[at], 3);
    expect(other.decoding).toEqual({ c: 20 / 3 });
    // Options add up, and undefined takes one back.
    expect(other.redecode({ maxResidual: 5 }).decoding).toEqual({ c: 20 / 3, maxResidual: 5 });
    expect(other.redecode({ c: undefined } as never).depth.data[at]).toBe(first.depth.data[at]);
  });

  it("is refused for wrong options, as the task is", async () => {
    const result = await estimateNormals(photo, { generator });
    expect(() => result.redecode({ minLength: 3 })).toThrow("minLength");
  });

  it("knows how each task decodes", async () => {
    const labels = await segment(photo, ["floor", "wall"], { generator, votes: 2 });
    const things = await segmentInstances(photo, "balls", { generator });
    const referred = await refer(photo, ["the ball"], { generator });
    prompts.length = 0;
    const strict = labels.redecode({ minMargin: 1000 });
    // Nothing is that sure: no pixel has a class any more.
    expect(new Set(strict.labels.data)).toEqual(new Set([65_535]));
    expect(strict.paintings).toHaveLength(2);
    expect(things.redecode({ minSizeShare: 1 }).instances.instances).toEqual([]);
    expect(referred.redecode({ maxResidual: 0 }).masks[0].area).toBe(referred.masks[0].area);
    expect(prompts).toEqual([]);
  });
});

describe("repaint", () => {
  it("keeps what was asked for, but for what is changed", async () => {
    const first = await estimateDepth(photo, { generator, seed: 3, decode: { c: 5 } });
    const again = await first.repaint({ prompt: "Paint the depth.", seed: 4 });
    expect(prompts.at(-1)).toBe("Paint the depth.");
    expect(again.prompt).toBe("Paint the depth.");
    expect(again.painting).toMatchObject({ generator, seed: 4, prompt: "Paint the depth." });
    expect(again.decoding).toEqual({ c: 5 });
    expect(again.photo).toBe(first.photo);
  });

  it("does not remember a signal that has ended the call before", async () => {
    const first = await estimateDepth(photo, { generator, signal: AbortSignal.timeout(60_000) });
    expect(first.painting).not.toHaveProperty("signal");
    await expect(first.repaint({ signal: AbortSignal.abort() })).rejects.toThrow();
    expect((await first.repaint()).depth.data).toEqual(first.depth.data);
  });
});

describe("a generator with a dialect of its own", () => {
  it("is decoded by another code where one is asked for", async () => {
    registerGenerator({
      ...{ name: "spoken-test", form: "spoken-test:NOTHING", about: "paints in a named dialect" },
      open: () => ({
        about: {
          ...{ kind: "spoken-test", model: "spoken", image: "required", isSeeded: true },
          dialect: "vision-banana",
        },
        paint: async () => [{ device: "cpu", picture: encodeDepth(depth) }],
      }),
    });
    const result = await estimateDepth(photo, { generator: "spoken-test:1", decode: { c: 20 / 3 } });
    const at = depth.data.findIndex((metres) => metres > 1 && metres < 20);
    const own = result.redecode({ c: undefined } as never);
    expect(result.depth.data[at]).toBeCloseTo(2 * own.depth.data[at], 3);
    expect(own.depth.provenance).toMatchObject({ dialect: "vision-banana" });
  });
});
