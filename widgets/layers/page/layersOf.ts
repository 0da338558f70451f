import { bytesOf, floatsOf, shortsOf } from "../../shared/page/binary.js";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import type { Layer, Numbers } from "../source.js";
import { type LayeredState, planeName, planeOf } from "../state.js";

/** The layers of a state with their numbers; a plane that is not there has none, and is unknown everywhere. */
export function layersOf(model: AnyModel<never>): Layer[] {
  const layered = model as unknown as AnyModel<LayeredState>;
  return layered.get("layers").map((state, i) => {
    const { type, channels } = planeOf[state.kind];
    const value = layered.get(planeName(i));
    const read: Numbers | undefined =
      type === "uint8" ? bytesOf(value) : type === "uint16" ? shortsOf(value) : floatsOf(value);
    const length = channels * state.width * state.height;
    return { state, data: read?.length === length ? read : emptyPlane(type, length) };
  });
}

function emptyPlane(type: "uint8" | "uint16" | "float32", length: number): Numbers {
  if (type === "float32") return new Float32Array(length).fill(Number.NaN);
  return type === "uint8" ? new Uint8Array(length) : new Uint16Array(length);
}
