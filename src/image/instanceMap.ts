import { checkPlane, checkSize } from "./checks.js";
import { DISPLAY, displayValue } from "./display.js";
import { distinctColour } from "./distinctColour.js";
import type { InstanceRecord } from "./instanceRecord.js";
import { encodePreview } from "./preview.js";
import type { MimeBundle, Provenance } from "./types.js";

/** What an `InstanceMap` is made of. */
export interface InstanceMapInit {
  readonly width: number;
  readonly height: number;
  readonly data: Uint16Array;
  readonly residual?: Float32Array;
  readonly instances?: readonly InstanceRecord[];
  readonly provenance?: Provenance;
}

/**
 * Which thing each pixel belongs to; 0 is no thing (floor, wall, sky).
 *
 * @example new InstanceMap({ width: 2, height: 1, data: Uint16Array.of(0, 1) })
 */
export class InstanceMap {
  readonly width: number;
  readonly height: number;
  /** instance ids, row by row from the top left */
  readonly data: Uint16Array;
  /** how far each painted pixel lay from the colour of what it was taken for, in levels; one per pixel */
  readonly residual?: Float32Array;
  /** one record per instance, in the order of their ids; where a decoder measured them */
  readonly instances?: readonly InstanceRecord[];
  readonly provenance?: Provenance;

  /** @throws ArgumentError if sizes, length or type do not fit */
  constructor(init: InstanceMapInit) {
    checkSize("InstanceMap", init.width, init.height);
    checkPlane("InstanceMap.data", init.data, Uint16Array, init.width * init.height);
    if (init.residual)
      checkPlane("InstanceMap.residual", init.residual, Float32Array, init.width * init.height);
    this.width = init.width;
    this.height = init.height;
    this.data = init.data;
    if (init.residual) this.residual = init.residual;
    if (init.instances) this.instances = init.instances;
    if (init.provenance) this.provenance = init.provenance;
  }

  /** One line: size, memory, number of instances. */
  toString(): string {
    const present = new Set(this.data);
    present.delete(0);
    const memory = ((2 * this.data.length) / 2 ** 20).toFixed(1);
    return `instances[${this.height}×${this.width}] u16 (${memory} MiB) ${present.size} instances`;
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    return displayValue("instances", this, () =>
      encodePreview(this.width, this.height, (i) => distinctColour(this.data[i])),
    );
  }
}
