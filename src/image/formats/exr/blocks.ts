import { unzlibSync, zlibSync } from "fflate";

// The bytes of a block are first split into even and odd ones, then each is stored as the difference to the
// one before (plus 128): high bytes of neighbours are alike, so that packs better.

/** Undoes the packing of a block. @returns fewer bytes than wanted if it is broken */
export function unpackBlock(packed: Uint8Array, wanted: number, compression: string): Uint8Array {
  // A block that would have grown is stored as it is.
  if (compression === "none" || packed.length === wanted) return packed;
  const mixed =
    compression === "RLE" ? unpackRuns(packed, wanted) : unzlibSync(packed, { out: new Uint8Array(wanted) });
  const half = Math.ceil(mixed.length / 2);
  const bytes = new Uint8Array(mixed.length);
  for (let i = 1; i < mixed.length; i++) mixed[i] = mixed[i - 1] + mixed[i] - 128;
  for (let i = 0; i < mixed.length; i++) bytes[i] = i % 2 === 0 ? mixed[i / 2] : mixed[half + (i - 1) / 2];
  return bytes;
}

/** Packs a block as ZIP does; as it is if that would be longer. */
export function packBlock(bytes: Uint8Array): Uint8Array {
  const half = Math.ceil(bytes.length / 2);
  const mixed = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) mixed[i % 2 === 0 ? i / 2 : half + (i - 1) / 2] = bytes[i];
  for (let i = mixed.length - 1; i > 0; i--) mixed[i] = mixed[i] - mixed[i - 1] + 128;
  const packed = zlibSync(mixed);
  return packed.length < bytes.length ? packed : bytes;
}

/** A count below 0 is followed by that many bytes, another by one that occurs once more than it says. */
function unpackRuns(packed: Uint8Array, wanted: number): Uint8Array {
  const bytes = new Uint8Array(wanted);
  let to = 0;
  for (let at = 0; at < packed.length && to < wanted; ) {
    const count = (packed[at++] << 24) >> 24;
    if (count < 0) {
      const run = packed.subarray(at, Math.min(at - count, at + wanted - to));
      bytes.set(run, to);
      to += run.length;
      at -= count;
    } else {
      bytes.fill(packed[at++], to, to + count + 1);
      to += count + 1;
    }
  }
  return bytes.subarray(0, Math.min(to, wanted));
}
