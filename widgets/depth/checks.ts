/** What a cell may set, checked before anything is sent. */
import { ArgumentError } from "vision-peel";
import type { DepthMap, RgbImage } from "vision-peel/image";
import type { DepthState } from "./state.js";

function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  const { width, height } = value as { width?: unknown; height?: unknown };
  const type = value.constructor?.name ?? "Object";
  return width === undefined ? `a value of type ${type}` : `a ${type} of ${width} × ${height} pixels`;
}

function refuse(
  argument: string,
  expected: string,
  value: unknown,
  remedy: string,
  got = describe(value),
): never {
  throw new ArgumentError({ argument, expected, got, remedy });
}

function isPicture(value: unknown): value is { width: number; height: number; data: unknown } {
  const { width, height, data } = (value ?? {}) as Record<string, unknown>;
  return Number.isInteger(width) && Number.isInteger(height) && ArrayBuffer.isView(data);
}

/** Twice 4096²: beyond, a tab of Chromium runs out of memory (16384² ends it). */
const MOST_PIXELS = 2 ** 25;

/** @throws ArgumentError unless `depth` is a DepthMap that a page can hold (of this or another installed copy) */
export function checkDepth(depth: unknown): asserts depth is DepthMap {
  // By its shape, not instanceof: cells may run in a realm of their own.
  if (isPicture(depth) && depth.data instanceof Object && depth.data.constructor.name === "Float32Array") {
    const { width, height } = depth;
    if (width * height <= MOST_PIXELS) return;
    refuse(
      "depth",
      `of at most ${MOST_PIXELS} pixels, which a page can hold`,
      depth,
      "show it smaller, as resample(depth, { width, height }), or a part of it",
    );
  }
  refuse("depth", "a DepthMap", depth, "pass decodeDepth(painted), or new DepthMap({ width, height, data })");
}

/** @throws ArgumentError unless `picture` is an RgbImage as large as `depth` */
export function checkPicture(
  argument: "painted" | "photo",
  picture: unknown,
  depth: DepthMap,
): asserts picture is RgbImage {
  const size = `${depth.width} × ${depth.height} pixels`;
  const isRgb =
    isPicture(picture) && (picture.data as Uint8Array).length === 3 * picture.width * picture.height;
  if (!isRgb) refuse(argument, `an RgbImage of ${size}`, picture, "read a file with await readImage(path)");
  if (picture.width !== depth.width || picture.height !== depth.height) {
    const remedy =
      argument === "painted"
        ? "pass the very picture that depth was decoded from; a painted code must not be resized"
        : "resize the photo to the size of the depth";
    refuse(argument, `of the size of depth, ${size}`, picture, remedy);
  }
}

const isOneOf = (value: unknown, names: readonly string[]): boolean => names.includes(value as string);

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
  const has = (key: keyof DepthState): boolean => Object.hasOwn(changes, key);
  if (has("near") && !(typeof next.near === "number" && next.near >= 0 && next.near < Infinity)) {
    refuse("near", "metres, 0 or more", next.near, "0 starts the slice at the camera");
  }
  if (has("far") && next.far !== null && !(typeof next.far === "number" && next.far >= 0)) {
    refuse("far", "metres, 0 or more", next.far, "Infinity leaves the slice open to the sky");
  }
  if ((has("near") || has("far")) && next.far !== null && next.near > next.far) {
    const argument = has("near") ? "near" : "far";
    const expected = has("near") ? `at most far, ${next.far} m` : `at least near, ${next.near} m`;
    const remedy = "set both at once with view.set({ near, far })";
    refuse(argument, expected, next[argument], remedy, `${next[argument]} m`);
  }
  if (has("picture")) {
    const there = (["photo", "painted"] as const).filter((name) => state[name] !== null);
    const names = [...there, "depth"];
    const expected = names.map((name) => `"${name}"`).join(" or ");
    if (!isOneOf(next.picture, names)) {
      refuse("picture", expected, next.picture, "pass photo and painted to new DepthView to show them too");
    }
  }
  if (has("outside") && !isOneOf(next.outside, ["dimmed", "hidden"])) {
    refuse("outside", '"dimmed" or "hidden"', next.outside, "leave it out for dimmed");
  }
  if (has("cursor") && next.cursor !== null) {
    const { x, y } = (next.cursor ?? {}) as { x?: number; y?: number };
    const isInside = (at: number | undefined, size: number): boolean =>
      Number.isInteger(at) && (at as number) >= 0 && (at as number) < size;
    if (!isInside(x, state.width) || !isInside(y, state.height)) {
      const expected = `null or a pixel { x, y } inside ${state.width} × ${state.height}`;
      refuse("cursor", expected, next.cursor, "count from 0 at the top left", `{ x: ${x}, y: ${y} }`);
    }
  }
  return changes;
}
