/** One model of Jupyter's core widgets, and how a browser shows that it works. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

export interface Entry {
  /** A cell, in which `x` becomes what is shown. */
  make: string;
  /** What a reader does with the view: mouse, keyboard, file chooser, gamepad. */
  gesture?: (view: Locator, page: Page) => Promise<void>;
  /** What the kernel says of it afterwards, as JSON. */
  heard?: readonly [expression: string, value: unknown];
  /** What a cell changes then. */
  set?: string;
  /** Waits until the page shows that. */
  seen: (view: Locator, page: Page) => Promise<void>;
}

/** Machines with little time need long. */
export const patience = { timeout: 30_000 };

export const text = (part: string | RegExp) => async (view: Locator) => {
  await expect.poll(() => view.innerText(), patience).toMatch(part);
};

export const inputValue = (selector: string, value: string) => async (view: Locator) => {
  await expect.poll(() => view.locator(selector).first().inputValue(), patience).toBe(value);
};

/** A computed style of the view, or of a part of it. */
export const css = (property: string, value: string | RegExp, selector?: string) => async (view: Locator) => {
  const part = selector ? view.locator(selector).first() : view;
  const read = () =>
    part.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  const reached = expect.poll(read, patience);
  await (value instanceof RegExp ? reached.toMatch(value) : reached.toBe(value));
};

export const hasClass = (name: string, selector?: string) => async (view: Locator) => {
  const part = selector ? view.locator(selector).first() : view;
  await expect.poll(() => part.getAttribute("class"), patience).toContain(name);
};

/** Writes over what a field holds, key by key, and leaves it. */
export const types =
  (selector: string, keys: string, last = "Enter") =>
  async (view: Locator, page: Page) => {
    const field = view.locator(selector).first();
    await field.click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(keys);
    await page.keyboard.press(last);
  };

/** Moves a handle of a slider with arrow keys. */
export const arrows =
  (key: string, times: number, handle = 0) =>
  async (view: Locator, page: Page) => {
    await view.locator(".noUi-handle").nth(handle).focus();
    for (let i = 0; i < times; i++) await page.keyboard.press(key);
  };

export const clicks = (selector: string) => async (view: Locator) => {
  await view.locator(selector).first().click();
};
