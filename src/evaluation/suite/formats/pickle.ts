/** Values that a pickle of plain data holds. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * A pickle of plain data in protocol 2, as `pickle.dumps(value, 2)` may write it: lists, dictionaries, texts and numbers
 * (docs.python.org/3/library/pickletools), without the memo that only saves room.
 */
export function formatPickle(value: Plain): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x80, 2)];
  put(value, parts);
  parts.push(code("."));
  return Buffer.concat(parts);
}

const code = (text: string): Uint8Array => Buffer.from(text, "latin1");

function put(value: Plain, parts: Uint8Array[]): void {
  if (value === null) parts.push(code("N"));
  else if (typeof value === "boolean") parts.push(Uint8Array.of(0x80 + 8 + Number(!value)));
  else if (typeof value === "number") parts.push(number(value));
  else if (typeof value === "string") parts.push(text(value));
  else if (Array.isArray(value)) {
    parts.push(code("]("));
    for (const one of value) put(one, parts);
    parts.push(code("e"));
  } else {
    parts.push(code("}("));
    for (const [key, one] of Object.entries(value)) {
      parts.push(text(key));
      put(one, parts);
    }
    parts.push(code("u"));
  }
}

function number(value: number): Uint8Array {
  const isSmall = Number.isInteger(value) && Math.abs(value) < 2 ** 31;
  const bytes = Buffer.alloc(isSmall ? 5 : 9);
  if (isSmall) {
    bytes.write("J", "latin1");
    bytes.writeInt32LE(value, 1);
  } else {
    bytes.write("G", "latin1");
    bytes.writeDoubleBE(value, 1);
  }
  return bytes;
}

function text(value: string): Uint8Array {
  const bytes = Buffer.from(value, "utf8");
  const head = Buffer.alloc(5);
  head.write("X", "latin1");
  head.writeUInt32LE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}
