import { ArgumentError, describeValue } from "../errors.js";
import { checkPlane, checkSize } from "./checks.js";
import { DISPLAY, displayValue } from "./display.js";
import { distinctColour } from "./distinctColour.js";
import { encodePreview } from "./preview.js";
import type { LegendEntry, MimeBundle, Provenance, Rgb } from "./types.js";

/**
 * What each pixel shows, as class ids with a legend.
 *
 * @example new LabelMap({ width: 1, height: 1, data: Uint16Array.of(2), legend: [{ id: 2, name: "wall" }] })
 */
export class LabelMap {
  readonly width: number;
  readonly height: number;
  /** class ids, row by row from the top left */
  readonly data: Uint16Array;
  readonly legend: readonly LegendEntry[];
  /** distance of each pixel's colour to that of its class, levels; where the map was decoded */
  readonly residual?: Float32Array;
  /** how much farther the next class's colour is, levels; 0 is a tie */
  readonly margin?: Float32Array;
  readonly provenance?: Provenance;

  /** @throws ArgumentError if sizes, length or type do not fit, or two legend entries share an id */
  constructor(init: {
    width: number;
    height: number;
    data: Uint16Array;
    legend: readonly LegendEntry[];
    residual?: Float32Array;
    margin?: Float32Array;
    provenance?: Provenance;
  }) {
    checkSize("LabelMap", init.width, init.height);
    checkPlane("LabelMap.data", init.data, Uint16Array, init.width * init.height);
    for (const plane of ["residual", "margin"] as const) {
      const values = init[plane];
      if (values) checkPlane(`LabelMap.${plane}`, values, Float32Array, init.width * init.height);
    }
    checkLegend(init.legend);
    this.width = init.width;
    this.height = init.height;
    this.data = init.data;
    this.legend = init.legend;
    if (init.residual) this.residual = init.residual;
    if (init.margin) this.margin = init.margin;
    if (init.provenance) this.provenance = init.provenance;
  }

  /** One line: size, memory, the classes that occur. */
  toString(): string {
    const present = new Set(this.data);
    const names = this.legend.filter(({ id }) => present.has(id)).map(({ name }) => name);
    const memory = ((2 * this.data.length) / 2 ** 20).toFixed(1);
    return `labels[${this.height}×${this.width}] u16 (${memory} MiB) ${present.size} classes${names.length > 0 ? `: ${names.join(", ")}` : ""}`;
  }

  [DISPLAY](): MimeBundle | Promise<MimeBundle> {
    return displayValue("labels", this, () => {
      const colours = new Map<number, Rgb>();
      for (const { id, colour } of this.legend) colours.set(id, colour ?? distinctColour(id));
      return encodePreview(this.width, this.height, (i) => {
        const id = this.data[i];
        return colours.get(id) ?? distinctColour(id);
      });
    });
  }
}

function checkLegend(legend: unknown): asserts legend is readonly LegendEntry[] {
  const ids = new Set<number>();
  const valid =
    Array.isArray(legend) &&
    legend.every(({ id, name }: LegendEntry) => {
      const fresh = !ids.has(id);
      ids.add(id);
      return fresh && Number.isInteger(id) && id >= 0 && id <= 65_535 && typeof name === "string";
    });
  if (valid) return;
  throw new ArgumentError({
    argument: "LabelMap.legend",
    expected: "an array of { id, name, colour? } with a different id from 0 to 65535 each",
    got: describeValue(legend),
    remedy: 'name every class once, as in [{ id: 1, name: "wall" }]',
  });
}
