/**
 * Jupyter's core widgets. Properties have the names of ipywidgets in camelCase.
 *
 * @example
 * const slider = new IntSlider({ value: 3, max: 10, description: "Seed" });
 * slider.onChange("value", ({ value }) => console.log(value));
 * slider
 */
import { clampInteger, clampLog, clampRange, clampValue } from "./bounded.js";
import * as base from "./generated/models.js";
import { choosesMany, choosesOne, type Many, type One } from "./selection.js";

export type { AnyWidget, UploadedFile } from "./coreWidget.js";
export { Button, Combobox, Password, Text, Textarea } from "./events.js";
export {
  Accordion,
  Audio,
  Box,
  ButtonStyle,
  Checkbox,
  CheckboxStyle,
  ColorPicker,
  ColorsInput,
  Controller,
  ControllerAxis,
  ControllerButton,
  DatePicker,
  Datetime,
  DescriptionStyle,
  DirectionalLink,
  FileUpload,
  FloatsInput,
  FloatText,
  GridBox,
  HBox,
  HTML,
  HTMLMath,
  HTMLMathStyle,
  HTMLStyle,
  Image,
  IntsInput,
  IntText,
  Label,
  LabelStyle,
  Layout,
  Link,
  Media,
  NaiveDatetime,
  Output,
  Play,
  ProgressStyle,
  SliderStyle,
  Stack,
  Tab,
  TagsInput,
  TextStyle,
  Time,
  ToggleButton,
  ToggleButtonStyle,
  ToggleButtonsStyle,
  Valid,
  VBox,
  Video,
} from "./generated/models.js";
export { dlink, jsdlink, jslink, link } from "./links.js";
export type { Choices } from "./selection.js";

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

export const Dropdown = choosesOne(base.Dropdown);
export type Dropdown<T> = One<T, base.DropdownState>;
export const RadioButtons = choosesOne(base.RadioButtons);
export type RadioButtons<T> = One<T, base.RadioButtonsState>;
export const Select = choosesOne(base.Select);
export type Select<T> = One<T, base.SelectState>;
export const SelectionSlider = choosesOne(base.SelectionSlider, { indexOfNone: 0 });
export type SelectionSlider<T> = One<T, base.SelectionSliderState>;
export const ToggleButtons = choosesOne(base.ToggleButtons);
export type ToggleButtons<T> = One<T, base.ToggleButtonsState>;
export const SelectMultiple = choosesMany(base.SelectMultiple);
export type SelectMultiple<T> = Many<T, base.SelectMultipleState>;
export const SelectionRangeSlider = choosesMany(base.SelectionRangeSlider, { isRange: true });
export type SelectionRangeSlider<T> = Many<T, base.SelectionRangeSliderState>;
