/** One of several, some of several, yes or no. */
import { expect } from "vitest";
import { arrows, clicks, css, type Entry, hasClass, inputValue, patience, text } from "./entry.js";

const trees = "{ options: new Map([['ash', 1], ['birch', 2], ['cedar', 3]]) }";

export const choices: Record<string, Entry> = {
  Button: {
    make: "const x = new w.Button({ description: 'Press' }); let presses = 0; x.onClick(() => presses++)",
    gesture: (view) => view.click(),
    heard: ["presses", 1],
    set: "x.set({ description: 'Again', buttonStyle: 'danger' })",
    seen: async (view, page) => {
      await text("Again")(view);
      await hasClass("mod-danger")(view);
      await page.keyboard.press("Escape");
    },
  },
  ButtonStyle: {
    make: "const x = new w.Button({ style: { buttonColor: 'rgb(1, 2, 3)' } })",
    set: "x.style.buttonColor = 'rgb(4, 5, 6)'",
    seen: css("background-color", "rgb(4, 5, 6)"),
  },
  Checkbox: {
    make: "const x = new w.Checkbox({ description: 'Check' })",
    gesture: clicks("input"),
    heard: ["x.value", true],
    set: "x.value = false",
    seen: async (view) => {
      await expect.poll(() => view.locator("input").isChecked(), patience).toBe(false);
    },
  },
  CheckboxStyle: {
    make: "const x = new w.Checkbox()",
    set: "x.style.background = 'rgb(4, 5, 6)'",
    seen: css("background-color", "rgb(4, 5, 6)"),
  },
  ToggleButton: {
    make: "const x = new w.ToggleButton({ description: 'Toggle' })",
    gesture: (view) => view.click(),
    heard: ["x.value", true],
    set: "x.set({ value: false, description: 'Off' })",
    seen: async (view) => {
      await text("Off")(view);
      await expect.poll(() => view.getAttribute("class"), patience).not.toContain("mod-active");
    },
  },
  ToggleButtonStyle: {
    make: "const x = new w.ToggleButton({ description: 't' })",
    set: "x.style.fontSize = '29px'",
    seen: css("font-size", "29px"),
  },
  Dropdown: {
    make: `const x = new w.Dropdown(${trees})`,
    // The list that drops down is the system's, not the page's.
    gesture: async (view) => {
      await view.locator("select").selectOption("cedar");
    },
    heard: ["[x.value, x.label]", [3, "cedar"]],
    set: "x.value = 2",
    seen: inputValue("select", "birch"),
  },
  RadioButtons: {
    make: `const x = new w.RadioButtons(${trees})`,
    gesture: clicks('label:has-text("birch")'),
    heard: ["x.value", 2],
    set: "x.label = 'cedar'",
    seen: async (view) => {
      await expect.poll(() => view.locator("input").nth(2).isChecked(), patience).toBe(true);
    },
  },
  Select: {
    make: `const x = new w.Select(${trees})`,
    gesture: clicks('option:has-text("cedar")'),
    heard: ["x.value", 3],
    set: "x.index = 1",
    seen: inputValue("select", "birch"),
  },
  SelectMultiple: {
    make: `const x = new w.SelectMultiple(${trees})`,
    gesture: async (view) => {
      await view.locator('option:has-text("ash")').click();
      await view.locator('option:has-text("cedar")').click({ modifiers: ["ControlOrMeta"] });
    },
    heard: ["x.value", [1, 3]],
    set: "x.value = [2]",
    seen: async (view) => {
      const chosen = () =>
        view
          .locator("select")
          .evaluate((select) => [...(select as HTMLSelectElement).selectedOptions].map((one) => one.text));
      await expect.poll(chosen, patience).toEqual(["birch"]);
    },
  },
  SelectionSlider: {
    make: `const x = new w.SelectionSlider(${trees})`,
    gesture: arrows("ArrowRight", 2),
    heard: ["x.value", 3],
    set: "x.value = 2",
    seen: text("birch"),
  },
  SelectionRangeSlider: {
    make: "const x = new w.SelectionRangeSlider({ options: ['a', 'b', 'c', 'd'], index: [0, 1] })",
    gesture: arrows("ArrowRight", 1, 1),
    heard: ["x.value", ["a", "c"]],
    set: "x.value = ['b', 'd']",
    seen: text(/b.*d/),
  },
  ToggleButtons: {
    make: `const x = new w.ToggleButtons(${trees})`,
    gesture: clicks('button:has-text("cedar")'),
    heard: ["x.value", 3],
    set: "x.value = 1",
    seen: hasClass("mod-active", 'button:has-text("ash")'),
  },
  ToggleButtonsStyle: {
    make: `const x = new w.ToggleButtons(${trees})`,
    set: "x.style.buttonWidth = '111px'",
    seen: css("width", "111px", "button"),
  },
  Valid: {
    make: "const x = new w.Valid({ value: true })",
    set: "x.set({ value: false, readout: 'wrong' })",
    seen: async (view) => {
      await hasClass("mod-invalid")(view);
      await text("wrong")(view);
    },
  },
};
