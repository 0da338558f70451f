/** What a value looks like. */
import { inspect, types } from "node:util";
import { displaySymbol, type MimeBundle } from "../../runtime.js";
import { bytesOf } from "../../widgets/buffers.js";
import { isThenable } from "../time/thenable.js";
import { arrayBundle } from "./arrays.js";
import { htmlBundle, reprBundle, vegaBundle } from "./conventions.js";
import { dataframeBundle } from "./dataframes.js";
import { mathBundle } from "./mathValues.js";
import { blobBundle, canvasBundle, elementBundle, fileBundle, svgBundle } from "./pictures.js";

type ShowsItself = { [displaySymbol](): MimeBundle | Promise<MimeBundle> };
type Sniffer = (value: object) => MimeBundle | undefined | Promise<MimeBundle | undefined>;

function showsItself(value: unknown): value is ShowsItself {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  try {
    return typeof (value as ShowsItself)[displaySymbol] === "function";
  } catch {
    // A proxy, or a getter, that throws for every name still has its text.
    return false;
  }
}

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

type Found = MimeBundle | undefined;

function sniff(value: unknown): Found | Promise<Found> {
  if (typeof value === "string") return svgBundle(value);
  // A proxy may answer to every name and mean none of them.
  if (typeof value !== "object" || value === null || types.isProxy(value)) return undefined;
  return askFrom(0, value);
}

/** At once, unless a sniffer needs time: what is shown at once stands where it was called. */
function askFrom(first: number, value: object): Found | Promise<Found> {
  for (const [i, sniffer] of sniffers.entries()) {
    if (i < first) continue;
    try {
      const found = sniffer(value);
      if (found instanceof Promise) {
        const shown = found.then((bundle) => bundle && inBase64(bundle)).catch(() => undefined);
        return shown.then((bundle) => bundle ?? askFrom(i + 1, value));
      }
      if (found) return inBase64(found);
    } catch {
      // A value that looks like another kind, and is not, still has its text.
    }
  }
  return undefined;
}

function ownBundle(value: ShowsItself): Found | Promise<Found> {
  const checked = (bundle: unknown) =>
    typeof bundle === "object" && bundle !== null ? inBase64(bundle as MimeBundle) : undefined;
  const made: unknown = value[displaySymbol]();
  return isThenable(made) ? Promise.resolve(made).then(checked) : checked(made);
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
 * shows itself as `{}` wants nothing to be shown. Only what needs time is a promise.
 */
export function bundleOf(value: unknown): MimeBundle | Promise<MimeBundle> {
  const text = () => inspect(value, { maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
  const complete = (bundle: Found): MimeBundle => {
    const hasShown = bundle !== undefined && Object.keys(bundle).length === 0;
    return hasShown || (bundle && "text/plain" in bundle) ? bundle : { "text/plain": text(), ...bundle };
  };
  const found = showsItself(value) ? ownBundle(value) : sniff(value);
  return found instanceof Promise ? found.then(complete) : complete(found);
}
