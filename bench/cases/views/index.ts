import type { Measure } from "../../cases.js";
import { againMeasure } from "./again.js";
import { dragMeasure } from "./drag.js";
import { hoverMeasure } from "./hover.js";
import { openingMeasure } from "./opening.js";
import { browserIsThere } from "./page.js";
import { sizesMeasure } from "./sizes.js";

/** The views in a real Chromium, where there is one. */
export function viewMeasures(): readonly Measure[] {
  if (!browserIsThere)
    console.error("There is no Chromium: only sizes are measured. Install it or set PEEL_CHROMIUM.");
  return browserIsThere
    ? [openingMeasure, hoverMeasure, dragMeasure, againMeasure, sizesMeasure]
    : [sizesMeasure];
}
