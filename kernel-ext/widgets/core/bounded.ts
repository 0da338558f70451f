/** Widgets whose values stay within limits. */
import * as base from "./generated/models.js";
import { clampInteger, clampLog, clampRange, clampValue } from "./limits.js";

export class BoundedFloatText extends base.BoundedFloatText {
  static override validate = clampValue;
}
export class BoundedIntText extends base.BoundedIntText {
  static override validate = clampInteger;
}
export class FloatSlider extends base.FloatSlider {
  static override validate = clampValue;
}
export class IntSlider extends base.IntSlider {
  static override validate = clampInteger;
}
export class FloatProgress extends base.FloatProgress {
  static override validate = clampValue;
}
export class IntProgress extends base.IntProgress {
  static override validate = clampInteger;
}
export class FloatLogSlider extends base.FloatLogSlider {
  static override validate = clampLog;
}
export class FloatRangeSlider extends base.FloatRangeSlider {
  static override validate = clampRange;
}
export class IntRangeSlider extends base.IntRangeSlider {
  static override validate = clampRange;
}
