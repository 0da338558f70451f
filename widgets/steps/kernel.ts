import type { GenerateProgress } from "vision-peel/generators";
import type { RepaintOptions } from "vision-peel/tasks";
import type { Measurable } from "../errors/measure.js";
import { layersAt, planesToStore, stateOfLayers } from "../layers/given.js";
import { type PlaneName, planeName } from "../layers/state.js";
import { besideEachOther } from "../layers/still.js";
import { checkViewOptions } from "../shared/checkGiven.js";
import { checkLinked, type LinkedCursor } from "../shared/linked.js";
import { notesOf } from "../shared/notes.js";
import { defineProperties } from "../shared/properties.js";
import { View } from "../shared/view.js";
import { checkControls, checkResult } from "./check.js";
import { type Made, makeSteps, type StepResult } from "./make.js";
import {
  controlNames,
  type StepControlName,
  type StepControls,
  type StepName,
  type StepRecord,
  type StepRequest,
  type StepState,
  stepDefaults,
  stepModule,
  stepNames,
} from "./state.js";

/** What `new StepView` takes: a task's result, perhaps the truth, and any control. */
export interface StepViewOptions<Result extends StepResult> extends Partial<StepControls> {
  readonly result: Result;
  /** as it truly is, of the result's kind and on the photo's grid: scores are the last step */
  readonly truth?: Measurable;
  /** what readers should know of these data, shown under the picture */
  readonly note?: string;
  /** a cursor that it shares with other views */
  readonly linkedCursor?: LinkedCursor;
}

interface Shown<Result> {
  readonly result: Result;
  readonly made: Made;
}

/** No view needs more; the names are those of the page's held-back values. */
const MOST_LAYERS = 12;
/** Results hold their pictures. */
const MOST_UNDOABLE = 20;
const planes = Array.from({ length: MOST_LAYERS }, (_, i) => planeName(i));

/**
 * The way from a photo to a number, step by step: photo, prompt, painting, what was decoded, scores. Every step opens;
 * a pixel tells why it says what it says. Words, seed and decode options are changed in the page or by a cell, and only
 * what comes after is done again.
 *
 * @throws ArgumentError for what is no task's result, or a truth of another kind or size
 * @example
 * const view = new StepView({ result: await estimateDepth(photo), truth: scene.depth });
 * view.redecode({ c: 5 }); // decoded and scored again; nothing is painted
 * await view.repaint({ prompt: "Paint the depth of this room.", seed: 2 });
 * view.result.depth; // as it is now
 */
export class StepView<Result extends StepResult = StepResult> extends View<StepState, StepControlName> {
  declare step: StepControls["step"];
  declare layer: StepControls["layer"];
  declare cursor: StepControls["cursor"];
  readonly #truth: Measurable | undefined;
  #shown: Shown<Result>;
  /** what was shown before the last changes, and what those that were taken back have shown */
  readonly #past: Shown<Result>[] = [];
  readonly #future: Shown<Result>[] = [];
  #running: AbortController | undefined;

