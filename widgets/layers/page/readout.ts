import { makeReadout, type Readout, type ReadoutValue } from "../../shared/page/shell/readout.js";
import { placeOn } from "../draw.js";
import type { Layer, LayerReading, LayerSource } from "../source.js";

export interface LayerReadout {
  readonly root: HTMLElement;
  /**
   * Shows what a pixel of the grid says in each layer; null: nothing is read.
   *
   * @param also further fields, by their names
   */
  show(pixel: { x: number; y: number } | null, also?: Readonly<Record<string, string>>): void;
  /** The same as one says it. */
  inWords(pixel: { x: number; y: number }): string;
}

/** The status line of a view of layers: the place, and for each layer its title, colour and value. */
export function makeLayerReadout(
  layers: readonly Layer[],
  sourceOf: (layer: Layer) => LayerSource,
  grid: { readonly width: number; readonly height: number },
  also: readonly { readonly name: string; readonly label: string }[] = [],
): LayerReadout {
  const readout: Readout = makeReadout([
    { name: "x", label: "x" },
    { name: "y", label: "y", joined: true },
    ...layers.map(({ state }, i) => ({ name: `layer${i}`, label: state.title, swatch: true })),
    ...also.map((field) => ({ ...field, optional: true })),
  ]);
  function read(layer: Layer, { x, y }: { x: number; y: number }): LayerReading {
    const source = sourceOf(layer);
    return source.read(placeOn(source, grid, x, y));
  }
  return {
    root: readout.root,
    show(pixel, more = {}) {
      if (!pixel) return readout.show(null);
      const values = layers.map((layer, i): [string, ReadoutValue] => {
        const { text, colour } = read(layer, pixel);
        return [`layer${i}`, { text, ...(colour && { colour: `rgb(${colour.join(" ")})` }) }];
      });
      readout.show({ x: String(pixel.x), y: String(pixel.y), ...Object.fromEntries(values), ...more });
    },
    inWords(pixel) {
      const values = layers.map((layer) => `${layer.state.title} ${read(layer, pixel).words}`);
      return [`x ${pixel.x}, y ${pixel.y}`, ...values].join(", ");
    },
  };
}
