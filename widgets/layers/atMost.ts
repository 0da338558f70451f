import { shrinkPlane } from "../shared/stored/shrink.js";
import type { Layer } from "./source.js";
import { planeOf } from "./state.js";

/** A layer of every nth pixel, so that it has no more than so many; itself where it has not. */
export function withAtMost(layer: Layer, pixels: number): Layer {
  const { state, data } = layer;
  const { kind, width, height } = state;
  const factor = Math.ceil(Math.sqrt((width * height) / pixels));
  if (factor <= 1) return layer;
  const plane = { data, channels: planeOf[kind].channels, shrinks: "nearest" } as const;
  return {
    state: { ...state, width: Math.ceil(width / factor), height: Math.ceil(height / factor) },
    data: shrinkPlane(plane, width, height, factor),
  };
}
