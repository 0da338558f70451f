/** RateView: blind, sides drawn anew, votes kept, win rates with intervals. */
import { RgbImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { layerOf, stateOfLayers } from "../../widgets/dist/layers/given.js";
import { isFirstLeft, nextUnrated, rateDefaults, withVote } from "../../widgets/dist/rate/state.js";
import { browserIsThere } from "../support/browser.js";
import { type Host, openHost } from "./host.js";

const size = { width: 32, height: 24 };
const plain = (level: number): RgbImage =>
  new RgbImage({ ...size, data: new Uint8Array(3 * 32 * 24).fill(level) });

describe("sides", () => {
  it("are drawn for every rater and pair, half of them either way, and stay", () => {
    const drawn = Array.from({ length: 2000 }, (_, i) => isFirstLeft(1, `rater ${i % 20}`, String(i)));
    const left = drawn.filter(Boolean).length;
    expect(Math.abs(left - 1000)).toBeLessThan(4 * Math.sqrt(500));
    expect(isFirstLeft(1, "ann", "7")).toBe(isFirstLeft(1, "ann", "7"));
    // No rater sees them all as another does, nor a seed as another.
    const ofRater = (rater: string, seed = 1) =>
      Array.from({ length: 64 }, (_, i) => isFirstLeft(seed, rater, String(i))).join();
    expect(new Set([ofRater("ann"), ofRater("ben"), ofRater("ann", 2)]).size).toBe(3);
  });

  it("do not matter to votes, of which the last one of a rater counts", () => {
    const first = withVote([], { pair: "1", rater: "ann", choice: "first" });
    const both = withVote(first, { pair: "1", rater: "ben", choice: "tie" });
    expect(withVote(both, { pair: "1", rater: "ann", choice: "second" })).toEqual([
      { pair: "1", rater: "ben", choice: "tie" },
      { pair: "1", rater: "ann", choice: "second" },
    ]);
  });
});

describe("the next pair", () => {
  const pairs = ["1", "2", "3"].map((id) => ({ id, prompt: "", source: null, first: 0, second: 1 }));
  const votes = [
    { pair: "1", rater: "ann", choice: "tie" },
    { pair: "3", rater: "ann", choice: "tie" },
    { pair: "2", rater: "ben", choice: "tie" },
  ] as const;

  it("is one that the rater has left out, round the end; none when all are rated", () => {
    expect(nextUnrated({ pairs, votes }, "ann", 2)).toBe(1);
    expect(nextUnrated({ pairs, votes }, "ben", 1)).toBe(2);
    expect(nextUnrated({ pairs, votes }, "cleo", 0)).toBe(0);
    expect(nextUnrated({ pairs: pairs.slice(1, 2), votes }, "ben", 0)).toBeUndefined();
  });
});

describe.runIf(browserIsThere())("RateView", { timeout: 120_000 }, () => {
  let host: Host;
  beforeAll(async () => {
    host = await openHost({ viewport: { width: 1000, height: 800 } });
  });
  afterAll(() => host?.close());
  const get = (key: string) => host.get(key as never) as Promise<unknown>;
  const layers = [0, 1, 2, 3].map((i) => layerOf("p", plain(60 * i + 10), String(i)));
  async function shown(controls: object = {}): Promise<void> {
    await host.showState({
      ...{ _view_name: "RateView", ...rateDefaults, ...stateOfLayers(layers, size), seed: 1 },
      pairs: [
        { id: "1", prompt: "a red ball", source: null, first: 0, second: 1 },
        { id: "2", prompt: "a blue cube", source: null, first: 2, second: 3 },
      ],
      question: "Which picture follows the words better?",
      ...controls,
    });
    await host.page.waitForSelector(".peel-stage");
    await host.painted();
  }

  it("takes votes by buttons and keys, for the picture that was seen there", async () => {
    await shown({ rater: "ann" });
    await host.screenshot("rate");
    // What is on the left is told by its grey alone.
    const [grey] = await host.colourAt(0.5, 0.5);
    const leftIsFirst = grey === 10;
    expect(leftIsFirst).toBe(isFirstLeft(1, "ann", "1"));
    await host.page.getByRole("button", { name: "A is better (A)" }).click();
    expect(await get("votes")).toEqual([
      { pair: "1", rater: "ann", choice: leftIsFirst ? "first" : "second" },
    ]);
    expect(await get("at")).toBe(1);
    await host.page.locator(".peel-stage").first().focus();
    await host.page.keyboard.press("t");
    expect(await get("votes")).toContainEqual({ pair: "2", rater: "ann", choice: "tie" });
    await expect
      .poll(() => host.page.locator("[role=status]").first().innerText())
      .toContain("2 rated by ann: done");
    // Changed one's mind, and taken it back.
    await host.page.keyboard.press("p");
    expect(
      await host.page.getByRole("button", { name: "A is better (A)" }).getAttribute("aria-pressed"),
    ).toBe("true");
    await host.page.keyboard.press("b");
    expect(await get("votes")).toContainEqual({
      pair: "1",
      rater: "ann",
      choice: leftIsFirst ? "second" : "first",
    });
    await host.page.keyboard.press("Control+z");
    expect(await get("votes")).toContainEqual({
      pair: "1",
      rater: "ann",
      choice: leftIsFirst ? "first" : "second",
    });
  });

  it("says nothing of who has painted what", async () => {
    await shown({ rater: "ben" });
    const text = await host.page.locator("#view").innerText();
    expect(text).not.toMatch(/first|second/);
    await host.page.getByLabel("Your name").fill("cleo");
    await host.page.getByLabel("Your name").press("Enter");
    expect(await get("rater")).toBe("cleo");
  });

  it("begins anew for a new rater, and finds what was left out", async () => {
    await shown({ rater: "ann", at: 1 });
    const stage = host.page.locator(".peel-stage").first();
    await stage.press("t");
    // The first pair was left out.
    expect(await get("at")).toBe(0);
    await host.page.getByRole("button", { name: "To the next pair (N)" }).click();
    await host.page.getByRole("button", { name: "To the next pair that you have not rated (U)" }).click();
    expect(await get("at")).toBe(0);
    await stage.press("t");
    expect(await get("votes")).toHaveLength(2);
    await host.page.getByLabel("Your name").fill("ben");
    await host.page.getByLabel("Your name").press("Enter");
    expect([await get("rater"), await get("at")]).toEqual(["ben", 0]);
  });
});
