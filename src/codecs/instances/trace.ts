import { type Painted, paintedImage } from "../painted.js";
import { findComponents } from "./components.js";
import { type DecodeInstancesOptions, instanceSettings } from "./options.js";
import { FIRST_LABEL } from "./seedFill.js";

/** What became of a pixel, by the number that `InstanceTrace.fates` holds. */
export const INSTANCE_FATES = ["kept", "background", "too small", "too thin"] as const;

/** The steps of appendix A before merging, pixel by pixel. */
export interface InstanceTrace {
  readonly width: number;
  readonly height: number;
  /** place in `INSTANCE_FATES`, row by row */
  readonly fates: Uint8Array;
  /** number of the component that each kept pixel belongs to, from 1, before merging; 0 for all others */
  readonly components: Uint16Array;
  /** components that were found, and how many were dropped for what */
  readonly found: number;
  readonly tooSmall: number;
  readonly tooThin: number;
}

/**
 * Tells of every pixel why it is part of an instance or not: the steps of `decodeInstances` up to
 * merging, which joins what `components` numbers apart.
 *
 * @throws ArgumentError as `decodeInstances`
 * @example
 * const { fates } = traceInstances(painted, { background: "#10aa05" });
 * INSTANCE_FATES[fates[y * painted.width + x]] // "kept", or why it is not
 */
export function traceInstances(picture: Painted, options: DecodeInstancesOptions = {}): InstanceTrace {
  const painted = paintedImage("painted", picture);
  const { width, height } = painted;
  const { labels, stride, found, tooSmall, tooThin } = findComponents(painted, instanceSettings(options));
  const fates = new Uint8Array(width * height);
  const components = new Uint16Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let place = (y + 2) * stride, x = 0; x < width; x++, place++, i++) {
      const label = labels[place];
      if (label < FIRST_LABEL) fates[i] = label;
      else components[i] = label - FIRST_LABEL + 1;
    }
  }
  return { width, height, fates, components, found, tooSmall, tooThin };
}
