import type { DatasetName } from "../../datasets/registry.js";
import type { Shots } from "./shots.js";
import type { SuiteFolder } from "./suiteFolder.js";

/** How synthetic scenes are laid out as one data set is. */
export interface Layout {
  readonly name: DatasetName;
  /** splits that are written and can be scored; none where the library has no score */
  readonly splits: readonly string[];
  /** pictures of each scene: parts of the data set of their own; default 1 */
  readonly parts?: number;
  /** what differs from the real files beside the scenes, for docs; nothing where it is left out */
  readonly differs?: string;
  /** 25 megapixels and more: written only when asked for by name */
  readonly isHeavy?: boolean;
  write(files: SuiteFolder, shots: Shots): Promise<void>;
}

/** `0007` */
export const padded = (value: number, digits: number): string => String(value).padStart(digits, "0");
