/** What a cell may give to a SegmentationView, checked before anything is sent. */
import type { InstanceMap, LabelMap } from "vision-peel/image";
import { besideChecks } from "../shared/checkBeside.js";
import { checkTruthSize, inPixels } from "../shared/checkPictures.js";
import { checkBoolean, checkName, checkNumber, checkPixel, describeGiven, refuse } from "../shared/checks.js";
import { type SegmentationState, segmentationPanelNames } from "./state.js";

/** Twice 4096²: what a page can hold. */
const MOST_PIXELS = 2 ** 25;

type IdMap = LabelMap | InstanceMap;

/** By its shape, not instanceof: cells may run in a realm of their own. */
function isIdMap(map: unknown): map is IdMap {
  const { width, height, data } = (map ?? {}) as Partial<IdMap>;
  return (
    ArrayBuffer.isView(data) && data.BYTES_PER_ELEMENT === 2 && data.length === Number(width) * Number(height)
  );
}

/** @throws ArgumentError unless `map` has uint16 ids and a page can hold it */
export function checkMap(argument: string, map: unknown): asserts map is IdMap {
  if (!isIdMap(map))
    refuse(argument, "a LabelMap or an InstanceMap", map, "pass decodeSemantic(painted, legend)");
  if (map.data.length > MOST_PIXELS) {
    const got = `${map.data.length} pixels`;
    refuse(argument, `of at most ${MOST_PIXELS} pixels`, map, "show a part of it, or a smaller one", got);
  }
}

/** @throws ArgumentError unless `truth` is of the same kind and size as the map */
export function checkTruth(truth: unknown, map: IdMap): asserts truth is IdMap {
  const kind = "legend" in map ? "a LabelMap" : "an InstanceMap";
  if (!(isIdMap(truth) && "legend" in truth === "legend" in map)) {
    refuse("truth", `${kind} of ${inPixels(map)}`, truth, "read it with await readLabels(path)");
  }
  checkTruthSize("legend" in map ? "labels" : "instances", truth, map);
}

/** @throws ArgumentError unless every id can be one of a map */
export function checkIgnore(ignore: unknown): asserts ignore is readonly number[] {
  const isId = (id: unknown): boolean =>
    Number.isInteger(id) && (id as number) >= 0 && (id as number) <= 65_535;
  if (Array.isArray(ignore) && ignore.every(isId)) return;
  refuse("ignore", "an array of true ids that are not scored", ignore, "[255] is what data sets call void");
}

/** @throws ArgumentError unless a legend is a list of classes with ids and names */
export function checkLegend(legend: unknown): void {
  const isList =
    Array.isArray(legend) &&
    legend.length > 0 &&
    legend.every((one) => Number.isInteger(one?.id) && typeof one?.name === "string");
  if (!isList)
    refuse("legend", "an array of { id, name, colour }", legend, "pass parseLegend(legend) for other forms");
}

/** @throws ArgumentError unless a prompt is a text */
export function checkPrompt(prompt: unknown): void {
  if (typeof prompt !== "string") refuse("prompt", "a text", prompt, "leave it out for what the map tells");
}

type Check = (value: unknown, next: SegmentationState) => void;
const among =
  (key: string, ...names: string[]): Check =>
  (value) =>
    checkName(key, value, names, "leave it out for the default");
const between =
  (key: string, least: number, most: number): Check =>
  (value) =>
    checkNumber(key, value, [least, most], "leave it out for the default");
const wholeFrom0 =
  (key: string, most = 2 ** 25): Check =>
  (value) => {
    if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most) return;
    refuse(key, `a whole number of pixels from 0 to ${most}`, value, "0 leaves the ids as they are");
  };
const pixelOrNull =
  (key: string): Check =>
  (value, next) => {
    if (value !== null) checkPixel(key, value, next);
  };
const idsOf: (key: string) => Check = (key) => (value, next) => {
  const known = new Set(next.regions.map(({ id }) => id));
  if (Array.isArray(value) && value.every((id) => known.has(id))) return;
  const got = Array.isArray(value) ? JSON.stringify(value) : describeGiven(value);
  refuse(key, "an array of ids of the legend", value, `the ids are ${listed(known)}`, got);
};
const listed = (ids: ReadonlySet<number>): string => [...ids].slice(0, 20).join(", ");

const checks: { readonly [Key in keyof SegmentationState]?: Check } = {
  opacity: between("opacity", 0, 1),
  drawing: among("drawing", "fill", "contour", "both"),
  thickness: between("thickness", 1, 8),
  palette: among("palette", "generated", "okabeIto", "tol", "contrast"),
  hatching: (value) => checkBoolean("hatching", value),
  overlay: (value, { truth }) => {
    const names = truth ? ["regions", "truth", "agreement"] : ["regions"];
    checkName("overlay", value, names, "pass a truth to new SegmentationView to compare with it");
  },
  ground: (value, { photo, painted }) => {
    const names = [...(photo ? ["photo"] : []), ...(painted ? ["painted"] : []), "none"];
    checkName("ground", value, names, "pass photo and painted to new SegmentationView to show them");
  },
  hidden: idsOf("hidden"),
  isolated: idsOf("isolated"),
  order: among("order", "area", "name", "listed"),
  filter: (value) => {
    if (typeof value !== "string") refuse("filter", "text", value, 'pass "" to list every region');
  },
  minMargin: between("minMargin", 0, 442),
  ambiguous: among("ambiguous", "assigned", "marked", "unknown"),
  smooth: wholeFrom0("smooth", 10),
  maxHole: wholeFrom0("maxHole"),
  minArea: wholeFrom0("minArea"),
  surroundings: among("surroundings", "shown", "dimmed", "blurred", "hidden"),
  ...besideChecks,
  confusion: (value, next) => {
    if (value === null) return;
    const known = new Set([0, ...next.regions.map(({ id }) => id)]);
    const { truth, predicted } = (value ?? {}) as Record<string, number>;
    if (next.truth && known.has(truth) && known.has(predicted)) return;
    const remedy = next.truth ? `the ids are ${listed(known)}` : "pass a truth to new SegmentationView";
    refuse("confusion", "null or { truth, predicted } of ids of the legend", value, remedy);
  },
  band: wholeFrom0("band", 100),
  instance: pixelOrNull("instance"),
  panel: (panel) => {
    if (panel !== null) checkName("panel", panel, segmentationPanelNames, "null closes the panel");
  },
  cursor: pixelOrNull("cursor"),
};

/**
 * Checks changes to the controls against the state they are made to.
 *
 * @throws ArgumentError naming the property, what it takes, what it got and what to do
 */
export function checkControls(
  changes: Partial<SegmentationState>,
  state: Readonly<SegmentationState>,
): Partial<SegmentationState> {
  const next = { ...state, ...changes };
  for (const key of Object.keys(changes) as (keyof SegmentationState)[]) checks[key]?.(changes[key], next);
  return changes;
}
