import { readFile, writeFile } from "node:fs/promises";
import type { RgbImage } from "vision-peel/image";
import { type Judgement, type WinRate, type WinRateOptions, winRate } from "vision-peel/metrics";
import { gridOf, layerOf, layersAt, planesToStore, stateOfLayers, type Viewable } from "../layers/given.js";
import type { Layer } from "../layers/source.js";
import { planeNames } from "../layers/state.js";
import { besideEachOther } from "../layers/still.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { describeGiven, refuse } from "../shared/checks.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import {
  controlNames,
  isFirstLeft,
  type RateControlName,
  type RateControls,
  type RatedPair,
  type RateState,
  rateDefaults,
  rateModule,
  type Vote,
} from "./state.js";

/** Two pictures that answer the same words. */
export interface PairToRate {
  /** what tells it from others; default its number */
  readonly id?: string;
  /** the words that both were painted by */
  readonly prompt: string;
  readonly first: Viewable;
  readonly second: Viewable;
  /** what both were made from, where they are edits */
  readonly source?: RgbImage;
}

/** What `new RateView` takes: pairs, who is compared, and any control. */
export interface RateViewOptions extends Partial<RateControls> {
  readonly pairs: readonly PairToRate[];
  /** names of the two generators; raters do not see them. Default "first" and "second" */
  readonly names?: readonly [first: string, second: string];
  /** what is asked; default "Which picture follows the words better?" */
  readonly question?: string;
  /** decides which side each is seen on; default 1 */
  readonly seed?: number;
  /** what readers should know of these data, shown under the pictures */
  readonly note?: string;
}

const OPTIONS = ["pairs", "names", "question", "seed", "note"];

export interface RateView extends RateControls {}
/**
 * Which of two generators paints better? Pairs are seen side by side, their sides drawn anew for every rater and pair,
 * without a word of who painted what. Votes stay in the notebook, ties too; win rates come with their intervals.
 *
 * @throws ArgumentError for no pair, two of one id, what is no picture, or a control that gets what it cannot take
 * @example
 * const view = new RateView({ pairs: prompts.map((prompt, i) => ({ prompt, first: a[i], second: b[i] })), names: ["A", "B"] });
 * view.onChange("votes", () => console.log(view.winRate().values.winRate));
 * await view.saveVotes("votes.json");
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: defineProperties, below, makes every one of them
export class RateView extends View<RateState, RateControlName> {
  readonly names: readonly [string, string];
  readonly #layers: readonly Layer[];

  constructor(options: RateViewOptions) {
    checkViewOptions("RateView", options, [...OPTIONS, ...controlNames]);
    const { layers, pairs } = layersOfPairs(options.pairs);
    const {
      names = ["first", "second"],
      question = "Which picture follows the words better?",
      seed = 1,
    } = options;
    if (!Array.isArray(names) || names.length !== 2 || !names.every((name) => typeof name === "string"))
      refuse("names", "the two generators' names", names, '["ours", "theirs"]');
    if (!Number.isInteger(seed)) refuse("seed", "a whole number", seed, "leave it out for 1");
    const note = notesOf(options.note, undefined);
    // Raters must not see one stretched.
    const { width, height } = gridOf("pairs", layers);
    const told = { pairs, question, seed, ...(note && { note }) };
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    super({
      module: rateModule,
      state: { ...rateDefaults, ...stateOfLayers(layers, { width, height }), ...told, ...given },
      controlNames,
      planes: planeNames(layers.map(({ state }) => state)),
      check: checkControls,
      still: ({ rater, at }) => {
        const { id, first, second } = pairs[at];
        const order = isFirstLeft(seed, rater, id) ? [first, second] : [second, first];
        return besideEachOther(
          order.map((layer) => layers[layer]),
          { width, height },
        );
      },
      store: (controls) => ({
        view: rateModule.viewName,
        version: rateModule.version,
        ...{ width, height },
        planes: planesToStore(layers),
        stateAt: ({ width: w, height: h, factor }) => ({
          ...controls,
          ...told,
          ...{ width: w, height: h },
          layers: layersAt(
            layers.map(({ state }) => state),
            factor,
          ),
        }),
      }),
    });
    this.names = [names[0], names[1]];
    this.#layers = layers;
  }

  /** Votes as judgements of the first generator, as win rates are made of. */
  get judgements(): Judgement[] {
    const prompts = new Map(this.get("pairs").map(({ id, prompt }) => [id, prompt]));
    const words = { first: "win", second: "loss", tie: "tie" } as const;
    return this.votes.map(({ pair, choice }) => ({
      preference: words[choice],
      prompt: prompts.get(pair) || pair,
    }));
  }

  /**
   * How often the first generator is liked better, with an interval of 95 %.
   *
   * @throws ArgumentError as long as there is no vote that counts
   */
  winRate(options: WinRateOptions = {}): WinRate {
    return winRate(this.judgements, options);
  }

  /** Writes the votes, with the names of both generators, as JSON. */
  async saveVotes(path: string): Promise<void> {
    const text = `${JSON.stringify({ names: this.names, votes: this.votes }, null, 1)}\n`;
    await writeFile(path, text).catch((error: Error) =>
      refuse("path", "a file that can be written", path, "name one in a folder of yours", error.message),
    );
  }

  /**
   * Adds votes of a file to those that are here; of the same rater and pair the file's count.
   *
   * @throws ArgumentError for a file of other generators, or none of votes
   */
  async loadVotes(path: string): Promise<void> {
    const remedy = "name a file that saveVotes has written";
    const text = await readFile(path, "utf8").catch((error: Error) =>
      refuse("path", "a file of votes", path, remedy, error.message),
    );
    let said: { names?: unknown; votes?: unknown };
    try {
      said = JSON.parse(text);
    } catch {
      return refuse("path", "a file of votes", path, remedy, `${path}, which is no JSON`);
    }
    if (JSON.stringify(said?.names) !== JSON.stringify(this.names))
      refuse(
        path,
        `votes on ${this.names.join(" and ")}`,
        said?.names,
        "open the file that belongs to these pairs",
      );
    const read = Array.isArray(said.votes) ? (said.votes as Vote[]) : [];
    const isNew = ({ pair, rater }: Vote): boolean =>
      !read.some((one) => one.pair === pair && one.rater === rater);
    this.set({ votes: [...this.votes.filter(isNew), ...read] });
  }

  override toString(): string {
    const count = this.votes.length;
    return `RateView of ${this.get("pairs").length} pairs, ${count} ${count === 1 ? "vote" : "votes"} (${this.#layers.length} pictures)`;
  }
}

