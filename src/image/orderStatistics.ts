/**
 * The values that would stand at some places of the sorted array, without sorting: two counting passes
 * over 16 bits each, since IEEE 754 numbers of one sign are ordered as their bits are.
 *
 * @param values no NaN; -0 comes before 0
 * @param ranks whole numbers from 0 to values.length - 1, in any order
 * @example valuesAtRanks(Float32Array.of(5, 1, 3), [0, 2]) // [1, 5]
 */
export function valuesAtRanks(values: Float32Array, ranks: readonly number[]): number[] {
  const counter = new RankCounter();
  counter.count(values);
  counter.choose(ranks);
  counter.count(values);
  return counter.values();
}

/**
 * The same for values that come in pieces: all pieces are counted, the ranks chosen, and all counted again.
 *
 * @example
 * const counter = new RankCounter();
 * for (const piece of pieces) counter.count(piece);
 * counter.choose([0]); // the least
 * for (const piece of pieces) counter.count(piece);
 * counter.values()[0]
 */
export class RankCounter {
  readonly #high = new Uint32Array(1 << 16);
  #places: { bucket: number; rest: number }[] | undefined;
  readonly #slots = new Array<Uint32Array | undefined>(1 << 16).fill(undefined);

  count(values: Float32Array): void {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    if (!this.#places) {
      for (let i = 0; i < bits.length; i++) this.#high[keyOf(bits[i]) >>> 16]++;
      return;
    }
    for (let i = 0; i < bits.length; i++) {
      const key = keyOf(bits[i]);
      const counts = this.#slots[key >>> 16];
      if (counts) counts[key & 0xffff]++;
    }
  }

  choose(ranks: readonly number[]): void {
    this.#places = ranks.map((rank) => placeOf(this.#high, rank));
    for (const { bucket } of this.#places) this.#slots[bucket] ??= new Uint32Array(1 << 16);
  }

  values(): number[] {
    return (this.#places ?? []).map(({ bucket, rest }) => {
      const low = placeOf(this.#slots[bucket] as Uint32Array, rest).bucket;
      return floatOf(((bucket << 16) | low) >>> 0);
    });
  }
}

/** The bucket that holds the value of a rank, and the value's rank within it. */
function placeOf(counts: Uint32Array, rank: number): { bucket: number; rest: number } {
  let bucket = 0;
  let rest = rank;
  while (rest >= counts[bucket]) rest -= counts[bucket++];
  return { bucket, rest };
}

/** Bits of a float → an unsigned number in the same order: negative numbers reversed and below the others. */
const keyOf = (bits: number): number => (bits ^ ((bits >> 31) | 0x80000000)) >>> 0;

const scratch = new DataView(new ArrayBuffer(4));
function floatOf(key: number): number {
  scratch.setUint32(0, key >= 0x80000000 ? key ^ 0x80000000 : ~key);
  return scratch.getFloat32(0);
}
