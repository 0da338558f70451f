import { NEAREST_WASM } from "./bytes.js";
import { CHUNK_PIXELS, startWasm, type WasmInstance } from "./instance.js";

// The addresses of nearest.wat.
const SPANS = 0;
const PIXELS = 131_072;
const PLACES = 180_288;
const RESIDUAL = 196_672;
const MARGIN = 262_208;
const IDS = 327_744;
const ID_OF_PLACE = 360_512;
const GROUPS = 361_152;
const GROUP_BYTES = 48;
const PAGE_BYTES = 65_536;

/** Lists of candidates per cell of the RGB cube, as `colourCells` makes them. */
export interface CandidateLists {
  readonly starts: Uint32Array;
  readonly lists: Uint8Array;
}

/** Classifies pixels by one set of colours. */
export interface NearestWasm {
  /** places only */
  places(pixels: Uint8Array, places: Uint8Array): void;
  /**
   * ids with distance to the nearest, and how much farther the next is, levels
   *
   * @param idOf the id of each colour
   */
  planes(
    pixels: Uint8Array,
    idOf: Uint16Array,
    ids: Uint8Array | Uint16Array,
    residual: Float32Array,
    margin: Float32Array,
  ): void;
}

/**
 * Prepares a module of its own for a set of colours; undefined where WebAssembly does not run.
 *
 * @param levels RGB interleaved, at most 256 colours
 */
export function nearestWasm(levels: Uint8Array, cells: CandidateLists): NearestWasm | undefined {
  const wasm = startWasm(NEAREST_WASM);
  if (!wasm) return undefined;
  loadGroups(wasm, levels, cells);
  const { buffer } = wasm.memory;
  const input = new Uint8Array(buffer, PIXELS, 3 * CHUNK_PIXELS);
  const outPlaces = new Uint8Array(buffer, PLACES, CHUNK_PIXELS);
  const outIds = new Uint16Array(buffer, IDS, CHUNK_PIXELS);
  const idOfPlace = new Uint16Array(buffer, ID_OF_PLACE, 256);
  const outResidual = new Float32Array(buffer, RESIDUAL, CHUNK_PIXELS);
  const outMargin = new Float32Array(buffer, MARGIN, CHUNK_PIXELS);

  function inChunks(name: string, pixels: Uint8Array, done: (from: number, count: number) => void): void {
    const whole = pixels.length / 3;
    for (let from = 0; from < whole; from += CHUNK_PIXELS) {
      const count = Math.min(CHUNK_PIXELS, whole - from);
      input.set(pixels.subarray(3 * from, 3 * (from + count)));
      wasm?.call(name, (count + 3) & ~3);
      done(from, count);
    }
  }

  return {
    places: (pixels, places) =>
      inChunks("places", pixels, (from, count) => places.set(outPlaces.subarray(0, count), from)),
    planes(pixels, idOf, ids, residual, margin) {
      idOfPlace.set(idOf);
      inChunks("planes", pixels, (from, count) => {
        ids.set(outIds.subarray(0, count), from);
        residual.set(outResidual.subarray(0, count), from);
        margin.set(outMargin.subarray(0, count), from);
      });
    },
  };
}

/** Many cells have the same candidates: each list is laid out once. */
function loadGroups({ memory }: WasmInstance, levels: Uint8Array, { starts, lists }: CandidateLists): void {
  const spans = new Uint32Array(starts.length - 1);
  const known = new Map<string, number>();
  const groups: Uint8Array[] = [];
  for (let cell = 0; cell < spans.length; cell++) {
    const list = lists.subarray(starts[cell], starts[cell + 1]);
    const key = String.fromCharCode(...list);
    let span = known.get(key);
    if (span === undefined) {
      span = (((groups.length * GROUP_BYTES) / 16) << 7) | Math.ceil(list.length / 4);
      for (let first = 0; first < list.length; first += 4)
        groups.push(groupOf(list.subarray(first, first + 4), levels));
      known.set(key, span);
    }
    spans[cell] = span;
  }
  const missing = GROUPS + groups.length * GROUP_BYTES - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
  new Uint32Array(memory.buffer, SPANS, spans.length).set(spans);
  const bytes = new Uint8Array(memory.buffer, GROUPS);
  for (const [i, group] of groups.entries()) bytes.set(group, i * GROUP_BYTES);
}

/** Four candidates as the module reads them; what is left over can never be nearest. */
function groupOf(places: Uint8Array, levels: Uint8Array): Uint8Array {
  const group = new ArrayBuffer(GROUP_BYTES);
  const factors = new Int16Array(group, 0, 16);
  const constants = new Int32Array(group, 32, 4).fill(0x7fffffff);
  for (const [lane, place] of places.entries()) {
    const [r, g, b] = levels.subarray(3 * place, 3 * place + 3);
    factors[2 * lane] = -2 * r;
    factors[2 * lane + 1] = -2 * g;
    factors[8 + 2 * lane] = -2 * b;
    constants[lane] = ((r * r + g * g + b * b) << 8) | place;
  }
  return new Uint8Array(group);
}
