/** What a painting says by itself need not be kept beside it. */
import { decodeSemantic, REJECTED_ID } from "vision-peel/codecs";
import { type LabelMap, type LegendEntry, RgbImage } from "vision-peel/image";
import type { Region } from "./state.js";

interface Painting {
  readonly width: number;
  readonly height: number;
  /** RGB bytes, interleaved */
  readonly data: Uint8Array;
}

/** Ids and margins of a painting, by the colours that its classes have. */
export function decodePainting(
  { width, height, data }: Painting,
  regions: readonly Region[],
): { ids: Uint16Array; margin: Float32Array | undefined } {
  // Its own copy of the bytes: the state of a page may share them with a message.
  const painted = new RgbImage({ width, height, data: new Uint8Array(data) });
  const { data: ids, margin } = decodeSemantic(painted, regions, { background: null });
  return { ids, margin };
}

/** The classes that a painting decodes by to these very labels; undefined where it says something else. */
export function classesThatSay(labels: LabelMap, painted: Painting): readonly Region[] | undefined {
  const isClass = (entry: LegendEntry): entry is Region => entry.id !== REJECTED_ID && Boolean(entry.colour);
  const classes = labels.legend.filter(isClass).map(({ id, name, colour }) => ({ id, name, colour }));
  try {
    const { ids, margin } = decodePainting(painted, classes);
    const isSame =
      ids.every((id, i) => id === labels.data[i]) &&
      labels.margin?.every((levels, i) => levels === margin?.[i]) === true;
    return isSame ? classes : undefined;
  } catch {
    // A legend that nothing can be decoded by: two classes of one colour, for example.
    return undefined;
  }
}
