/** A gamepad that is not there: the page asks the navigator for it at every frame. */
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type Entry, hasClass, patience, text } from "./entry.js";

/** Plugs the gamepad in, or moves it. */
async function play(page: Page, axis: number, pressed: boolean): Promise<void> {
  await page.evaluate(
    ([value, isPressed]) => {
      const button = { value: isPressed ? 1 : 0, pressed: isPressed, touched: isPressed };
      const pad = {
        id: "Test pad",
        index: 0,
        mapping: "standard",
        connected: true,
        timestamp: 1,
        axes: [value, 0],
        buttons: [button],
      };
      Object.defineProperty(navigator, "getGamepads", { configurable: true, value: () => [pad] });
    },
    [axis, pressed] as const,
  );
}

/** Without a gamepad the page closes the models that it has made. */
export async function unplug(page: Page): Promise<void> {
  await page.evaluate(() =>
    Object.defineProperty(navigator, "getGamepads", { configurable: true, value: () => [null] }),
  );
}

const movesPad: Entry["gesture"] = async (view, page) => {
  await text("press any button")(view);
  await play(page, 0, false);
  await text("Test pad")(view);
  await play(page, -0.5, true);
};

/** How far down the mark of an axis stands. */
const bullet =
  (percent: string): Entry["seen"] =>
  async (view) => {
    const mark = view.locator(":scope > .widget-controller-axis > div > div");
    await expect.poll(() => mark.evaluate((element) => element.style.top), patience).toBe(percent);
  };
const bar =
  (percent: string): Entry["seen"] =>
  async (view) => {
    const mark = view.locator(":scope > .widget-controller-button > div > div");
    await expect.poll(() => mark.evaluate((element) => element.style.height), patience).toBe(percent);
  };

export const gamepad: Record<string, Entry> = {
  Controller: {
    make: "const pad = new w.Controller(), x = new w.VBox({ children: [pad] })",
    gesture: movesPad,
    heard: [
      "[pad.name, pad.connected, pad.axes[0]?.value, pad.buttons[0]?.pressed]",
      ["Test pad", true, -0.5, true],
    ],
    set: "pad.domClasses = ['marked']",
    seen: async (view) => {
      await hasClass("marked", ".widget-controller")(view);
      expect(await view.locator(".widget-controller-axis").count()).toBe(2);
    },
  },
  ControllerAxis: {
    make: `const pad = new w.Controller(), y = new w.ControllerAxis(), x = new w.VBox({ children: [pad, y] });
      const heard: number[] = [];
      pad.observe("axes", (c) => c.new[0]?.observe("value", ({ new: value }) => heard.push(value)))`,
    gesture: movesPad,
    heard: [
      "[pad.axes[0] instanceof w.ControllerAxis, pad.axes[0]?.value, heard.at(-1)]",
      [true, -0.5, -0.5],
    ],
    set: "y.value = 0.5",
    seen: bullet("75%"),
  },
  ControllerButton: {
    make: "const pad = new w.Controller(), y = new w.ControllerButton(), x = new w.VBox({ children: [pad, y] })",
    gesture: movesPad,
    heard: ["[pad.buttons[0] instanceof w.ControllerButton, pad.buttons[0]?.value]", [true, 1]],
    set: "y.value = 0.25",
    seen: bar("25%"),
  },
};
