/** Widgets that choose among options. */
import * as base from "./generated/models.js";
import { choosesMany, choosesOne, type Many, type One } from "./selection.js";

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
