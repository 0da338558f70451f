/** What a cell may give to a DepthView, checked before anything is sent. */
import type { DepthMap } from "vision-peel/image";
import { besideChecks } from "../shared/checkBeside.js";
import { checkTruthSize, inPixels } from "../shared/checkPictures.js";
import { checkBoolean, checkName, checkNumber, checkPixel, refuse } from "../shared/checks.js";
import { pictureNamesOf } from "./available.js";
import { type DepthState, depthColormapNames, depthPanelNames, depthScaleNames } from "./state.js";

function isPicture(value: unknown): value is { width: number; height: number; data: unknown } {
  const { width, height, data } = (value ?? {}) as Record<string, unknown>;
  return Number.isInteger(width) && Number.isInteger(height) && ArrayBuffer.isView(data);
}

/** Twice 4096²: beyond, a tab of Chromium runs out of memory (16384² ends it). */
const MOST_PIXELS = 2 ** 25;

// By its shape, not instanceof: cells may run in a realm of their own.
const isDepthMap = (value: unknown): value is DepthMap =>
  isPicture(value) &&
  (value.data as object).constructor.name === "Float32Array" &&
  (value.data as Float32Array).length === value.width * value.height;

/** @throws ArgumentError unless `depth` is a DepthMap that a page can hold (of this or another installed copy) */
export function checkDepth(depth: unknown): asserts depth is DepthMap {
  if (isDepthMap(depth)) {
    const { width, height } = depth;
    if (width * height <= MOST_PIXELS) return;
    refuse(
      "depth",
      `of at most ${MOST_PIXELS} pixels, which a page can hold`,
      depth,
      "show it smaller, as resample(depth, { width, height }), or a part of it",
    );
  }
  refuse(
    "depth",
    "a DepthMap",
    depth,
    "pass decodeDepth(painted), or new DepthMap({ width, height, data }); normals have a NormalView",
  );
}

/** @throws ArgumentError unless `truth` is a DepthMap as large as `depth` */
export function checkTruth(truth: unknown, depth: DepthMap): asserts truth is DepthMap {
  if (!isDepthMap(truth)) {
    refuse("truth", `a DepthMap of ${inPixels(depth)}`, truth, "read it with await readDepth(path)");
  }
  checkTruthSize("depth", truth, depth);
}

type Check = (value: never, next: DepthState, changes: Partial<DepthState>) => void;

