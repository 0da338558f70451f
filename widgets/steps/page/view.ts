/** The page's half of StepView: the steps on a line, the open one below, and why its pixels say what they say. */
import { makeTables } from "../../errors/page/tables.js";
import { layersOf } from "../../layers/page/layersOf.js";
import { makeLayerPainter } from "../../layers/page/painter.js";
import { makeRegionKey } from "../../layers/page/regionKey.js";
import { scaleOfLayer } from "../../layers/page/scales.js";
import { makeSources } from "../../layers/page/sources.js";
import type { Layer } from "../../layers/source.js";
import { makeColourKey } from "../../shared/page/controls/colourKey.js";
import { makeSegments, type Segments } from "../../shared/page/controls/segments.js";
import { element, uniqueId } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { listens, watchKernel } from "../../shared/page/hosts/listening.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import { seenWithBar } from "../../shared/page/shell/seenWithBar.js";
import { makeViewFrame, sharedKeys } from "../../shared/page/shell/viewFrame.js";
import { makePointing } from "../../shared/page/stage/pointing.js";
import { bindKeys } from "../../shared/page/stage/stageKeys.js";
import { bindPointer } from "../../shared/page/stage/stagePointer.js";
import {
  controlNames,
  type StepControls,
  type StepRequest,
  type StepState,
  stepDefaults,
  stepNames,
} from "../state.js";
import { makeFacts } from "./facts.js";
import { makeOptionsForm } from "./optionsForm.js";
import { makePromptForm } from "./promptForm.js";
import { makeStepper } from "./stepper.js";
import { explain, makeWhyPanel, neighbours } from "./why.js";

const keys = [
  ["[ ]", "to the step before or after; on the line of steps the arrows do it too"],
  ["P", "next picture of the step"],
  ["← ↑ ↓ →", "walk over the pixels, each of which tells why"],
  ["+ − 0", "zoom, fit"],
  ...sharedKeys,
] as const;

/** Options that change values after their colours were read, as people know them. */
const cleaningOf = (options: StepState["options"]): string[] =>
  options.flatMap(({ name, label, value }) =>
    ["maxResidual", "fill", "median", "endLevels", "inwardBias"].includes(name) && value
      ? [`“${label}” (${value === true ? "on" : value})`]
      : [],
  );

