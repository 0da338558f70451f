import type { Layer } from "../layers/source.js";
import { valueText } from "../layers/source.js";
import type { Summary } from "./difference.js";

/** "mean 0.12 m · median 0.05 m · 2.1 % cannot be compared" */
export function summaryText({ state }: Layer, { mean, median, without }: Summary, kind: string): string {
  const scale = { ...(state.scale ?? { unit: "", decimals: 3, most: 1 }), colours: "heat" as const };
  const alone = without > 0 ? ` · ${percent(without)} without a value in both` : "";
  if (Number.isNaN(mean)) return "nothing to compare";
  if (kind === "labels") return `${percent(1 - mean)} named alike${alone}`;
  const fine = { ...scale, decimals: scale.decimals + 1 };
  return `mean ${valueText(mean, fine)} · median ${valueText(median, fine)}${alone}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)}\u00a0%`;
