import { ArgumentError, LabelMap, type LegendEntry, REJECTED_ID } from "vision-peel";
import { numberOf } from "../arguments.js";

/** What data sets call void, and the largest id that a PNG of 8 bits holds. */
const USUAL_VOID = 255;

/**
 * The id of pixels that belong to no class: what `--void` says, or 255 where that is no class.
 *
 * @throws ArgumentError for what is no id, or one of a class
 */
export function voidIdOf(text: string | undefined, legend: readonly LegendEntry[]): number {
  const classes = legend.filter(({ id }) => id !== REJECTED_ID);
  const isFree = (id: number) => classes.every((one) => one.id !== id);
  const given = numberOf("--void", text);
  if (given === undefined) return classes.every(({ id }) => id < USUAL_VOID) ? USUAL_VOID : REJECTED_ID;
  if (Number.isInteger(given) && given >= 0 && given <= REJECTED_ID && isFree(given)) return given;
  throw new ArgumentError({
    argument: "--void",
    expected: `a whole number from 0 to ${REJECTED_ID} that is no class of the legend`,
    got: JSON.stringify(text),
    remedy: "leave it out for 255",
  });
}

/** The same map with its rejected pixels called void, by the id that was chosen. */
export function withVoid(labels: LabelMap, voidId: number): LabelMap {
  if (!labels.legend.some(({ id }) => id === REJECTED_ID)) return labels;
  const legend = labels.legend.filter(({ id }) => id !== REJECTED_ID);
  return new LabelMap({
    ...labels,
    data: labels.data.map((id) => (id === REJECTED_ID ? voidId : id)),
    legend: [...legend, { id: voidId, name: "void" }],
  });
}
