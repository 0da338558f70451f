/** Encode → disturb → decode, and what of it is left. Pure: kernel and page go the same way. */
import {
  corrupt,
  decodeDepth,
  decodeNormals,
  decodeSemantic,
  encodeDepth,
  encodeNormals,
  encodeSemantic,
} from "vision-peel/codecs";
import { DepthMap, LabelMap, NormalMap, type RgbImage } from "vision-peel/image";
import { angularErrors } from "vision-peel/metrics";
import type { Layer } from "../layers/source.js";
import type { LayerRegion, ValueScale } from "../layers/state.js";
import type { RoundTripControls } from "./state.js";

export interface RoundTrip {
  /** as an exact painter would paint it */
  readonly painted: Layer;
  /** with everything that a generator and a file do to it */
  readonly disturbed: Layer;
  readonly decoded: Layer;
  /** signed metres, degrees, or 1 where the class is another */
  readonly error: Layer;
}

/** @param truth depth, normals or labels */
export function roundTrip({ state, data }: Layer, controls: RoundTripControls): RoundTrip {
  const { kind, width, height, regions = [] } = state;
  const size = { width, height };
  const { seed, drift, noise, grid, edges, ring, jpeg, shift, lambda, c } = controls;
  const disturb = (painted: RgbImage): RgbImage =>
    corrupt(painted, { seed, drift, noise, grid, edges, ring, jpeg, shift });
  if (kind === "normals") {
    const normals = data as Float32Array;
    const painted = encodeNormals(new NormalMap({ ...size, data: normals }));
    const disturbed = disturb(painted);
    const decoded = decodeNormals(disturbed);
    const scale: ValueScale = { colours: "heat", most: 30, unit: "°", decimals: 1 };
    return layersOf(painted, disturbed, decoded.data, "normals", angularErrors(decoded.data, normals), scale);
  }
  if (kind === "labels") {
    const legend = legendOf(regions);
    const painted = encodeSemantic(
      new LabelMap({ ...size, data: data as Uint16Array, legend: [...regions] }),
      legend,
    );
    const disturbed = disturb(painted);
    const ids = idsByName(decodeSemantic(disturbed, legend), regions);
    const wrong = Float32Array.from(ids, (id, i) => Number(id !== data[i]));
    const scale: ValueScale = { colours: "heat", most: 2, unit: "", decimals: 0, names: ["right", "wrong"] };
    return layersOf(painted, disturbed, ids, "labels", wrong, scale, regions);
  }
  const metres = data as Float32Array;
  const painted = encodeDepth(new DepthMap({ ...size, data: metres }), { lambda, c });
  const disturbed = disturb(painted);
  const decoded = decodeDepth(disturbed, { lambda, c }).data;
  const error = Float32Array.from(metres, (truth, i) => {
    const off = decoded[i] - truth;
    return truth === Infinity && decoded[i] === Infinity ? 0 : Number.isFinite(off) ? off : Number.NaN;
  });
  return layersOf(painted, disturbed, decoded, "depth", error, {
    colours: "signed",
    most: 1,
    unit: "m",
    decimals: 3,
  });

  function layersOf(
    exact: RgbImage,
    after: RgbImage,
    read: Layer["data"],
    as: "depth" | "normals" | "labels",
    errors: Float32Array,
    scale: ValueScale,
    names?: readonly LayerRegion[],
  ): RoundTrip {
    return {
      painted: { state: { kind: "rgb", title: "painted", ...size }, data: exact.data },
      disturbed: { state: { kind: "rgb", title: "disturbed", ...size }, data: after.data },
      decoded: {
        state: { kind: as, title: "decoded", ...size, ...(names && { regions: names }) },
        data: read,
      },
      error: { state: { kind: "values", title: "error", ...size, scale }, data: errors },
    };
  }
}

const legendOf = (regions: readonly LayerRegion[]) =>
  regions.map(({ id, name, colour }) => ({ id, name, colour: `rgb(${colour.join(", ")})` })) as never;

/** A decoder numbers classes as the legend lists them. */
function idsByName(labels: LabelMap, regions: readonly LayerRegion[]): Uint16Array {
  const byName = new Map(regions.map(({ id, name }) => [name, id]));
  const table = new Map(labels.legend.map(({ id, name }) => [id, byName.get(name) ?? id]));
  return labels.data.map((id) => table.get(id) ?? id);
}

/** How errors grow with distance, or with whatever the truth is. */
export interface ErrorBin {
  /** middle of the bin: metres of the truth */
  readonly at: number;
  /** sizes of errors, metres: half and nine tenths of the pixels are below */
  readonly median: number;
  readonly most: number;
  readonly pixels: number;
}

const BINS = 24;

/** Errors of depth by true distance, in equal steps of its logarithm. */
export function errorsByDistance(truth: Float32Array, error: Float32Array): ErrorBin[] {
  let [near, far] = [Infinity, 0];
  for (const metres of truth) {
    if (!(metres > 0 && metres < Infinity)) continue;
    near = Math.min(near, metres);
    far = Math.max(far, metres);
  }
  if (!(far > near)) return [];
  const ratio = Math.log(far / near);
  const bins: number[][] = Array.from({ length: BINS }, () => []);
  for (const [i, metres] of truth.entries()) {
    if (!(metres > 0 && metres < Infinity) || Number.isNaN(error[i])) continue;
    const bin = Math.min(BINS - 1, Math.floor((BINS * Math.log(metres / near)) / ratio));
    bins[bin].push(Math.abs(error[i]));
  }
  return bins.flatMap((errors, i) => {
    if (errors.length === 0) return [];
    errors.sort((a, b) => a - b);
    const at = near * Math.exp((ratio * (i + 0.5)) / BINS);
    const quantile = (share: number): number => errors[Math.floor(share * (errors.length - 1))];
    return [{ at, median: quantile(0.5), most: quantile(0.9), pixels: errors.length }];
  });
}

/** What is left of it, in one line. */
export function summaryOf(truth: Layer, { error }: RoundTrip): string {
  const sizes = (error.data as Float32Array)
    .filter((value) => !Number.isNaN(value))
    .map(Math.abs)
    .sort();
  if (sizes.length === 0) return "nothing to compare";
  const [median, most] = [0.5, 0.95].map((share) => sizes[Math.floor(share * (sizes.length - 1))]);
  if (truth.state.kind === "labels") {
    const right = sizes.filter((value) => value === 0).length / sizes.length;
    return `${(100 * right).toFixed(2)}\u00a0% of the pixels keep their class`;
  }
  const unit = truth.state.kind === "normals" ? "°" : "\u00a0m";
  const text = (value: number): string => `${value.toFixed(unit === "°" ? 2 : 3)}${unit}`;
  return `half of the pixels are off by at most ${text(median)}, 95 % by at most ${text(most)}`;
}
