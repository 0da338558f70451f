/** Instances one by one: the things of an instance map, the connected pieces of classes. */
import { measureInstances, measurePieces, type PixelBox } from "vision-peel/image";
import type { Pixel } from "../../shared/page/stage/stage.js";

export interface Thing {
  readonly id: number;
  readonly area: number;
  readonly box: PixelBox;
  readonly centroid: readonly [x: number, y: number];
}

export interface Things {
  /** the largest first */
  readonly list: readonly Thing[];
  /** how many each id has */
  readonly counts: ReadonlyMap<number, number>;
  at(pixel: Pixel): Thing | undefined;
}

export function thingsOf(
  map: { readonly width: number; readonly height: number; readonly data: Uint16Array },
  areInstances: boolean,
): Things {
  const counts = new Map<number, number>();
  const inOrder = (list: readonly Thing[]): Thing[] => [...list].sort((a, b) => b.area - a.area);
  if (areInstances) {
    const records = measureInstances(map);
    const byId = new Map(records.map((record) => [record.id, record]));
    for (const { id, parts } of records) counts.set(id, parts);
    return { list: inOrder(records), counts, at: ({ x, y }) => byId.get(map.data[y * map.width + x]) };
  }
  const { records, at } = measurePieces(map);
  for (const { id } of records) counts.set(id, (counts.get(id) ?? 0) + 1);
  return { list: inOrder(records), counts, at: ({ x, y }) => at(x, y) };
}

/** A pixel that is in a thing: the first of its id in the top row of its box that belongs to it. */
export function pixelOf(thing: Thing, { at }: Things): Pixel {
  const [left, y, width] = thing.box;
  for (let x = left; x < left + width; x++) if (at({ x, y }) === thing) return { x, y };
  return { x: left, y };
}
