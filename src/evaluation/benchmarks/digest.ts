import { createHash, type Hash } from "node:crypto";

/**
 * What data this is, in 16 hexadecimal digits (SHA-256): every pixel and word of a sample as it was read, so that whoever
 * repeats an evaluation knows whether it was of the same data.
 *
 * @example digestOf(await dataset.sample(0))
 */
export function digestOf(value: unknown): string {
  const hash = createHash("sha256");
  add(hash, value);
  return hash.digest("hex").slice(0, 16);
}

function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`[${value.constructor.name} ${value.byteLength}]`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      // How a picture came to be names the folder that it lies in.
      if (key === "provenance") continue;
      hash.update(`${key}:`);
      add(hash, one);
    }
    hash.update(";");
  } else hash.update(`${typeof value} ${String(value)},`);
}