const checks: { readonly [Key in keyof DepthState]?: Check } = {
  near: (near: unknown, next, changes) => {
    if (!(typeof near === "number" && near >= 0 && near < Infinity)) {
      refuse("near", "metres, 0 or more", near, "0 starts the slice at the camera");
    }
    checkOrder(next, changes);
  },
  far: (far: unknown, next, changes) => {
    if (far !== null && !(typeof far === "number" && far >= 0)) {
      refuse("far", "metres, 0 or more", far, "Infinity leaves the slice open to the sky");
    }
    checkOrder(next, changes);
  },
  picture: (name: unknown, next) =>
    checkName(
      "picture",
      name,
      pictureNamesOf(next),
      "pass photo, painted and truth to new DepthView to show them too",
    ),
  reference: (name: unknown, next) => {
    if (name !== null)
      checkName("reference", name, pictureNamesOf(next), "null takes the truth, or the photo");
  },
  ...besideChecks,
  outside: (style: unknown) => checkName("outside", style, ["dimmed", "hidden"], "leave it out for dimmed"),
  cursor: (cursor: unknown, next) => {
    if (cursor !== null) checkPixel("cursor", cursor, next);
  },
  sweep: (value: unknown) => checkBoolean("sweep", value),
  residualLimit: (value: unknown) =>
    checkNumber("residualLimit", value, [0, 255], "16 levels is where edges of real pictures begin"),
  tool: (name: unknown) => checkName("tool", name, ["read", "measure", "line"], "leave it out for read"),
  measures: (value: unknown, next) => {
    if (!Array.isArray(value))
      refuse("measures", "a list of { from, to }", value, "[] takes all measures away");
    for (const [i, pair] of (value as unknown[]).entries()) checkPair(`measures[${i}]`, pair, next);
  },
  fieldOfView: (value: unknown) =>
    checkNumber("fieldOfView", value, [1, 179], "60 degrees are usual for a photo"),
  profile: (name: unknown) =>
    checkName("profile", name, ["row", "column", "line"], "leave it out for the row of the cursor"),
  line: (line: unknown, next) => {
    if (line !== null) checkPair("line", line, next);
  },
  colormap: (name: unknown) =>
    checkName("colormap", name, depthColormapNames, "code shows depth as it was generated"),
  scale: (name: unknown) => checkName("scale", name, depthScaleNames, "leave it out for metric"),
  colourRange: (range: unknown) => {
    if (range === null) return;
    const { near, far } = (range ?? {}) as { near?: unknown; far?: unknown };
    const isRange = typeof near === "number" && typeof far === "number" && near >= 0 && far < Infinity;
    if (!isRange || near === far || near === Infinity)
      refuse(
        "colourRange",
        "{ near, far } in metres, not the same",
        range,
        "null takes those of most pixels; near beyond far turns the colours round",
      );
  },
  isolines: (value: unknown) => checkBoolean("isolines", value),
  smooth: (value: unknown) => checkBoolean("smooth", value),
  alignment: (name: unknown) =>
    checkName("alignment", name, ["none", "scale", "scale-shift"], "leave it out for none"),
  errorUnit: (name: unknown) =>
    checkName("errorUnit", name, ["relative", "metres"], "leave it out for relative"),
  hatchAstray: (value: unknown) => checkBoolean("hatchAstray", value),
  pointColours: (name: unknown) =>
    checkName("pointColours", name, ["photo", "depth"], "photo needs a photo, else depth is shown"),
  pointSize: (value: unknown) =>
    checkNumber("pointSize", value, [0.2, 5], "1 just closes the gaps between points"),
  viewpoint: (value: unknown) => {
    const { right, up, zoom, x, y } = (value ?? {}) as Record<string, unknown>;
    const remedy = "{ right: 0, up: 0, zoom: 1, x: 0, y: 0 } is the camera's own";
    checkNumber("viewpoint.right", right, [-3600, 3600], remedy);
    checkNumber("viewpoint.up", up, [-89, 89], remedy);
    checkNumber("viewpoint.zoom", zoom, [0.05, 50], remedy);
    for (const [name, shift] of Object.entries({ x, y }))
      checkNumber(`viewpoint.${name}`, shift, [-50, 50], remedy);
  },
  edgeLimit: (value: unknown) =>
    checkNumber("edgeLimit", value, [0, 1], "0.05 is a step of 5 %, 0 keeps all points"),
  panel: (panel: unknown) => {
    if (panel !== null) checkName("panel", panel, depthPanelNames, "null closes what is open");
  },
};

function checkPair(argument: string, value: unknown, size: DepthState): void {
  const { from, to } = (value ?? {}) as { from?: unknown; to?: unknown };
  checkPixel(`${argument}.from`, from, size);
  checkPixel(`${argument}.to`, to, size);
}

function checkOrder({ near, far }: DepthState, changes: Partial<DepthState>): void {
  if (far === null || typeof near !== "number" || near <= far) return;
  const isNear = Object.hasOwn(changes, "near");
  const [argument, expected] = isNear
    ? ["near", `at most far, ${far} m`]
    : ["far", `at least near, ${near} m`];
  const got = `${isNear ? near : far} m`;
  refuse(argument, expected, got, "set both at once with view.set({ near, far })", got);
}

/**
 * Checks changes to the controls against the state they are made to.
 *
 * @throws ArgumentError naming the property, what it takes, what it got and what to do
 */
export function checkControls(
  changes: Partial<DepthState>,
  state: Readonly<DepthState>,
): Partial<DepthState> {
  const next = { ...state, ...changes };
  for (const key of Object.keys(changes) as (keyof DepthState)[])
    checks[key]?.(changes[key] as never, next, changes);
  return changes;
}
