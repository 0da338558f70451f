/** The page's half of RunView: a bar, a line of words, how fast it went, what failed, and how to end it. */
import { element, setText } from "../../shared/page/element.js";
import type { Cleanup, RenderProps } from "../../shared/page/hosts/afm.js";
import { keepPlainKeys } from "../../shared/page/hosts/hostShortcuts.js";
import { listens, watchKernel } from "../../shared/page/hosts/listening.js";
import { watch } from "../../shared/page/hosts/watch.js";
import { makeButton } from "../../shared/page/shell/button.js";
import { injectStyle } from "../../shared/page/style.js";
import { type RunRequest, type RunState, runStart } from "../state.js";
import { runWords } from "../words.js";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [120, 22];

/** Shows a RunView's model in an element; returns how to end it. */
export function renderRunView({ model, el }: RenderProps<RunState>): Cleanup {
  const controller = new AbortController();
  const { signal } = controller;
  const ask = (request: RunRequest): void => model.send?.(request);
  const title = element("strong", {});
  const bar = element("div", { class: "peel-run-bar", role: "progressbar", "aria-valuemin": "0" });
  const [done, failed] = ["done", "failed"].map((name) => element("div", { class: `peel-run-${name}` }));
  bar.append(done, failed);
  const words = element("span", { role: "status" });
  const pace = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    class: "peel-run-pace",
    role: "img",
  }))
    pace.setAttribute(name, value);
  const cancel = makeButton("Cancel", "Begin nothing more, and keep what is done", () => {
    cancel.disabled = true;
    cancel.textContent = "Cancelling …";
    ask({ request: "cancel" });
  });
  cancel.classList.add("peel-chip");
  const reason = element("p", { class: "peel-notice peel-is-error", role: "alert", hidden: "" });
  const list = element("ul", { class: "peel-run-failures" });
  const failures = element("details", {}, element("summary", {}, "Failures"), list);
  const root = element(
    "div",
    { class: "peel-view", role: "group", "aria-label": "Run view" },
    element("div", { class: "peel-head" }, title, element("div", { class: "peel-tools" }, pace, cancel)),
    bar,
    words,
    reason,
    failures,
  );
  keepPlainKeys(root, signal);
  injectStyle(el);
  el.append(root);

  const state = (): RunState =>
    Object.fromEntries(
      Object.keys(runStart).map((name) => [name, model.get(name as keyof RunState)]),
    ) as unknown as RunState;
  let listed: unknown;
  function show(): void {
    const now = state();
    const { phase, total } = now;
    const isGone = phase === "running" && !listens(model);
    root.dataset.phase = isGone ? "gone" : phase;
    setText(title, now.title);
    const percent = (count: number): number => (total > 0 ? (100 * count) / total : 0);
    done.style.width = `${percent(now.done)}%`;
    failed.style.width = `${percent(now.failed)}%`;
    bar.classList.toggle("peel-is-waiting", phase === "running" && total === 0 && !isGone);
    bar.setAttribute("aria-valuemax", String(Math.max(1, total)));
    bar.setAttribute("aria-valuenow", String(now.done + now.failed));
    bar.setAttribute("aria-label", now.title);
    setText(words, runWords(now, isGone));
    bar.setAttribute("aria-valuetext", runWords(now, isGone));
    showPace(now.pace);
    cancel.hidden = phase !== "running" || isGone;
    reason.hidden = now.reason === "";
    setText(reason, now.reason);
    failures.hidden = now.failures.length === 0;
    if (now.failures !== listed) {
      listed = now.failures;
      setText(failures.querySelector("summary") as Element, `${now.failed} failed`);
      list.replaceChildren(
        ...now.failures.map(({ id, error }) => {
          const open = makeButton(id, now.opens ? `Open ${id}` : id, () => ask({ request: "open", id }));
          open.disabled = !now.opens || !listens(model);
          return element("li", {}, open, element("span", {}, error));
        }),
      );
    }
  }
  /** How many were done between two looks. */
  function showPace(counts: readonly number[]): void {
    const steps = counts.slice(1).map((count, i) => Math.max(0, count - counts[i]));
    const most = Math.max(1, ...steps);
    pace.style.display = steps.length > 2 ? "" : "none";
    pace.setAttribute("aria-label", `Pace of the last ${steps.length} looks, at most ${most} at once`);
    const points = steps.map(
      (count, i) =>
        `${((WIDTH * i) / Math.max(1, steps.length - 1)).toFixed(1)},${(HEIGHT - 2 - ((HEIGHT - 4) * count) / most).toFixed(1)}`,
    );
    const line = document.createElementNS(SVG, "polyline");
    line.setAttribute("points", points.join(" "));
    line.setAttribute("class", "peel-chart-line");
    pace.replaceChildren(line);
  }
  let isPending = false;
  watch(
    model,
    Object.fromEntries(
      Object.keys(runStart).map((name) => [
        name,
        () => {
          if (isPending) return;
          isPending = true;
          queueMicrotask(() => {
            isPending = false;
            if (!signal.aborted) show();
          });
        },
      ]),
    ),
    signal,
  );
  watchKernel(
    model,
    () => {
      // Whether failures can be pressed has changed, too.
      listed = undefined;
      show();
    },
    signal,
  );
  show();
  return () => {
    controller.abort();
    root.remove();
  };
}
