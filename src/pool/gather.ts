import { DepthMap } from "../image/depthMap.js";
import { InstanceMap } from "../image/instanceMap.js";
import { LabelMap } from "../image/labelMap.js";
import { NormalMap } from "../image/normalMap.js";
import type { Band } from "./bands.js";
import type { Decoded, DecodeTask } from "./decoders.js";

type Plane = Float32Array | Uint16Array | Uint8Array;
type Plain = Record<string, unknown> & { readonly width: number; readonly height: number };

const isPlane = (value: unknown): value is Plane => ArrayBuffer.isView(value);

/** Puts the bands of a picture together as they come. */
export class Gathering {
  readonly #height: number;
  #whole: Plain | undefined;

  constructor(height: number) {
    this.#height = height;
  }

  /** Takes a band's result. One that is all of the picture is taken as it is, without a copy. */
  add(result: object, { from }: Band): void {
    const band = result as Plain;
    if (band.height === this.#height) {
      this.#whole = band;
      return;
    }
    this.#whole ??= this.#sized(band);
    for (const [name, plane] of Object.entries(band))
      if (isPlane(plane)) (this.#whole[name] as Plane).set(plane, (from * plane.length) / band.height);
  }

  /** The result with its class, once all bands are there. */
  finished<T extends DecodeTask>(task: T): Decoded<T> {
    return REVIVE[task](this.#whole as Plain) as Decoded<T>;
  }

  #sized(band: Plain): Plain {
    const whole: Record<string, unknown> = { ...band };
    for (const [name, plane] of Object.entries(band)) {
      if (!isPlane(plane)) continue;
      const Type = plane.constructor as new (length: number) => Plane;
      whole[name] = new Type((plane.length / band.height) * this.#height);
    }
    return { ...whole, width: band.width, height: this.#height };
  }
}

/** Messages carry values without their classes. */
const REVIVE: { readonly [T in DecodeTask]: (plain: Plain) => object } = {
  depth: (plain) => new DepthMap(plain as unknown as DepthMap),
  normals: (plain) => new NormalMap(plain as unknown as NormalMap),
  semantic: (plain) => new LabelMap(plain as unknown as LabelMap),
  instances: (plain) => new InstanceMap(plain as unknown as InstanceMap),
  referring: (plain) => ({ ...plain, labels: new LabelMap(plain.labels as LabelMap) }),
};