  constructor(options: StepViewOptions<Result>) {
    checkViewOptions("StepView", options, ["result", "truth", "note", "linkedCursor", ...controlNames]);
    const { result, truth, linkedCursor } = options;
    checkResult(result);
    checkLinked("linkedCursor", linkedCursor, "LinkedCursor");
    const note = notesOf(options.note, undefined);
    const first = makeSteps(result, truth);
    const { width, height } = result.photo;
    const grid = { width, height };
    const given = Object.fromEntries(
      controlNames.filter((name) => options[name] !== undefined).map((name) => [name, options[name]]),
    );
    const cursorLink = linkedCursor?.id ?? null;
    super({
      module: stepModule,
      state: {
        ...stepDefaults,
        ...stateOfMade(first, grid, () => 1),
        ...{ running: null, failure: "", undoable: 0, redoable: 0, cursorLink },
        ...(note && { note }),
        ...given,
      },
      controlNames,
      planes,
      check: checkControls,
      still: () => {
        const open = this.get("steps").find(({ name }) => name === this.get("step"));
        const titles = ["photo", "painted", ...(open?.layers ?? [])];
        const shown = this.#shown.made.layers.filter(({ state }) => titles.includes(state.title));
        return besideEachOther(shown.slice(0, 6), grid);
      },
      store: (controls) => ({
        view: stepModule.viewName,
        version: stepModule.version,
        ...grid,
        planes: planesToStore(this.#shown.made.layers),
        stateAt: ({ width, height, factor }) => ({
          ...withoutPlanes(stateOfMade(this.#shown.made, grid, this.#runsNow())),
          ...controls,
          ...{ width, height, running: null, failure: "", undoable: 0, redoable: 0, cursorLink },
          layers: layersAt(
            this.#shown.made.layers.map(({ state }) => state),
            factor,
          ),
          worst: this.#shown.made.worst.map(({ x, y, text }) => ({
            ...{ x: Math.floor(x / factor), y: Math.floor(y / factor), text },
          })),
          cursor: controls.cursor && {
            x: Math.floor(controls.cursor.x / factor),
            y: Math.floor(controls.cursor.y / factor),
          },
          ...(note && { note }),
        }),
      }),
    });
    this.#truth = truth;
    this.#shown = { result, made: first };
    this.onMessage((content) => void this.#answer(content as unknown as StepRequest));
    linkedCursor?.join(this, grid);
  }

  /** The result as it is now, after all that was done again. */
  get result(): Result {
    return this.#shown.result;
  }

  /**
   * Paints the photo again, with other words or another seed, and decodes and scores what comes.
   *
   * @throws what the task throws; the view stays as it was
   */
  async repaint(changes: RepaintOptions = {}): Promise<Result> {
    this.#running?.abort();
    const controller = new AbortController();
    this.#running = controller;
    this.update({ running: { step: "painted", share: null }, failure: "" });
    const before = this.#shown.result;
    const signal = changes.signal ? AbortSignal.any([changes.signal, controller.signal]) : controller.signal;
    try {
      const painted = (await before.repaint({
        ...changes,
        signal,
        onProgress: (progress: GenerateProgress) => {
          changes.onProgress?.(progress);
          const share = progress.total > 0 ? progress.done / progress.total : null;
          if (this.#running === controller) this.update({ running: { step: "painted", share } });
        },
      })) as Result;
      // Decoded otherwise while it was painted: what is seen is what was asked for last.
      const { decoding } = this.#shown.result;
      const dropped = Object.fromEntries(Object.keys(before.decoding).map((name) => [name, undefined]));
      const isAsBefore = this.#shown.result === before;
      const result = isAsBefore
        ? painted
        : (painted.redecode({ ...dropped, ...decoding } as never) as Result);
      if (this.#running === controller) this.#running = undefined;
      this.#change(result, "prompt");
      return result;
    } catch (error) {
      if (this.#running === controller) this.update({ running: null, failure: reasonOf(error, signal) });
      throw error;
    } finally {
      if (this.#running === controller) this.#running = undefined;
    }
  }

  /**
   * Decodes the same painting by other options, and scores what comes; null takes an option back. Nothing is painted.
   *
   * @throws ArgumentError for options that the decoder does not take; the view stays as it was
   */
  redecode(changes: Readonly<Record<string, string | number | boolean | null>>): Result {
    const decoding = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, value === null ? undefined : value]),
    );
    const result = this.#shown.result.redecode(decoding as never) as Result;
    this.#change(result, "decoded");
    return result;
  }

  /** Takes the last repaint or redecode back: nothing is done again. False where there is none. */
  undo(): boolean {
    return this.#go(this.#past, this.#future);
  }

  /** Makes the change again that was taken back last. False where there is none. */
  redo(): boolean {
    return this.#go(this.#future, this.#past);
  }

  #go(from: Shown<Result>[], to: Shown<Result>[]): boolean {
    const target = from.pop();
    if (!target) return false;
    to.push(this.#shown);
    this.#show(target);
    return true;
  }

  /** Shows a result of which a step and all after it have been done again. */
  #change(result: Result, from: StepName): void {
    const made = makeSteps(result, this.#truth);
    this.#past.push(this.#shown);
    if (this.#past.length > MOST_UNDOABLE) this.#past.shift();
    this.#future.length = 0;
    this.#show({ result, made }, from);
  }

  #show(shown: Shown<Result>, from?: StepName): void {
    const { made } = shown;
    const { width, height } = this;
    this.#shown = shown;
    const before = this.get("layers").length;
    const gone = planes.slice(made.layers.length, before).map((name) => [name, null]);
    this.update({
      ...stateOfMade(made, { width, height }, this.#runsNow(from)),
      ...(Object.fromEntries(gone) as Record<PlaneName, null>),
      ...(this.#running === undefined && { running: null }),
      ...{ failure: "", undoable: this.#past.length, redoable: this.#future.length },
    });
  }

  get width(): number {
    return this.get("width");
  }

  get height(): number {
    return this.get("height");
  }

  /** How often each step has been done, with those from `again` on once more. */
  #runsNow(again?: StepName): (name: StepName) => number {
    const before = new Map(this.get("steps").map(({ name, runs }) => [name, runs]));
    const first = again ? stepNames.indexOf(again) : stepNames.length;
    return (name) => (before.get(name) ?? 0) + Number(stepNames.indexOf(name) >= first);
  }

  /** Does what the page asks for; what fails is told there. */
  async #answer(asked: StepRequest): Promise<void> {
    try {
      if (asked.request === "cancel") this.#running?.abort();
      else if (asked.request === "undo") this.undo();
      else if (asked.request === "redo") this.redo();
      else if (asked.request === "redecode") this.redecode({ [asked.name]: asked.value });
      else if (asked.request === "repaint")
        await this.repaint({ prompt: asked.prompt, ...(asked.seed !== null && { seed: asked.seed }) });
    } catch (error) {
      if (asked.request === "redecode") this.update({ failure: reasonOf(error) });
    }
  }

  override toString(): string {
    return `StepView ${String(this.#shown.result)}`;
  }
}

function reasonOf(error: unknown, signal?: AbortSignal): string {
  const isStopped = signal?.aborted || (error instanceof Error && error.name === "AbortError");
  if (isStopped) return "Stopped: everything is as it was.";
  return error instanceof Error ? error.message : String(error);
}

function stateOfMade(
  { steps, layers, prompt, seed, options, explains, tables, worst }: Made,
  grid: { width: number; height: number },
  runs: (name: StepName) => number,
) {
  const records: StepRecord[] = steps.map((step) => ({ ...step, runs: runs(step.name) }));
  return { ...stateOfLayers(layers, grid), steps: records, prompt, seed, options, explains, tables, worst };
}

const withoutPlanes = (state: object): object =>
  Object.fromEntries(Object.entries(state).filter(([name]) => !planes.includes(name as PlaneName)));

defineProperties(StepView, controlNames);
