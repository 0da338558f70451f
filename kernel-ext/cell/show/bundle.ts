/** What a value looks like. */
import { inspect, types } from "node:util";
import { displaySymbol, type MimeBundle } from "../../runtime.js";
import { bytesOf } from "../../widgets/buffers.js";
import { arrayBundle } from "./arrays.js";
import { htmlBundle, reprBundle, vegaBundle } from "./conventions.js";
import { dataframeBundle } from "./dataframes.js";
import { mathBundle } from "./mathValues.js";
import { blobBundle, canvasBundle, elementBundle, fileBundle, svgBundle } from "./pictures.js";

type ShowsItself = { [displaySymbol](): MimeBundle | Promise<MimeBundle> };
type Sniffer = (value: object) => MimeBundle | undefined | Promise<MimeBundle | undefined>;

const showsItself = (value: unknown): value is ShowsItself =>
  (typeof value === "object" || typeof value === "function") &&
  value !== null &&
  typeof (value as ShowsItself)[displaySymbol] === "function";

/** Asked one after the other; the first that knows the value shows it. */
const sniffers: readonly Sniffer[] = [
  arrayBundle,
  fileBundle,
  reprBundle,
  mathBundle,
  canvasBundle,
  vegaBundle,
  dataframeBundle,
  elementBundle,
  htmlBundle,
  blobBundle,
];

async function sniff(value: unknown): Promise<MimeBundle | undefined> {
  if (typeof value === "string") return svgBundle(value);
  // A proxy may answer to every name and mean none of them.
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  for (const sniffer of sniffers) {
    try {
      const bundle = await sniffer(value);
      if (bundle) return inBase64(bundle);
    } catch {
      // A value that looks like another kind, and is not, still has its text.
    }
  }
  return undefined;
}

async function ownBundle(value: ShowsItself): Promise<MimeBundle | undefined> {
  const bundle: unknown = await value[displaySymbol]();
  return typeof bundle === "object" && bundle !== null ? inBase64(bundle as MimeBundle) : undefined;
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
 * What a value looks like: its own `Jupyter.display` bundle; else what its kind is shown as (pictures,
 * tables, matrices, charts, data frames); and for anything the text of `util.inspect`. A value that
 * shows itself as `{}` wants nothing to be shown.
 */
export async function bundleOf(value: unknown): Promise<MimeBundle> {
  const text = () => inspect(value, { maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
  const bundle = showsItself(value) ? await ownBundle(value) : await sniff(value);
  const hasShown = bundle !== undefined && Object.keys(bundle).length === 0;
  return hasShown || (bundle && "text/plain" in bundle) ? bundle : { "text/plain": text(), ...bundle };
}
