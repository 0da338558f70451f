/** Encode → disturb → decode, and what of it is left. Pure: kernel and page go the same way. */
import {
  corruptInPieces,
  decodeDepth,
  decodeNormals,
  decodeSemantic,
  encodeDepth,
  encodeNormals,
  encodeSemantic,
} from "vision-peel/codecs";
import { DepthMap, LabelMap, NormalMap, type RgbImage } from "vision-peel/image";
import { angularErrors, finish } from "vision-peel/metrics";
import type { Layer } from "../layers/source.js";
import type { LayerRegion, ValueScale } from "../layers/state.js";
import type { RoundTripControls } from "./state.js";

export interface RoundTrip {
  /** what was sent */
  readonly truth: Layer;
  /** as an exact painter would paint it */
  readonly painted: Layer;
  /** with everything that a generator and a file do to it */
  readonly disturbed: Layer;
  readonly decoded: Layer;
  /** signed metres, degrees, or 1 where the class is another */
  readonly error: Layer;
}

/** @param truth depth, normals or labels */
export const roundTrip = (truth: Layer, controls: RoundTripControls): RoundTrip =>
  finish(roundTripInPieces(truth, controls));

/** The same in pieces, for a page that must not stand still: yields the share that is done. */
export function* roundTripInPieces(sent: Layer, controls: RoundTripControls): Generator<number, RoundTrip> {
  const { state, data } = sent;
  const { kind, width, height, regions = [] } = state;
  const size = { width, height };
  const { seed, drift, noise, grid, edges, ring, jpeg, shift, lambda, c } = controls;
  const disturb = (painted: RgbImage) =>
    corruptInPieces(painted, { seed, drift, noise, grid, edges, ring, jpeg, shift });
  if (kind === "normals") {
    const normals = data as Float32Array;
    const painted = encodeNormals(new NormalMap({ ...size, data: normals }));
    const disturbed = yield* disturb(painted);
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
    const disturbed = yield* disturb(painted);
    const ids = idsByName(decodeSemantic(disturbed, legend), regions);
    const wrong = Float32Array.from(ids, (id, i) => Number(id !== data[i]));
    const scale: ValueScale = { colours: "heat", most: 2, unit: "", decimals: 0, names: ["right", "wrong"] };
    return layersOf(painted, disturbed, ids, "labels", wrong, scale, regions);
  }
  const metres = data as Float32Array;
  const painted = encodeDepth(new DepthMap({ ...size, data: metres }), { lambda, c });
  const disturbed = yield* disturb(painted);
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
      truth: sent,
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
export const errorsByDistance = (truth: Float32Array, error: Float32Array): ErrorBin[] =>
  finish(errorsInPieces(truth, error));

function* errorsInPieces(truth: Float32Array, error: Float32Array): Generator<number, ErrorBin[]> {
  let [near, far] = [Infinity, 0];
  for (const metres of truth) {
    if (!(metres > 0 && metres < Infinity)) continue;
    near = Math.min(near, metres);
    far = Math.max(far, metres);
  }
  if (!(far > near)) return [];
  const ratio = Math.log(far / near);
  const binAt = (i: number): number =>
    truth[i] > 0 && truth[i] < Infinity && !Number.isNaN(error[i])
      ? Math.min(BINS - 1, Math.floor((BINS * Math.log(truth[i] / near)) / ratio))
      : -1;
  // Sizes of one bin after another, each bin from where the one before ends.
  const ends = new Uint32Array(BINS);
  for (let i = 0; i < truth.length; i++) if (binAt(i) >= 0) ends[binAt(i)]++;
  for (let bin = 1; bin < BINS; bin++) ends[bin] += ends[bin - 1];
  yield 0.97;
  const sizes = new Float32Array(ends[BINS - 1]);
  const next = Uint32Array.from(ends, (_, bin) => (bin === 0 ? 0 : ends[bin - 1]));
  for (let i = 0; i < truth.length; i++) {
    const bin = binAt(i);
    if (bin >= 0) sizes[next[bin]++] = Math.abs(error[i]);
  }
  yield 0.98;
  const bins: ErrorBin[] = [];
  for (let bin = 0; bin < BINS; bin++) {
    const one = sizes.subarray(bin === 0 ? 0 : ends[bin - 1], ends[bin]).sort();
    if (one.length === 0) continue;
    const quantile = (share: number): number => one[Math.floor(share * (one.length - 1))];
    const at = near * Math.exp((ratio * (bin + 0.5)) / BINS);
    bins.push({ at, median: quantile(0.5), most: quantile(0.9), pixels: one.length });
    yield 0.99;
  }
  return bins;
}

/** A way there and back with what is told of it. */
export interface ToldTrip {
  readonly trip: RoundTrip;
  readonly summary: string;
  /** of depth */
  readonly bins: readonly ErrorBin[];
}

/** As `roundTripInPieces`, with all that is told. */
export function* toldInPieces(sent: Layer, controls: RoundTripControls): Generator<number, ToldTrip> {
  const trip = yield* roundTripInPieces(sent, controls);
  yield 0.96;
  const summary = summaryOf(trip);
  yield 0.97;
  const isDepth = sent.state.kind === "depth";
  const [truth, error] = [sent.data as Float32Array, trip.error.data as Float32Array];
  return { trip, summary, bins: isDepth ? yield* errorsInPieces(truth, error) : [] };
}

/** What is left of it, in one line. */
export function summaryOf({ truth, error }: RoundTrip): string {
  const errors = error.data as Float32Array;
  let known = 0;
  const all = new Float32Array(errors.length);
  for (let i = 0; i < errors.length; i++) if (!Number.isNaN(errors[i])) all[known++] = Math.abs(errors[i]);
  const sizes = all.subarray(0, known).sort();
  if (sizes.length === 0) return "nothing to compare";
  const [median, most] = [0.5, 0.95].map((share) => sizes[Math.floor(share * (sizes.length - 1))]);
  if (truth.state.kind === "labels") {
    // Sorted: what is right comes first.
    const right = (sizes.lastIndexOf(0) + 1) / sizes.length;
    return `${(100 * right).toFixed(2)}\u00a0% of the pixels keep their class`;
  }
  const unit = truth.state.kind === "normals" ? "°" : "\u00a0m";
  const text = (value: number): string => `${value.toFixed(unit === "°" ? 2 : 3)}${unit}`;
  return `half of the pixels are off by at most ${text(median)}, 95 % by at most ${text(most)}`;
}
