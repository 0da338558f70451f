/** A view as somebody uses it who has no mouse. */
import type { Host } from "./host.js";

export async function pressKeys(host: Host, ...keys: string[]): Promise<void> {
  for (const key of keys) await host.page.keyboard.press(key);
  await host.painted();
}

/** What has the focus, as it is called. */
export const focused = ({ page }: Host): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: at } = document;
    if (at === document.body) return "";
    return at?.getAttribute("aria-label") ?? at?.textContent?.trim() ?? "";
  });

/** Walks on with Tab until what has the focus is called so. */
export async function tabTo(host: Host, name: RegExp): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    if (name.test(await focused(host))) return;
    await host.page.keyboard.press("Tab");
  }
  throw new Error(`Tab never comes to ${name}.`);
}

/** Into the view as somebody comes who reads the page: by Tab, to its picture. */
export async function enter({ page }: Host): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  for (let steps = 0; steps < 80; steps++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.classList.contains("peel-stage"))) return;
  }
  throw new Error("Tab never comes to the picture.");
}