/** Shows a StepView's model in an element; returns how to end it. */
export function renderStepView({ model, el }: RenderProps<StepState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const grid = { width: model.get("width"), height: model.get("height") };
  let layers = layersOf(model as never);
  const sourceOf = makeSources();
  const layer = (title: string): Layer | undefined => layers.find(({ state }) => state.title === title);
  function change(changes: Partial<StepControls>): void {
    for (const [key, value] of Object.entries(changes)) model.set(key as keyof StepControls, value as never);
    model.save_changes();
  }
  const isLive = (): boolean => listens(model);
  const ask = (request: StepRequest): void => model.send?.(request);

  function takeBack(request: "undo" | "redo", count: number): boolean {
    const canDo = count > 0 && isLive();
    if (canDo) ask({ request });
    return canDo;
  }

  const record = () => model.get("steps").find(({ name }) => name === model.get("step"));
  /** the picture of the open step; words and what has none are shown over the photo */
  function shownLayer(): Layer {
    const titles = record()?.layers ?? [];
    const wanted = model.get("layer");
    const title = wanted !== null && titles.includes(wanted) ? wanted : titles[0];
    return layer(title ?? "photo") ?? layers[0];
  }
  const paint = makeLayerPainter(grid);
  const body = element("div", { class: "peel-stack", id: uniqueId("step"), role: "tabpanel" });
  const stepper = makeStepper(body.id, (step) => change({ step, layer: null }));
  const pictures = element("div", {});
  const legend = makeColourKey();
  const regions = makeRegionKey();
  const why = makeWhyPanel();
  const prompt = makePromptForm({
    isLive,
    onPaint: (words, seed) => ask({ request: "repaint", prompt: words, seed }),
    onCancel: () => ask({ request: "cancel" }),
  });
  const options = makeOptionsForm(isLive, (name, value) => ask({ request: "redecode", name, value }));
  const failure = element("p", { class: "peel-notice peel-is-error", role: "alert" });
  const frame = makeViewFrame(
    el,
    {
      label: "Step view",
      stage: { picture: grid, paint: (context, view) => paint(context, sourceOf(shownLayer()), view) },
      head: [pictures],
      foot: [legend.root, regions.root, failure, why.root, body],
      keys,
      history: {
        undo: () => takeBack("undo", model.get("undoable")),
        redo: () => takeBack("redo", model.get("redoable")),
      },
      menu: () => [
        {
          text: "Save the picture as seen (PNG)",
          run: async () => saveFile(`${model.get("step")}.png`, await pngOf(seenWithBar(frame))),
        },
        {
          text: "Copy the prompt",
          async run() {
            await navigator.clipboard.writeText(model.get("prompt"));
            frame.notice.say("Copied.");
          },
        },
        {
          text: "Copy the state as code",
          async run() {
            const state = Object.fromEntries(controlNames.map((key) => [key, model.get(key)]));
            await navigator.clipboard.writeText(stateAsCode(state, { ...stepDefaults }));
            frame.notice.say("Copied: paste it in a cell after the view’s own.");
          },
        },
      ],
      note: model.get("note"),
    },
    signal,
  );
  const { stage } = frame;
  frame.root.prepend(stepper.root);

  const pointing = makePointing(
    () => model.get("cursor"),
    (cursor) => change({ cursor }),
  );
  function pressKey(key: string): boolean {
    const at = stepNames.indexOf(model.get("step"));
    if (key === "[" || key === "]") {
      const next = stepNames[at + (key === "[" ? -1 : 1)];
      if (next) change({ step: next, layer: null });
      return true;
    }
    if (key.toLowerCase() !== "p") return frame.pressKey(key);
    const titles = record()?.layers ?? [];
    if (titles.length > 1)
      change({ layer: titles[(titles.indexOf(shownLayer().state.title) + 1) % titles.length] });
    return true;
  }
  bindPointer(stage, { onHover: pointing.hover, onPin: (pixel) => pointing.pin(pixel, false) }, signal);
  bindKeys(
    stage,
    {
      cursor: () => model.get("cursor"),
      onPin: (pixel) => pointing.pin(pixel, true),
      onKey: ({ key }) => pressKey(key),
    },
    signal,
  );

  let choice: Segments<string> | undefined;
  let choiceOf = "";
  function showStep(): void {
    const open = record();
    const titles = open?.layers ?? [];
    if (titles.join() !== choiceOf) {
      choice =
        titles.length > 1
          ? makeSegments(
              "Picture",
              titles.map((title) => [title, title] as const),
              (title) => change({ layer: title }),
            )
          : undefined;
      pictures.replaceChildren(...(choice ? [choice.root] : []));
      choiceOf = titles.join();
    }
    const { state } = shownLayer();
    choice?.setValue(state.title);
    legend.show(scaleOfLayer(state), state.title);
    regions.show(state.regions ?? []);
    stage.description = `${open?.title}: ${state.title}, ${open?.words}`;
    body.setAttribute("aria-label", open?.title ?? "");
    showBody();
    showSteps();
    stage.repaint();
    showCursor();
  }
  /** What a kernel that is gone was doing is not done any more. */
  const runningNow = (): StepState["running"] => (isLive() ? model.get("running") : null);
  function showSteps(): void {
    stepper.show(model.get("steps"), model.get("step"), runningNow());
  }
  function showBody(): void {
    const open = record();
    prompt.show(model.get("prompt"), model.get("seed"), runningNow() !== null);
    options.show(model.get("options"));
    const parts = {
      photo: [],
      prompt: [prompt.root],
      painted: [],
      decoded: [options.root],
      scored: [
        model.get("tables").length > 0
          ? makeTables(model.get("tables"))
          : element(
              "p",
              { class: "peel-note" },
              "Give the view a truth to have scores: new StepView({ result, truth }).",
            ),
      ],
    }[open?.name ?? "photo"];
    const facts = open && open.facts.length > 0 && open.name !== "prompt" ? [makeFacts(open.facts)] : [];
    const wanted: HTMLElement[] = [...parts, ...facts];
    // What is being typed in stays where it is.
    const isThere = wanted[0] !== undefined && wanted[0] === body.firstElementChild;
    if (isThere) while (body.lastElementChild !== wanted[0]) body.lastElementChild?.remove();
    if (isThere) body.append(...wanted.slice(1));
    else body.replaceChildren(...wanted);
    failure.textContent = model.get("failure");
    failure.hidden = model.get("failure") === "";
  }
  function showCursor(): void {
    const pixel = model.get("cursor");
    const isByKeys = pointing.changed(pixel);
    stage.setCursor(pixel, { isRevealed: isByKeys });
    const seen = { grid, layer, source: sourceOf };
    const steps = pixel ? explain(model.get("explains"), seen, pixel, cleaningOf(model.get("options"))) : [];
    const around = pixel ? neighbours(seen, shownLayer(), pixel) : [];
    const value = around[1]?.[1] ?? "";
    why.show(steps, around, pixel ? `x ${pixel.x}, y ${pixel.y} says ${value}` : "");
    if (pixel && isByKeys) frame.say(`x ${pixel.x}, y ${pixel.y}: ${shownLayer().state.title} ${value}`);
  }
  let isPending = false;
  /** Pictures, records and options come in one message: they are shown once. */
  function showNews(): void {
    if (isPending) return;
    isPending = true;
    queueMicrotask(() => {
      isPending = false;
      if (signal.aborted) return;
      layers = layersOf(model as never);
      showStep();
    });
  }
  watch(
    model,
    {
      ...{ step: showStep, layer: showStep, cursor: showCursor },
      ...{ steps: showNews, layers: showNews, options: showNews, prompt: showNews, seed: showNews },
      ...{ tables: showNews, explains: showNews, failure: showNews },
      running: () => {
        showSteps();
        showBody();
      },
    },
    signal,
  );
  watchKernel(
    model,
    () => {
      showSteps();
      showBody();
    },
    signal,
  );
  showStep();

  return () => {
    controller.abort();
    pointing.cancel();
  };
}
