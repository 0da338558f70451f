/** What a cell may set on a SegmentationView, checked before anything is sent. */
import { ArgumentError } from "vision-peel";
import { controlNames, type SegmentationState } from "./state.js";

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  const got = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
  throw new ArgumentError({ argument, expected, got, remedy });
}

/** Twice 4096²: what a page can hold. */
const MOST_PIXELS = 2 ** 25;

interface IdPlane {
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array;
}

/** @throws ArgumentError unless `map` has uint16 ids and a page can hold it */
export function checkMap(argument: string, map: unknown): asserts map is IdPlane {
  // By its shape, not instanceof: cells may run in a realm of their own.
  const { width, height, data } = (map ?? {}) as Partial<IdPlane>;
  const isPlane =
    ArrayBuffer.isView(data) &&
    data.BYTES_PER_ELEMENT === 2 &&
    data.length === Number(width) * Number(height);
  if (!isPlane) {
    refuse(argument, "a LabelMap or an InstanceMap", typeof map, "pass decodeSemantic(painted, legend)");
  }
  if (data.length > MOST_PIXELS) {
    refuse(argument, `of at most ${MOST_PIXELS} pixels`, data.length, "show a part of it, or a smaller one");
  }
}

/** @throws ArgumentError unless `picture` is an RgbImage as large as the ids */
export function checkPicture(argument: string, picture: unknown, map: IdPlane): void {
  const { width, height, data } = (picture ?? {}) as { width?: number; height?: number; data?: Uint8Array };
  if (width === map.width && height === map.height && data?.length === 3 * width * height) return;
  const expected = `an RgbImage of ${map.width} × ${map.height} pixels`;
  refuse(argument, expected, width ? `${width} × ${height} pixels` : typeof picture, "resize a photo to it");
}

const words = {
  drawing: ["fill", "contour", "both"],
  palette: ["generated", "okabeIto", "tol", "contrast"],
  ground: ["photo", "painted", "none"],
  order: ["area", "name", "listed"],
  ambiguous: ["assigned", "unknown"],
} as const;

const ranges = { opacity: [0, 1], thickness: [1, 8], minMargin: [0, 442] } as const;

/**
 * Checks changes to the controls.
 *
 * @throws ArgumentError naming the property, what it takes, what it got and what to do
 */
export function checkControls(
  changes: Partial<SegmentationState>,
  state: Readonly<SegmentationState>,
): Partial<SegmentationState> {
  const given = changes as Record<string, unknown>;
  for (const [key, choices] of Object.entries(words)) {
    if (key in given && !(choices as readonly unknown[]).includes(given[key])) {
      refuse(
        key,
        choices.map((word) => `"${word}"`).join(" or "),
        given[key],
        `leave it out for the default`,
      );
    }
  }
  for (const [key, [least, most]] of Object.entries(ranges)) {
    const value = given[key];
    if (key in given && !(typeof value === "number" && value >= least && value <= most)) {
      refuse(key, `a number from ${least} to ${most}`, value, "leave it out for the default");
    }
  }
  for (const key of ["hidden", "isolated"] as const) {
    const known = new Set(state.regions.map(({ id }) => id));
    const value = given[key];
    if (key in given && !(Array.isArray(value) && value.every((id) => known.has(id)))) {
      refuse(
        key,
        "an array of ids of the legend",
        value,
        `the ids are ${[...known].slice(0, 20).join(", ")}`,
      );
    }
  }
  if ("filter" in given && typeof given.filter !== "string") {
    refuse("filter", "text", given.filter, 'pass "" to list every region');
  }
  if (given.cursor) {
    const { x, y } = given.cursor as { x: number; y: number };
    const isIn = (at: number, size: number): boolean => Number.isInteger(at) && at >= 0 && at < size;
    if (!isIn(x, state.width) || !isIn(y, state.height)) {
      const expected = `null or a pixel { x, y } inside ${state.width} × ${state.height}`;
      refuse("cursor", expected, given.cursor, "count from 0 at the top left");
    }
  }
  return changes;
}

/** The controls among options; what is undefined is left out. */
export const controlsAmong = (options: object): Partial<SegmentationState> =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([key, value]) => value !== undefined && (controlNames as string[]).includes(key),
    ),
  );
