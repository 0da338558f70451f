import { boxViewName } from "../shared/stored/format.js";

/** What a stored box holds. */
export interface BoxState {
  readonly direction: "row" | "column";
  /** outputs, by mime type */
  readonly children: readonly BoxChild[];
}

/** A child's own output, as far as it is kept. */
export type BoxChild = Readonly<Record<string, unknown>>;

export const boxModule = Object.freeze({ viewName: boxViewName, version: "0.1.0" } as const);
