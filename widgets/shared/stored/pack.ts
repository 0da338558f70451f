import { promisify } from "node:util";
import { deflate } from "node:zlib";
import { MOST_STORED_BYTES, type StoredPlane, type StoredView, storedFormat } from "./format.js";
import { type Numbers, planeBytes, typeOfNumbers } from "./planeBytes.js";
import { roundFloats } from "./roundFloats.js";
import { shrinkPlane } from "./shrink.js";

/** A plane to be kept. */
export interface PlaneToStore {
  readonly data: Numbers;
  readonly channels: number;
  /** a code must not be blended: its nearest pixel stays; a photo is averaged */
  readonly shrinks: "nearest" | "mean";
  /** its own size, where it is not the view's */
  readonly width?: number;
  readonly height?: number;
}

export interface ViewToStore {
  readonly view: string;
  readonly version: string;
  readonly width: number;
  readonly height: number;
  /** the state of a picture `factor` times smaller, without its planes */
  readonly stateAt: (size: { width: number; height: number; factor: number }) => Record<string, unknown>;
  readonly planes: Readonly<Record<string, PlaneToStore>>;
}

/** What one view may take: less where whoever runs the notebook wants a small file (PEEL_STORED_BYTES). */
function mostStoredBytes(): number {
  const wanted = Number(process.env.PEEL_STORED_BYTES);
  return wanted > 0 ? Math.min(wanted, MOST_STORED_BYTES) : MOST_STORED_BYTES;
}

const deflated = promisify(deflate);

/**
 * Packs a view's state. What would be larger than `mostBytes` is kept to one part in some thousands, and if that is not
 * enough at a half, a third … of its size, with a note that says so.
 *
 * @throws never for a state of plain values; the planes must be as large as `width` × `height` say
 */
export async function packView(view: ViewToStore, mostBytes = mostStoredBytes()): Promise<StoredView> {
  for (let factor = await firstFactor(view, mostBytes); ; factor++) {
    let made = await packAt(view, factor);
    const isRounded = made.bytes > mostBytes;
    if (isRounded) made = await packAt(view, factor, roundFloats);
    const { width, height, packed, bytes } = made;
    if (bytes > mostBytes && Math.max(width, height) > 64) continue;
    const state = view.stateAt({ width, height, factor });
    const hasFloats = Object.values(view.planes).some(({ data }) => data instanceof Float32Array);
    const note = noteOf(view, width, height, isRounded && hasFloats);
    return {
      format: storedFormat,
      view: view.view,
      version: view.version,
      state: note === "" ? state : { ...state, note: [state.note, note].join(" ").trim() },
      planes: Object.fromEntries(packed),
    };
  }
}

/** All planes, `factor` times smaller, and how many bytes they take. */
async function packAt(view: ViewToStore, factor: number, alter = (data: Numbers): Numbers => data) {
  const width = Math.ceil(view.width / factor);
  const height = Math.ceil(view.height / factor);
  const packed = await Promise.all(
    Object.entries(view.planes).map(async ([name, plane]) => {
      const { width: wide = view.width, height: high = view.height } = plane;
      const data = factor === 1 ? plane.data : shrinkPlane(plane, wide, high, factor);
      const size = [Math.ceil(wide / factor), Math.ceil(high / factor)] as const;
      return [name, await packPlane(alter(data), plane.channels, ...size)] as const;
    }),
  );
  return { width, height, packed, bytes: packed.reduce((sum, [, plane]) => sum + plane.data.length, 0) };
}

/** Pictures up to so many times the limit are tried whole first. */
const TRIED_WHOLE = 6;

/**
 * Where to begin: a large picture takes seconds to compress, only to be found too large. A small copy tells how well it
 * compresses; a larger one compresses better for each pixel, so that the guess is taken a little lower.
 */
async function firstFactor(view: ViewToStore, mostBytes: number): Promise<number> {
  const rawBytes = Object.values(view.planes).reduce((sum, { data }) => sum + data.byteLength, 0);
  if (rawBytes <= TRIED_WHOLE * mostBytes) return 1;
  const longest = Math.max(view.width, view.height);
  const probe = Math.min(longest, Math.ceil(Math.sqrt((2 * rawBytes) / mostBytes)));
  const { bytes } = await packAt(view, probe, roundFloats);
  return Math.max(1, Math.floor(0.75 * probe * Math.sqrt(bytes / mostBytes)));
}

function noteOf({ width, height }: ViewToStore, wide: number, high: number, isRounded: boolean): string {
  const isSmall = wide !== width || high !== height;
  if (!isSmall && !isRounded) return "";
  const size = isSmall ? ` at ${wide} × ${high} of ${width} × ${height} pixels` : "";
  const exactly = isRounded ? " to 0.02 %" : "";
  return `Kept in the notebook${size}${exactly}. Run the cell for all of it.`;
}

async function packPlane(
  data: Numbers,
  channels: number,
  width: number,
  height: number,
): Promise<StoredPlane> {
  const bytes = await deflated(planeBytes(data, channels, width));
  return { type: typeOfNumbers(data), channels, width, height, data: bytes.toString("base64") };
}
