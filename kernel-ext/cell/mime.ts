import { inspect } from "node:util";
import { displaySymbol, type MimeBundle } from "../runtime.js";
import { bytesOf } from "../widgets/buffers.js";
import { tableBundle } from "./table.js";

type ShowsItself = { [displaySymbol](): MimeBundle | Promise<MimeBundle> };

const showsItself = (value: unknown): value is ShowsItself =>
  (typeof value === "object" || typeof value === "function") &&
  value !== null &&
  typeof (value as ShowsItself)[displaySymbol] === "function";

const signatures: [mime: string, bytes: number[]][] = [
  ["image/png", [0x89, 0x50, 0x4e, 0x47]],
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/gif", [0x47, 0x49, 0x46, 0x38]],
];

/** The bytes of a picture file are shown as the picture. */
function pictureBundle(value: unknown): MimeBundle | undefined {
  if (!(value instanceof Uint8Array)) return undefined;
  const found = signatures.find(([, bytes]) => bytes.every((byte, i) => value[i] === byte));
  return (
    found && { [found[0]]: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") }
  );
}

/** Binary values in a bundle become base64, as the notebook format wants them. */
function inBase64(bundle: MimeBundle): MimeBundle {
  const entries = Object.entries(bundle).map(([mime, data]) => {
    const bytes = bytesOf(data);
    return [mime, bytes ? Buffer.from(bytes).toString("base64") : data];
  });
  return Object.fromEntries(entries);
}

/**
 * What a value looks like: its own `Jupyter.display` bundle, a picture for the bytes of one, a table
 * for an array of records, and for anything the text of `util.inspect`.
 */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  const text = () => inspect(value, { maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
  if (showsItself(value)) {
    const bundle = inBase64((await value[displaySymbol]()) ?? {});
    return "text/plain" in bundle ? bundle : { "text/plain": text(), ...bundle };
  }
  return { "text/plain": text(), ...(pictureBundle(value) ?? tableBundle(value)) };
}
