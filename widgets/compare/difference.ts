/** What differs between two layers, pixel by pixel on the grid, as a layer of its own. */
import { angularErrorAt } from "vision-peel/metrics";
import { placeOn } from "../layers/draw.js";
import type { Layer } from "../layers/source.js";
import type { LayerKind, ValueScale } from "../layers/state.js";

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How the differences of each kind are measured and shown. */
interface Measure {
  readonly scale: Omit<ValueScale, "most">;
  /** where the colours end, where nobody says; undefined: what nearly all differences are below */
  readonly most?: number;
  /** second minus first, or how far they are apart; NaN where either has nothing */
  readonly between: (first: Layer, a: number, second: Layer, b: number) => number;
}

const measures: Readonly<Record<LayerKind, Measure>> = {
  rgb: {
    scale: { colours: "heat", unit: "levels", decimals: 1 },
    // The mean of the three channels' distances.
    between: ({ data: p }, a, { data: q }, b) =>
      (Math.abs(p[3 * a] - q[3 * b]) +
        Math.abs(p[3 * a + 1] - q[3 * b + 1]) +
        Math.abs(p[3 * a + 2] - q[3 * b + 2])) /
      3,
  },
  depth: {
    scale: { colours: "signed", unit: "m", decimals: 2 },
    between({ data: p }, a, { data: q }, b) {
      const difference = q[b] - p[a];
      // Sky in both is alike; sky in one of them is no number of metres.
      if (p[a] === Infinity && q[b] === Infinity) return 0;
      return Number.isFinite(difference) ? difference : Number.NaN;
    },
  },
  normals: {
    scale: { colours: "heat", unit: "°", decimals: 1 },
    most: 60,
    between({ data: p }, a, { data: q }, b) {
      const [n, m] = [p.subarray(3 * a, 3 * a + 3), q.subarray(3 * b, 3 * b + 3)] as Float32Array[];
      return angularErrorAt(n, m, 0);
    },
  },
  labels: {
    scale: { colours: "heat", unit: "", decimals: 0, names: ["alike", "other"] },
    most: 2,
    // By name: two maps may number one class differently.
    between: (first, a, second, b) => (nameAt(first, a) === nameAt(second, b) ? 0 : 1),
  },
  values: {
    scale: { colours: "signed", unit: "", decimals: 3 },
    between: ({ data: p }, a, { data: q }, b) => q[b] - p[a],
  },
};

const names = new WeakMap<Layer, Map<number, string>>();
function nameAt(layer: Layer, at: number): string {
  const byId =
    names.get(layer) ?? new Map(layer.state.regions?.map(({ id, name }) => [id, name.toLowerCase()]) ?? []);
  names.set(layer, byId);
  return byId.get(layer.data[at]) ?? String(layer.data[at]);
}

/** Whether two layers can be subtracted: metres from metres, names from names. */
export const areComparable = (first: Layer, second: Layer): boolean => first.state.kind === second.state.kind;

/** How far two layers are apart, over the whole grid. */
export interface Summary {
  /** of the sizes of all differences */
  readonly mean: number;
  readonly median: number;
  /** pixels where either has nothing to compare, as a share of all */
  readonly without: number;
  /** what 98 % of the differences are below, as a round number */
  readonly most: number;
}

export interface Difference {
  readonly layer: Layer;
  readonly summary: Summary;
}

/** Rows between two looks at the clock. */
const ROWS = 16;

/**
 * Measures what differs; yields the share that is done, to be worked off between the frames of a page.
 *
 * @param most where the colours end; null: what nearly all differences are below
 */
export function* difference(
  first: Layer,
  second: Layer,
  grid: Size,
  most: number | null,
): Generator<number, Difference> {
  const { width, height } = grid;
  const { scale, most: usual, between } = measures[first.state.kind];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    if (y % ROWS === 0) yield (0.8 * y) / height;
    for (let x = 0; x < width; x++) {
      const [a, b] = [placeOn(first.state, grid, x, y), placeOn(second.state, grid, x, y)];
      data[y * width + x] = between(first, a, second, b);
    }
  }
  const summary = summarise(data);
  const end = most ?? usual ?? summary.most;
  const title = `${second.state.title} − ${first.state.title}`;
  return {
    layer: { state: { kind: "values", title, width, height, scale: { ...scale, most: end } }, data },
    summary,
  };
}

function summarise(data: Float32Array): Summary {
  let count = 0;
  let sum = 0;
  const sizes = new Float32Array(data.length);
  for (const value of data) {
    if (Number.isNaN(value)) continue;
    sizes[count++] = Math.abs(value);
    sum += Math.abs(value);
  }
  const sorted = sizes.subarray(0, count).sort();
  return {
    mean: count > 0 ? sum / count : Number.NaN,
    median: count > 0 ? sorted[count >> 1] : Number.NaN,
    without: 1 - count / Math.max(1, data.length),
    most: roundAbove(count > 0 ? sorted[Math.floor(0.98 * (count - 1))] : 0),
  };
}

/** 1, 2 or 5 times a power of ten. */
function roundAbove(usual: number): number {
  if (!(usual > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(usual));
  return power * ([1, 2, 5, 10].find((round) => round * power >= usual) ?? 10);
}
