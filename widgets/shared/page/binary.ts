/** Binary values of a state, whatever a host makes of them: DataView, typed array or ArrayBuffer. */

/** The bytes of a binary value; nothing is copied. Undefined for null. */
export function bytesOf(value: ArrayBufferView | ArrayBuffer | null | undefined): Uint8Array | undefined {
  if (!value) return undefined;
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}

/** The float32 values of a binary value; copied only where a message left them off a 4-byte boundary. */
export function floatsOf(value: ArrayBufferView | ArrayBuffer | null | undefined): Float32Array | undefined {
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Float32Array(buffer, byteOffset, byteLength / 4);
}

/** The uint16 values of a binary value; copied only where a message left them off a 2-byte boundary. */
export function shortsOf(value: ArrayBufferView | ArrayBuffer | null | undefined): Uint16Array | undefined {
  const bytes = bytesOf(value);
  if (!bytes) return undefined;
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(buffer, byteOffset, byteLength / 2);
}
