import { checkOptions } from "../../checkOptions.js";
import type { ColourInput } from "../../color/notation.js";
import { ArgumentError } from "../../errors.js";
import { checkPicture } from "../../image/checks.js";
import type { LabelMap } from "../../image/labelMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import type { Rgb } from "../../image/types.js";
import { type ColourLegend, type LegendInput, parseLegend } from "./legend.js";

/** Options of `encodeSemantic`. */
export interface EncodeSemanticOptions {
  /** what class 0 is painted, unless the legend names a "background"; default black */
  readonly background?: ColourInput;
}

/**
 * Paints every pixel in the colour of its class, as a generator is asked to.
 *
 * @param legend class → colour; classes are matched by name with the labels' legend. Left out: the
 *   colours that the labels' own legend has
 * @throws ArgumentError for a class that occurs and has no colour
 * @example encodeSemantic(scene.labels, { wall: "#808080", floor: "(255, 192, 128)" }, { background: "black" })
 */
export function encodeSemantic(
  labels: LabelMap,
  legend?: LegendInput,
  options: EncodeSemanticOptions = {},
): RgbImage {
  checkPicture("labels", labels, "LabelMap");
  checkOptions("encodeSemantic", options, { background: true });
  const { background } = options;
  const classes = parseLegend(legend ?? ownLegend(labels), { background });
  const colourOf = coloursOf(labels, classes);
  const { width, height, data } = labels;
  const painted = new Uint8Array(3 * data.length);
  for (let i = 0; i < data.length; i++) {
    const colour = colourOf.get(data[i]) ?? refuse(labels, data[i], i);
    painted[3 * i] = colour[0];
    painted[3 * i + 1] = colour[1];
    painted[3 * i + 2] = colour[2];
  }
  const named = classes.map(({ id, name, colour }) => ({ id, name, colour }));
  const provenance = { ...labels.provenance, painter: "exact", legend: named };
  return new RgbImage({ width, height, data: painted, provenance });
}

function ownLegend(labels: LabelMap): LegendInput {
  return labels.legend.flatMap(({ id, name, colour }) => (colour ? [{ id, name, colour }] : []));
}

/** Colours by the ids of the labels. */
function coloursOf(labels: LabelMap, classes: ColourLegend): Map<number, Rgb> {
  const byName = new Map(classes.map(({ name, colour }) => [name.toLowerCase(), colour]));
  const colours = new Map<number, Rgb>();
  const ground = classes.find(({ id }) => id === 0)?.colour;
  if (ground) colours.set(0, ground);
  for (const { id, name } of labels.legend) {
    const colour = byName.get(name.toLowerCase());
    if (colour) colours.set(id, colour);
  }
  return colours;
}

function refuse(labels: LabelMap, id: number, i: number): never {
  const name = labels.legend.find((entry) => entry.id === id)?.name;
  throw new ArgumentError({
    argument: "legend",
    expected: "a colour for every class that occurs",
    got: `none for ${name ? `"${name}"` : `id ${id}`}, at x=${i % labels.width}, y=${Math.floor(i / labels.width)}`,
    remedy: "add the class to the legend, or give these pixels id 0",
  });
}
