import { unzlibSync } from "fflate";
import { figureStateOf } from "../../../../figure/page/storedState.js";
import { plotlyMime } from "../../../../figure/state.js";
import { joinBytes, sumDifferences } from "../../../stored/differences.js";
import { type StoredPlane, type StoredView, storedFormat, storedMime } from "../../../stored/format.js";

/** Larger ones were not made by us. */
const MOST_BYTES = 2 ** 28;

/** The state of the view that an output stores, in its own form or in another of the same output. */
export function stateOfOutput(output: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const stored = output[storedMime];
  const state = unpackView(stored);
  const isFigure = (stored as StoredView).stateIn === plotlyMime;
  return isFigure ? { ...state, ...figureStateOf(output) } : state;
}

/**
 * The state of a stored view, planes and all.
 *
 * @throws Error in one sentence for what is no view, is damaged, or was written by a newer version
 */
export function unpackView(stored: unknown): Record<string, unknown> {
  const view = stored as Partial<StoredView> | null;
  if (typeof view !== "object" || view === null || typeof view.view !== "string") {
    throw new Error("This output holds no view: run its cell again.");
  }
  if (view.format !== storedFormat) {
    throw new Error(
      `This view was stored by @vision-peel/widgets ${view.version ?? "of another version"}: install that or a newer one.`,
    );
  }
  const planes = Object.entries(view.planes ?? {}).map(([name, plane]) => [name, unpackPlane(name, plane)]);
  return { ...view.state, ...Object.fromEntries(planes), _view_name: view.view };
}

const bytesPer: Readonly<Record<string, number>> = { uint8: 1, uint16: 2, float32: 4 };

/** The bytes of a plane, little-endian. */
export function unpackPlane(name: string, { type, channels, width, height, data }: StoredPlane): DataView {
  const size = bytesPer[type];
  const rowBytes = size * channels * width;
  const length = rowBytes * height;
  if (!(length > 0 && length <= MOST_BYTES)) throw damaged(name);
  let split: Uint8Array;
  try {
    const zipped = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    // Into memory of the promised size: a damaged or hostile file cannot ask for more.
    split = unzlibSync(zipped, { out: new Uint8Array(length) });
  } catch {
    throw damaged(name);
  }
  if (split.length !== length) throw damaged(name);
  sumDifferences(split, rowBytes, channels);
  const bytes = size === 1 ? split : joinBytes(split, rowBytes, size);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const damaged = (name: string): Error =>
  new Error(`The stored view is damaged (its plane "${name}"): run its cell again.`);
