/** The page's half of RateView: two pictures without a name, three answers, and how far one has come. */
import { layersOf } from "../../layers/page/layersOf.js";
import { makeMoreStages } from "../../layers/page/moreStages.js";
import { makeLayerPainter } from "../../layers/page/painter.js";
import { makeSources } from "../../layers/page/sources.js";
import { element, setText } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeButton } from "../../shared/page/shell/button.js";
import { saveFile } from "../../shared/page/shell/download.js";
import { makeHistory } from "../../shared/page/shell/history.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import type { Stage, StageFrame } from "../../shared/page/stage/stage.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import {
  type Choice,
  isFirstLeft,
  nextUnrated,
  type RateControls,
  type RateState,
  withVote,
} from "../state.js";

const keys = [
  ["A", "the left picture is better"],
  ["B", "the right picture is better"],
  ["T", "a tie"],
  ["N P", "to the next pair, to the one before"],
  ["U", "to the next pair that you have not rated"],
  ["+ − 0", "zoom both, fit"],
  ...sharedKeys,
] as const;

/** Shows a RateView's model in an element; returns how to end it. */
export function renderRateView({ model, el }: RenderProps<RateState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const layers = layersOf(model as never);
  const sourceOf = makeSources();
  const pairs = model.get("pairs");
  const grid = { width: model.get("width"), height: model.get("height") };
  function change(changes: Partial<RateControls>): void {
    for (const [key, value] of Object.entries(changes)) model.set(key as keyof RateControls, value as never);
    model.save_changes();
  }
  const leftFor = (name: string, from: number) =>
    nextUnrated({ pairs, votes: model.get("votes") }, name, from);
  const pair = () => pairs[model.get("at")];
  const isLeft = (): boolean => isFirstLeft(model.get("seed"), model.get("rater"), pair().id);
  /** the layer on a side: what was given, left, right */
  function layerAt(place: "source" | "left" | "right"): number {
    const { first, second, source } = pair();
    if (place === "source") return source ?? first;
    return (place === "left") === isLeft() ? first : second;
  }
  const hasSource = pairs.some(({ source }) => source !== null);
  const places = hasSource ? (["source", "left", "right"] as const) : (["left", "right"] as const);
  const paints = places.map((place) => {
    const paint = makeLayerPainter(grid);
    return (context: CanvasRenderingContext2D, view: StageFrame) =>
      paint(context, sourceOf(layers[layerAt(place)]), view);
  });
  const titles = { source: "given", left: "A", right: "B" } as const;

  const question = element("strong", {}, model.get("question"));
  const words = element("blockquote", { class: "peel-prompt" });
  const rater = element("input", {
    ...{ type: "text", class: "peel-number peel-rater", maxlength: "80", "aria-label": "Your name" },
    placeholder: "your name",
  });
  rater.addEventListener("change", () => {
    const name = rater.value.trim();
    // Whoever comes begins with the first pair that is left to them.
    if (name !== model.get("rater")) change({ rater: name, at: leftFor(name, 0) ?? 0 });
  });
  rater.addEventListener("keydown", (event) => {
    if (event.key === "Enter") rater.dispatchEvent(new Event("change"));
    event.stopPropagation();
  });
  const answers = (
    [
      ["left", "A is better (A)"],
      ["tie", "A tie (T)"],
      ["right", "B is better (B)"],
    ] as const
  ).map(([side, text]) => {
    const button = makeButton(text, text, () => vote(side));
    button.classList.add("peel-chip");
    return { side, button };
  });
  const before = makeButton("‹", "To the pair before (P)", () => go(-1));
  const next = makeButton("›", "To the next pair (N)", () => go(1));
  const left = makeButton("Next unrated", "To the next pair that you have not rated (U)", goToUnrated);
  left.classList.add("peel-chip");
  const progress = element("span", { class: "peel-label", role: "status" });
  const frame = makeViewFrame(
    el,
    {
      label: "Rate view",
      stage: { picture: grid, paint: paints[0] },
      head: [question, rater],
      foot: [
        words,
        element(
          "div",
          { class: "peel-row", role: "group", "aria-label": "Your answer" },
          ...answers.map(({ button }) => button),
          before,
          next,
          left,
          progress,
        ),
      ],
      keys,
      history: makeHistory(model, ["votes", "at", "rater"], signal, ["votes", "at", "rater"]),
      menu: () => [
        {
          text: "Save the votes (JSON)",
          run: () =>
            saveFile("votes.json", new Blob([`${JSON.stringify({ votes: model.get("votes") }, null, 1)}\n`])),
        },
      ],
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;

  const own = (): Choice | undefined =>
    model.get("votes").find((one) => one.pair === pair().id && one.rater === model.get("rater"))?.choice;
  function vote(side: "left" | "right" | "tie"): void {
    const choice: Choice = side === "tie" ? "tie" : (side === "left") === isLeft() ? "first" : "second";
    const votes = withVote(model.get("votes"), { pair: pair().id, rater: model.get("rater"), choice });
    const next = nextUnrated({ pairs, votes }, model.get("rater"), model.get("at"));
    change({ votes, ...(next !== undefined && { at: next }) });
    frame.say(`Noted: ${side === "tie" ? "a tie" : side === "left" ? "A" : "B"}.`);
  }
  function go(by: number): void {
    change({ at: Math.min(pairs.length - 1, Math.max(0, model.get("at") + by)) });
  }
  function goToUnrated(): void {
    const place = leftFor(model.get("rater"), model.get("at"));
    if (place !== undefined) change({ at: place });
  }
  function pressKey(key: string): boolean {
    const side = ({ a: "left", b: "right", t: "tie" } as const)[key.toLowerCase() as "a"];
    if (side) vote(side);
    else if (key.toLowerCase() === "n") go(1);
    else if (key.toLowerCase() === "p") go(-1);
    else if (key.toLowerCase() === "u") goToUnrated();
    else return frame.pressKey(key);
    return true;
  }
  function bind(to: Stage): void {
    bindPointer(to, { onHover: () => {}, onPin: () => {} }, signal);
    bindKeys(to, { cursor: () => null, onPin: () => {}, onKey: ({ key }) => pressKey(key) }, signal);
  }
  bind(stage);
  makeMoreStages(
    stage,
    places.map((place, i) => ({ title: titles[place], paint: paints[i] })),
    bind,
    signal,
  ).show(true);

  function show(): void {
    const at = model.get("at");
    const name = model.get("rater");
    if (document.activeElement !== rater) rater.value = name;
    setText(words, pair().prompt);
    const done = new Set(model.get("votes").flatMap((one) => (one.rater === name ? [one.pair] : []))).size;
    const who = name === "" ? " by nobody in particular: type your name" : ` by ${name}`;
    const place = leftFor(name, at);
    left.hidden = place === undefined || place === at;
    setText(
      progress,
      `pair ${at + 1} of ${pairs.length}, ${done} rated${who}${done === pairs.length ? ": done, thank you" : ""}`,
    );
    const choice = own();
    const chosen =
      choice === undefined || choice === "tie"
        ? choice
        : (choice === "first") === isLeft()
          ? "left"
          : "right";
    for (const { side, button } of answers) button.setAttribute("aria-pressed", String(side === chosen));
    before.disabled = at === 0;
    next.disabled = at + 1 === pairs.length;
    stage.description = `Two pictures for: ${pair().prompt}`;
    stage.repaint();
  }
  watch(model, { votes: show, at: show, rater: show }, signal);
  show();
  return () => controller.abort();
}
