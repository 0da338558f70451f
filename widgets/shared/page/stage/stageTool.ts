import type { Place } from "./stage.js";

/**
 * Something drawn on a stage by hand: a measure, a line, a patch. Places are the picture's coordinates,
 * fractional, and may lie outside of it. Enter does by keys what a press and a release at the cursor do.
 */
export interface StageTool {
  press(place: Place): void;
  /** The pointer has moved, pressed or not. */
  move(place: Place): void;
  release(place: Place): void;
  /** What was begun is given up; returns whether there was anything. */
  cancel(): boolean;
}
