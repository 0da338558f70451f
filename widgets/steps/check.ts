/** What a StepView takes, and what it refuses. */
import { checkName, checkPixel, refuse } from "../shared/checks.js";
import type { StepResult } from "./make.js";
import { type StepState, stepNames } from "./state.js";

/** @throws ArgumentError for what no task gives */
export function checkResult(result: unknown): asserts result is StepResult {
  const { photo, painted, redecode, repaint } = (result ?? {}) as Record<string, unknown>;
  const isResult = photo && painted && typeof redecode === "function" && typeof repaint === "function";
  if (!isResult)
    refuse(
      "result",
      "what a task gives",
      result,
      "pass await estimateDepth(photo), or another task's result",
    );
}

/** @throws ArgumentError for what a control cannot take */
export function checkControls(changes: Partial<StepState>, state: Readonly<StepState>): Partial<StepState> {
  const next = { ...state, ...changes };
  if ("step" in changes) checkName("step", changes.step, stepNames, '"decoded" is what the task is for');
  if ("layer" in changes && changes.layer !== null) {
    const titles = next.steps.flatMap(({ layers }) => layers);
    checkName("layer", changes.layer, titles, "null shows the step's first picture");
  }
  if ("cursor" in changes && changes.cursor !== null) checkPixel("cursor", changes.cursor, next);
  return changes;
}
