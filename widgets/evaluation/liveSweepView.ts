import { Button, FloatProgress, HTML, VBox } from "@vision-peel/kernel/widgets/core";
import type { LiveSweep } from "vision-peel/evaluation";
import { escaped } from "./html.js";

/** At least so long between two changes on the page, in milliseconds: a fast sweep has thousands of samples. */
const PAUSE_MS = 200;

const styles = { running: "", finished: "success", cancelled: "warning", failed: "danger" } as const;

/** A bar, a line that tells rate, time left, cost and failures, and a button that cancels. */
export function liveSweepView(sweep: LiveSweep): VBox {
  const bar = new FloatProgress({ min: 0, max: 1, value: 0, layout: { width: "100%" } });
  const line = new HTML({ value: "" });
  const cancel = new Button({ description: "Cancel", icon: "stop" });
  cancel.onClick(() => {
    cancel.set({ disabled: true, description: "Cancelling …" });
    sweep.cancel();
  });
  let shownAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = (): void => {
    clearTimeout(timer);
    timer = undefined;
    shownAt = performance.now();
    const { progress, state } = sweep;
    const failure = progress?.lastFailure;
    const why = failure ? `<br><small>${escaped(`${failure.id}: ${failure.error}`)}</small>` : "";
    line.set({ value: `${escaped(String(sweep))}${why}` });
    const [total, done] = [progress?.total ?? 1, (progress?.done ?? 0) + (progress?.failed ?? 0)];
    bar.set({ value: total > 0 ? done / total : 1, barStyle: styles[state] });
    if (state !== "running") cancel.set({ disabled: true, description: "Cancel" });
  };
  sweep.onChange(() => {
    const wait = sweep.state === "running" ? PAUSE_MS - (performance.now() - shownAt) : 0;
    if (wait <= 0) show();
    else timer ??= setTimeout(show, wait);
  });
  show();
  return new VBox({ children: [bar, line, cancel] });
}
