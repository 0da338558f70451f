/** What a cell may give to a NormalView, checked before anything is sent. */
import type { DepthMap, NormalMap } from "vision-peel/image";
import { besideChecks } from "../shared/checkBeside.js";
import { checkTruthSize, inPixels, type Size } from "../shared/checkPictures.js";
import { checkName, checkNumber, checkPixel, refuse } from "../shared/checks.js";
import { areAxes } from "./directions.js";
import { type NormalState, normalPanelNames, pictureNamesOf } from "./state.js";

/** By its shape, not instanceof: cells may run in a realm of their own. */
function hasNumbers(
  value: unknown,
  type: string,
  perPixel: number,
): value is Size & { data: ArrayLike<number> } {
  const { width, height, data } = (value ?? {}) as Record<string, unknown>;
  if (!Number.isInteger(width) || !Number.isInteger(height) || !ArrayBuffer.isView(data)) return false;
  const { length } = data as unknown as ArrayLike<number>;
  return data.constructor.name === type && length === perPixel * (width as number) * (height as number);
}

const isNormalMap = (value: unknown): value is NormalMap => hasNumbers(value, "Float32Array", 3);

/** @throws ArgumentError unless `normals` is a NormalMap */
export function checkNormals(normals: unknown): asserts normals is NormalMap {
  if (isNormalMap(normals)) return;
  const remedy = "pass decodeNormals(painted), or new NormalMap({ width, height, data })";
  refuse("normals", "a NormalMap", normals, remedy);
}

/** @throws ArgumentError unless `truth` is a NormalMap as large as `normals` */
export function checkTruth(truth: unknown, size: Size): asserts truth is NormalMap {
  if (!isNormalMap(truth)) refuse("truth", "a NormalMap", truth, "read it with readNormals");
  checkTruthSize("normals", truth, size);
}

/** @throws ArgumentError unless `depth` is a DepthMap as large as `normals` */
export function checkDepth(depth: unknown, size: Size): asserts depth is DepthMap {
  if (!hasNumbers(depth, "Float32Array", 1))
    refuse("depth", "a DepthMap", depth, "pass decodeDepth(painted), or what a depth reader gives");
  if (depth.width === size.width && depth.height === size.height) return;
  const onNormals = 'alignToPainted(depth, alignmentOf(depth, normals), { method: "nearest-exact" })';
  refuse("depth", `of the size of normals, ${inPixels(size)}`, depth, `pass depth: ${onNormals}`);
}

function checkDirection(argument: string, value: unknown): void {
  const isUnit =
    Array.isArray(value) &&
    value.length === 3 &&
    value.every((part) => typeof part === "number") &&
    Math.abs(Math.hypot(...value) - 1) < 0.01;
  if (!isUnit) refuse(argument, "a unit vector [x, y, z]", value, "x points right, y up and z to the viewer");
}

const givenToo = "pass photo, painted, truth and depth to new NormalView to show them too";

type Check = (value: never, next: NormalState) => void;

const checks: { readonly [Key in keyof NormalState]?: Check } = {
  picture: (name: unknown, next) => checkName("picture", name, pictureNamesOf(next), givenToo),
  reference: (name: unknown, next) => {
    if (name !== null) checkName("reference", name, pictureNamesOf(next), givenToo);
  },
  ...besideChecks,
  axes: (axes: unknown) => {
    if (areAxes(axes)) return;
    const remedy = 'say which component points right, up and to the viewer: ["x", "-y", "-z"] for OpenCV';
    refuse("axes", "x, y and z, each once, perhaps with a minus", axes, remedy);
  },
  direction: (direction: unknown) => {
    if (direction !== null) checkDirection("direction", direction);
  },
  cone: (value: unknown) =>
    checkNumber("cone", value, [1, 90], "15 degrees are about what a flat wall spreads"),
  light: (light: unknown) => checkDirection("light", light),
  ambient: (value: unknown) => checkNumber("ambient", value, [0, 1], "0 leaves shadows black"),
  specular: (value: unknown) => checkNumber("specular", value, [0, 1], "0 is a matt surface"),
  albedo: (name: unknown, next) =>
    checkName("albedo", name, next.photo ? ["photo", "grey"] : ["grey"], "pass a photo to have its colours"),
  needles: (value: unknown) => {
    if (value !== 0) checkNumber("needles", value, [8, 64], "0 shows none, 24 is a good distance");
  },
  ball: (name: unknown) => checkName("ball", name, ["legend", "density"], "leave it out for the legend"),
  handle: (name: unknown) =>
    checkName("handle", name, ["direction", "light", "turn"], "leave it out for the direction"),
  turn: (turn: unknown) => {
    const isTurn = Array.isArray(turn) && turn.length === 2 && turn.every(Number.isFinite);
    if (!isTurn) refuse("turn", "two angles in degrees", turn, "[180, 0] shows the back of the ball");
  },
  tool: (name: unknown) => checkName("tool", name, ["read", "angle", "patch"], "leave it out for read"),
  anchor: (anchor: unknown, next) => {
    if (anchor !== null) checkPixel("anchor", anchor, next);
  },
  patch: (patch: unknown, next) => {
    if (patch === null) return;
    const { x, y, width, height } = (patch ?? {}) as Record<string, number>;
    const isInside =
      [x, y, width, height].every(Number.isInteger) &&
      Math.min(x, y, width - 1, height - 1) >= 0 &&
      x + width <= next.width &&
      y + height <= next.height;
    if (!isInside)
      refuse("patch", `a box { x, y, width, height } inside ${inPixels(next)}`, patch, "null takes it away");
  },
  lengthLimit: (value: unknown) =>
    checkNumber("lengthLimit", value, [0, 1], "0.1 is what a tenth of published pixels exceed"),
  panel: (panel: unknown) => {
    if (panel !== null) checkName("panel", panel, normalPanelNames, "null closes the panel");
  },
  cursor: (cursor: unknown, next) => {
    if (cursor !== null) checkPixel("cursor", cursor, next);
  },
};

/**
 * Checks changes to the controls against the state they are made to.
 *
 * @throws ArgumentError naming the property, what it takes, what it got and what to do
 */
export function checkControls(
  changes: Partial<NormalState>,
  state: Readonly<NormalState>,
): Partial<NormalState> {
  const next = { ...state, ...changes };
  for (const key of Object.keys(changes) as (keyof NormalState)[]) checks[key]?.(changes[key] as never, next);
  return changes;
}
