import type { ColourInput } from "../../color/notation.js";
import type { PathCodeInput } from "../depth/pathCodeOptions.js";
import type { NormalFrame } from "../normals/frames.js";

/** The codes of a family of generators. Tasks that it does not paint are left out. */
export interface Dialect {
  readonly name: string;
  /** who paints so, in a few words */
  readonly about?: string;
  readonly depth?: PathCodeInput;
  /** the axes whose components, from −1 to 1, are painted as red, green and blue from 0 to 255 */
  readonly normals?: { readonly frame: NormalFrame };
  /** `background` is what unlisted pixels are painted unless a call says otherwise */
  readonly semantic?: { readonly background?: ColourInput | null };
  readonly instances?: { readonly background?: ColourInput; readonly tolerance?: number };
  readonly referring?: { readonly background?: ColourInput | null };
}

/** The tasks that a dialect has codes for. */
export type DialectTask = Exclude<keyof Dialect, "name" | "about">;

export const TASKS: readonly DialectTask[] = ["depth", "normals", "semantic", "instances", "referring"];

/** What a decoder or encoder is told: a registered name, or the dialect itself. */
export interface DialectChoice {
  /** whose codes; default "vision-banana", the paper's. A result's provenance tells it */
  readonly dialect?: string | Dialect;
}
