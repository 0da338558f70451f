/** Tags, colours, files. */
import { expect } from "vitest";
import { type Entry, inputValue, patience, types } from "./entry.js";

/** Adds a tag by keyboard. */
const adds =
  (tag: string): Entry["gesture"] =>
  async (view, page) => {
    await view.click();
    await page.keyboard.type(tag);
    // JupyterLab keeps Enter for itself.
    await page.keyboard.press("Tab");
  };
const tags =
  (...expected: string[]): Entry["seen"] =>
  async (view) => {
    const shown = () => view.locator(".jupyter-widget-tag:not(.jupyter-widget-taginput)").allInnerTexts();
    await expect.poll(shown, patience).toEqual(expected);
  };

export const lists: Record<string, Entry> = {
  TagsInput: {
    make: "const x = new w.TagsInput({ value: ['ash'], tagStyle: 'success' })",
    gesture: adds("oak"),
    heard: ["x.value", ["ash", "oak"]],
    set: "x.value = ['elm', 'fir']",
    seen: tags("elm", "fir"),
  },
  IntsInput: {
    make: "const x = new w.IntsInput({ value: [1] })",
    gesture: adds("7"),
    heard: ["x.value", [1, 7]],
    set: "x.value = [12]",
    seen: tags("12"),
  },
  FloatsInput: {
    make: "const x = new w.FloatsInput({ value: [1.5] })",
    gesture: adds("2.5"),
    heard: ["x.value", [1.5, 2.5]],
    set: "x.value = [0.5]",
    seen: tags("0.5"),
  },
  ColorsInput: {
    make: "const x = new w.ColorsInput({ value: ['red'] })",
    gesture: adds("lime"),
    heard: ["x.value", ["red", "lime"]],
    set: "x.value = ['#0000ff']",
    seen: async (view) => {
      const tag = view.locator(".jupyter-widget-colortag");
      const colours = () => tag.evaluateAll((all) => all.map((one) => getComputedStyle(one).backgroundColor));
      await expect.poll(colours, patience).toEqual(["rgb(0, 0, 255)"]);
    },
  },
  ColorPicker: {
    make: "const x = new w.ColorPicker({ value: '#ff0000' })",
    gesture: types('input[type="text"]', "#00ff00", "Tab"),
    heard: ["x.value", "#00ff00"],
    set: "x.value = 'blue'",
    seen: inputValue('input[type="color"]', "#0000ff"),
  },
  FileUpload: {
    make: "const x = new w.FileUpload({ multiple: true, accept: '.txt,.bin' })",
    gesture: async (view, page) => {
      const [chooser] = await Promise.all([page.waitForEvent("filechooser"), view.click()]);
      expect(chooser.isMultiple()).toBe(true);
      await chooser.setFiles([
        { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("hello") },
        {
          name: "all.bin",
          mimeType: "application/octet-stream",
          buffer: Buffer.from([...Array(256).keys()]),
        },
      ]);
    },
    heard: [
      "x.value.map((f) => [f.name, f.type, f.size, f.lastModified > 1e12, f.content instanceof Uint8Array, f.content.at(-1)])",
      [
        ["note.txt", "text/plain", 5, true, true, 111],
        ["all.bin", "application/octet-stream", 256, true, true, 255],
      ],
    ],
    set: "x.set({ value: [], description: 'More' })",
    seen: async (view) => {
      await expect.poll(() => view.innerText(), patience).toContain("More (0)");
    },
  },
};
