/** The text of src/wasm/bytes.ts, built from the sources beside it. */
export function bytesModule(): Promise<string>;