function layersOfPairs(given: unknown): { layers: Layer[]; pairs: RatedPair[] } {
  const example = "pass [{ prompt, first, second }]";
  if (!Array.isArray(given) || given.length === 0) refuse("pairs", "a list of pairs", given, example);
  const layers: Layer[] = [];
  const add = (argument: string, value: unknown, title: string): number =>
    layers.push(layerOf(argument, value, title)) - 1;
  const ids = new Set<string>();
  const pairs = (given as PairToRate[]).map((pair, i): RatedPair => {
    const { id = String(i + 1), prompt, first, second, source } = pair ?? {};
    if (typeof prompt !== "string") refuse(`pairs[${i}].prompt`, "the words of both", prompt, example);
    if (ids.has(id)) refuse(`pairs[${i}].id`, "unlike all others", id, "leave ids out", describeGiven(id));
    ids.add(id);
    return {
      ...{ id, prompt },
      first: add(`pairs[${i}].first`, first, `${id} a`),
      second: add(`pairs[${i}].second`, second, `${id} b`),
      source: source === undefined ? null : add(`pairs[${i}].source`, source, `${id} source`),
    };
  });
  return { layers, pairs };
}

const choices = ["first", "second", "tie"];

function checkControls(changes: Partial<RateState>, state: Readonly<RateState>): Partial<RateState> {
  const { rater, votes, at } = changes;
  if (rater !== undefined && (typeof rater !== "string" || rater.length > 80))
    refuse("rater", "a name of at most 80 letters", rater, '"" is nobody in particular');
  if (at !== undefined && !(Number.isInteger(at) && at >= 0 && at < state.pairs.length))
    refuse("at", `the number of a pair, from 0 to ${state.pairs.length - 1}`, at, "0 is the first");
  if (votes === undefined) return changes;
  const ids = new Set(state.pairs.map(({ id }) => id));
  if (!Array.isArray(votes)) refuse("votes", "a list of votes", votes, "[] takes all back");
  for (const [i, vote] of votes.entries()) {
    const { pair, rater: who, choice } = (vote ?? {}) as Partial<Vote>;
    if (ids.has(pair as string) && typeof who === "string" && choices.includes(choice as string)) continue;
    refuse(
      `votes[${i}]`,
      "{ pair, rater, choice }, choice first, second or tie",
      vote,
      "name a pair of this view",
    );
  }
  return changes;
}

defineProperties(RateView, controlNames);
