/** What holds other widgets, and where they stand. */
import { expect } from "vitest";
import { clicks, css, type Entry, hasClass, patience, text } from "./entry.js";

const two = "[new w.Label({ value: 'first' }), new w.Label({ value: 'second' })]";
const box = (name: string, direction: string): Entry => ({
  make: `const x = new w.${name}({ children: [new w.Label({ value: 'lonely' })], boxStyle: 'info' })`,
  set: `x.children = ${two}`,
  seen: async (view) => {
    await text(/first\s*second/)(view);
    await css("flex-direction", direction)(view);
  },
});

export const boxes: Record<string, Entry> = {
  Box: box("Box", "row"),
  HBox: box("HBox", "row"),
  VBox: box("VBox", "column"),
  GridBox: {
    make: `const [a, b, c] = ["left", "middle", "right"].map((value) => new w.Label({ value }));
      const x = new w.AppLayout({ leftSidebar: a, center: b, rightSidebar: c, paneWidths: ["90px", 1, "50px"], width: "400px" })`,
    set: "x.header = new w.Button({ description: 'on top' })",
    seen: async (view) => {
      await text("on top")(view);
      const areas = '"header header header" "left-sidebar center right-sidebar"';
      await css("grid-template-areas", areas)(view);
      await css("grid-template-columns", /^90px 2\d\dpx 50px$/)(view);
      const [top, left] = await Promise.all(
        ["on top", "left"].map((label) => view.getByText(label, { exact: true }).boundingBox()),
      );
      expect(top?.y).toBeLessThan(left?.y ?? 0);
    },
  },
  Accordion: {
    make: `const x = new w.Accordion({ children: ${two}, titles: ["One", "Two"] })`,
    gesture: clicks('[class*="Collapse-header"]:has-text("Two")'),
    heard: ["x.selectedIndex", 1],
    set: "x.setTitle(0, 'Uno'); x.selectedIndex = 0",
    seen: async (view) => {
      await text("Uno")(view);
      await expect.poll(() => view.getByText("first").isVisible(), patience).toBe(true);
    },
  },
  Tab: {
    make: `const x = new w.Tab({ children: ${two}, titles: ["One", "Two"] })`,
    gesture: clicks('.lm-TabBar-tab:has-text("Two")'),
    heard: ["x.selectedIndex", 1],
    set: "x.setTitle(0, 'Uno'); x.selectedIndex = 0",
    seen: async (view) => {
      await hasClass("lm-mod-current", '.lm-TabBar-tab:has-text("Uno")')(view);
      await expect.poll(() => view.getByText("first").isVisible(), patience).toBe(true);
    },
  },
  Stack: {
    make: `const x = new w.Stack({ children: ${two}, selectedIndex: 0 })`,
    set: "x.selectedIndex = 1",
    seen: async (view) => {
      await expect.poll(() => view.getByText("second").isVisible(), patience).toBe(true);
      await expect.poll(() => view.getByText("first").isVisible(), patience).toBe(false);
    },
  },
  Layout: {
    make: "const x = new w.Label({ value: 'framed', layout: { border: '2px solid rgb(1, 2, 3)' } })",
    set: "x.layout.set({ border: '3px solid rgb(4, 5, 6)', margin: '7px', width: '222px' })",
    seen: async (view) => {
      await css("border-left-color", "rgb(4, 5, 6)")(view);
      await css("border-bottom-width", "3px")(view);
      await css("margin-top", "7px")(view);
      await css("width", "222px")(view);
    },
  },
  Output: {
    make: "const x = new w.Output(); x.capture(() => { console.log('captured'); setTimeout(() => console.log('later'), 20) })",
    set: "x.clearOutput(); x.appendStdout('fresh'); await x.appendDisplayData(w.html`<b>shown</b>`)",
    seen: async (view) => {
      await text(/fresh\s*shown/)(view);
      expect(await view.innerText()).not.toContain("captured");
    },
  },
};
