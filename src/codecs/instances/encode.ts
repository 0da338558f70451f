import { checkOptions } from "../../checkOptions.js";
import { type ColourInput, parseColour } from "../../color/notation.js";
import { ArgumentError } from "../../errors.js";
import type { InstanceMap } from "../../image/instanceMap.js";
import { RgbImage } from "../../image/rgbImage.js";
import { separateColours } from "./separateColours.js";

/** Options of `encodeInstances`. */
export interface EncodeInstancesOptions {
  /** what is painted where no instance is, in any notation; default black */
  readonly background?: ColourInput;
  /** one colour per instance, in the order of ids; default: as far from each other as can be */
  readonly colours?: readonly ColourInput[];
}

/**
 * Paints every instance in a colour of its own, as a generator is asked to. `decodeInstances` brings
 * the instances back, except those that it would prune (set minSizeShare and minErosionShare to 0 to
 * keep them) and far-apart pieces of one, which appendix A takes for several.
 *
 * @throws ArgumentError for more instances than colours that stay apart (about 5800), another number of
 *   `colours` than instances, or what is no colour
 * @example await writeImage(encodeInstances(instances, { background: "#10aa05" }), "painted.png");
 */
export function encodeInstances(map: InstanceMap, options: EncodeInstancesOptions = {}): RgbImage {
  checkOptions("encodeInstances", options, { background: true, colours: true });
  const background = parseColour(options.background ?? "black", "background");
  const { width, height, data } = map;
  const ids = idsIn(data);
  const colours =
    options.colours?.map((colour, i) => parseColour(colour, `colours[${i}]`)) ??
    separateColours(ids.length, [background]);
  if (colours.length !== ids.length) {
    throw new ArgumentError({
      argument: "colours",
      expected: `${ids.length} colours, one per instance`,
      got: `${colours.length}`,
      remedy: "leave them out to have them chosen",
    });
  }
  const levels = new Uint8Array(3 * 65_536);
  levels.set(background);
  for (const [i, id] of ids.entries()) levels.set(colours[i], 3 * id);
  const painted = new Uint8Array(3 * data.length);
  for (let i = 0, out = 0; i < data.length; i++, out += 3) {
    const at = 3 * data[i];
    painted[out] = levels[at];
    painted[out + 1] = levels[at + 1];
    painted[out + 2] = levels[at + 2];
  }
  const provenance = { ...map.provenance, painter: "exact", background };
  return new RgbImage({ width, height, data: painted, provenance });
}

/** The ids that occur, ascending; 0 is none. */
function idsIn(data: Uint16Array): number[] {
  const occurs = new Uint8Array(65_536);
  for (let i = 0; i < data.length; i++) occurs[data[i]] = 1;
  return [...occurs.keys()].filter((id) => id > 0 && occurs[id]);
}
