/**
 * Jupyter's core widgets. Properties have the names of ipywidgets in camelCase.
 *
 * @example
 * const slider = new IntSlider({ value: 3, max: 10, description: "Seed" });
 * slider.onChange("value", ({ value }) => console.log(value));
 * slider
 */

export * from "./bounded.js";
export { type Control, Fixed, fixed } from "./controls.js";
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
export { Interactive, type InteractOptions, interact } from "./interact.js";
export { dlink, jsdlink, jslink, link } from "./links.js";
export { Output } from "./output.js";
export type { Choices } from "./selection.js";
export * from "./selections.js";
