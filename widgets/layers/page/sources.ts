import { type Layer, type LayerSource, type SourceOptions, sourceOfLayer } from "../source.js";

/** Sources of layers, each made when it is first looked at. */
export function makeSources(options: SourceOptions = {}): (layer: Layer) => LayerSource {
  const known = new WeakMap<Layer, LayerSource>();
  return (layer) => {
    const source = known.get(layer) ?? sourceOfLayer(layer, options);
    known.set(layer, source);
    return source;
  };
}
