/**
 * Jupyter's core widgets. Properties have the names of ipywidgets in camelCase.
 *
 * @example
 * const slider = new IntSlider({ value: 3, max: 10, description: "Seed" });
 * slider.onChange("value", ({ value }) => console.log(value));
 * slider
 */

export * from "./bounded.js";
export type { Choices } from "./choices.js";
export { Controller } from "./controller.js";
export { type Control, Fixed, fixed } from "./controls.js";
export type { AnyWidget } from "./coreWidget.js";
export * from "./dates.js";
export { Button, Combobox, Password, Text, Textarea } from "./events.js";
export type { UploadedFile } from "./files.js";
export {
  Box,
  ButtonStyle,
  Checkbox,
  CheckboxStyle,
  ControllerAxis,
  ControllerButton,
  DescriptionStyle,
  FloatText,
  GridBox,
  HBox,
  HTML,
  HTMLMath,
  HTMLMathStyle,
  HTMLStyle,
  IntText,
  Label,
  LabelStyle,
  Media,
  ProgressStyle,
  SliderStyle,
  TextStyle,
  ToggleButton,
  ToggleButtonStyle,
  ToggleButtonsStyle,
  Valid,
  VBox,
} from "./generated/models.js";
export {
  Interactive,
  type InteractOptions,
  interact,
  interactive,
  interactiveOutput,
  interactManual,
} from "./interact.js";
export { Layout, type LayoutChanges } from "./layout.js";
export { DirectionalLink, dlink, type End, jsdlink, jslink, Link, link } from "./links.js";
export * from "./media.js";
export { Output } from "./output.js";
export * from "./panels.js";
export { WidgetError } from "./property.js";
export * from "./selections.js";
export * from "./tags.js";
export { AppLayout, type AppLayoutOptions, type PaneSize } from "./templates/appLayout.js";
export { GridspecLayout, type GridspecOptions } from "./templates/gridspecLayout.js";
export { TwoByTwoLayout, type TwoByTwoOptions } from "./templates/twoByTwoLayout.js";
export { FileUpload } from "./upload.js";
