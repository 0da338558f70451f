/** Widgets whose values stay within limits. */
import * as base from "./generated/models.js";
import { clampLog, clampRange, clampValue } from "./limits.js";

export class BoundedFloatText extends base.BoundedFloatText {
  static override validate = clampValue;
}
export class BoundedIntText extends base.BoundedIntText {
  static override validate = clampValue;
}
export class FloatSlider extends base.FloatSlider {
  static override validate = clampValue;
}
export class IntSlider extends base.IntSlider {
  static override validate = clampValue;
}
export class FloatProgress extends base.FloatProgress {
  static override validate = clampValue;
}
export class IntProgress extends base.IntProgress {
  static override validate = clampValue;
}
/** Counts in the page, step by step: link it to a slider with `jslink`. */
export class Play extends base.Play {
  static override validate = clampValue;
}
export class FloatLogSlider extends base.FloatLogSlider {
  static override validate = clampLog;
}

interface Range {
  value: [number, number];
}

/** The two ends of a range under names of their own. */
const ends = {
  lower: {
    get(this: Range) {
      return this.value[0];
    },
    set(this: Range, lower: number) {
      this.value = [lower, this.value[1]];
    },
  },
  upper: {
    get(this: Range) {
      return this.value[1];
    },
    set(this: Range, upper: number) {
      this.value = [this.value[0], upper];
    },
  },
};

export class FloatRangeSlider extends base.FloatRangeSlider {
  static override validate = clampRange;
  declare lower: number;
  declare upper: number;
}
export class IntRangeSlider extends base.IntRangeSlider {
  static override validate = clampRange;
  declare lower: number;
  declare upper: number;
}
for (const made of [FloatRangeSlider, IntRangeSlider]) Object.defineProperties(made.prototype, ends);
