/** Words: fields, labels, HTML. */
import { expect } from "vitest";
import { css, type Entry, inputValue, patience, text, types } from "./entry.js";

export const texts: Record<string, Entry> = {
  Text: {
    make: "const x = new w.Text({ description: 'Name' }); let submits = 0; x.onSubmit(() => submits++)",
    gesture: types("input", "Ada"),
    heard: ["[x.value, submits]", ["Ada", 1]],
    set: "x.value = 'Grace'",
    seen: inputValue("input", "Grace"),
  },
  Textarea: {
    make: "const x = new w.Textarea({ rows: 3 })",
    gesture: async (view, page) => {
      await view.locator("textarea").click();
      await page.keyboard.type("many");
      await page.keyboard.press("Enter");
      await page.keyboard.type("lines");
    },
    heard: ["x.value", "many\nlines"],
    set: "x.value = 'one'",
    seen: inputValue("textarea", "one"),
  },
  Password: {
    make: "const x = new w.Password()",
    gesture: types("input", "secret"),
    heard: ["x.value", "secret"],
    set: "x.value = 'other'",
    seen: async (view) => {
      await inputValue("input", "other")(view);
      expect(await view.locator("input").getAttribute("type")).toBe("password");
    },
  },
  Combobox: {
    make: "const x = new w.Combobox({ options: ['ash', 'birch'] })",
    gesture: types("input", "birch"),
    heard: ["x.value", "birch"],
    set: "x.set({ options: ['cedar'], value: 'cedar' })",
    seen: async (view) => {
      await inputValue("input", "cedar")(view);
      const options = view.locator("datalist option");
      expect(await options.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))).toEqual([
        "cedar",
      ]);
    },
  },
  Label: {
    make: "const x = new w.Label({ value: 'before' })",
    set: "x.value = 'after'",
    seen: text("after"),
  },
  HTML: {
    make: "const x = new w.HTML({ value: '<b>bold</b>' })",
    set: "x.value = '<i>slanted</i>'",
    seen: async (view) => {
      await expect.poll(() => view.locator("i").allInnerTexts(), patience).toEqual(["slanted"]);
    },
  },
  HTMLMath: {
    make: "const x = new w.HTMLMath({ value: 'plain' })",
    set: "x.value = 'a formula: $x^2$'",
    seen: async (view) => {
      await expect.poll(() => view.locator("mjx-container").count(), patience).toBe(1);
      expect(await view.innerText()).toContain("a formula");
    },
  },
  HTMLStyle: {
    make: "const x = new w.HTML({ value: 'h', style: { background: 'rgb(1, 2, 3)' } })",
    set: "x.style.set({ background: 'rgb(4, 5, 6)', fontSize: '31px' })",
    seen: async (view) => {
      await css("background-color", "rgb(4, 5, 6)")(view);
      await css("font-size", "31px")(view);
    },
  },
  HTMLMathStyle: {
    make: "const x = new w.HTMLMath({ value: 'h', style: { textColor: 'rgb(1, 2, 3)' } })",
    set: "x.style.textColor = 'rgb(4, 5, 6)'",
    seen: css("color", "rgb(4, 5, 6)"),
  },
  LabelStyle: {
    make: "const x = new w.Label({ value: 'l' })",
    set: "x.style.fontWeight = '700'",
    seen: css("font-weight", "700"),
  },
  TextStyle: {
    make: "const x = new w.Text()",
    set: "x.style.background = 'rgb(4, 5, 6)'",
    seen: css("background-color", "rgb(4, 5, 6)", ".widget-input"),
  },
};
