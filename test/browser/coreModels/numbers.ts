/** Numbers: fields, sliders, bars, the player. */
import { expect } from "vitest";
import { arrows, css, type Entry, inputValue, patience, text, types } from "./entry.js";

/** Drags a handle to the middle of its track. */
const dragToMiddle: Entry["gesture"] = async (view, page) => {
  const track = await view.locator(".noUi-target").boundingBox();
  const handle = await view.locator(".noUi-handle").boundingBox();
  if (!track || !handle) throw new Error("the slider is not shown");
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(track.x + track.width / 2, handle.y + handle.height / 2, { steps: 6 });
  await page.mouse.up();
};

export const numbers: Record<string, Entry> = {
  BoundedFloatText: {
    make: "const x = new w.BoundedFloatText({ max: 9 })",
    gesture: types("input", "12.5"),
    heard: ["x.value", 9],
    set: "x.value = 2.5",
    seen: inputValue("input", "2.5"),
  },
  BoundedIntText: {
    make: "const x = new w.BoundedIntText()",
    gesture: types("input", "42"),
    heard: ["x.value", 42],
    set: "x.value = 7",
    seen: inputValue("input", "7"),
  },
  FloatText: {
    make: "const x = new w.FloatText()",
    gesture: types("input", "-1.5"),
    heard: ["x.value", -1.5],
    set: "x.value = 3.25",
    seen: inputValue("input", "3.25"),
  },
  IntText: {
    make: "const x = new w.IntText()",
    gesture: types("input", "-12"),
    heard: ["x.value", -12],
    set: "x.value = 8",
    seen: inputValue("input", "8"),
  },
  FloatSlider: {
    make: "const x = new w.FloatSlider({ step: 1 })",
    gesture: dragToMiddle,
    heard: ["Math.abs(x.value - 50) <= 2", true],
    set: "x.value = 12",
    seen: text("12.00"),
  },
  IntSlider: {
    make: "const x = new w.IntSlider()",
    gesture: arrows("ArrowRight", 3),
    heard: ["x.value", 3],
    set: "x.set({ max: 500, value: 321 })",
    seen: text("321"),
  },
  FloatLogSlider: {
    make: "const x = new w.FloatLogSlider()",
    gesture: arrows("ArrowRight", 10),
    heard: ["Math.abs(x.value - 10) < 1e-6", true],
    set: "x.value = 1000",
    seen: text("1.00e+3"),
  },
  FloatRangeSlider: {
    make: "const x = new w.FloatRangeSlider({ value: [20, 40], step: 0.5 })",
    gesture: arrows("ArrowLeft", 2, 1),
    heard: ["x.value", [20, 39]],
    set: "x.value = [1, 2]",
    seen: text(/1\.00.*2\.00/),
  },
  IntRangeSlider: {
    make: "const x = new w.IntRangeSlider({ value: [20, 40] })",
    gesture: arrows("ArrowRight", 2),
    heard: ["x.value", [22, 40]],
    set: "x.upper = 77",
    seen: text(/22.*77/),
  },
  FloatProgress: {
    make: "const x = new w.FloatProgress({ value: 30 })",
    set: "x.value = 62.5",
    seen: async (view) => {
      const bar = view.locator(".progress-bar");
      await expect.poll(() => bar.evaluate((element) => element.style.width), patience).toBe("62.5%");
    },
  },
  IntProgress: {
    make: "const x = new w.IntProgress({ value: 30, description: 'Loading' })",
    set: "x.set({ value: 75, barStyle: 'success' })",
    seen: async (view) => {
      const bar = view.locator(".progress-bar");
      await expect.poll(() => bar.evaluate((element) => element.style.width), patience).toBe("75%");
      expect(await view.innerText()).toContain("Loading");
    },
  },
  Play: {
    make: `const play = new w.Play({ max: 5, interval: 20 }), slider = new w.IntSlider({ max: 10 });
      w.jslink([play, "value"], [slider, "value"]);
      const x = new w.HBox({ children: [play, slider] })`,
    gesture: async (view) => {
      await view.locator(".widget-play button").first().click();
    },
    heard: ["[play.value, slider.value, play.playing]", [5, 5, false]],
    set: "play.value = 3",
    seen: text("3"),
  },
  ProgressStyle: {
    make: "const x = new w.IntProgress({ value: 50, style: { barColor: 'rgb(1, 2, 3)' } })",
    set: "x.style.barColor = 'rgb(4, 5, 6)'",
    seen: css("background-color", "rgb(4, 5, 6)", ".progress-bar"),
  },
  SliderStyle: {
    make: "const x = new w.IntSlider({ style: { handleColor: 'rgb(1, 2, 3)' } })",
    set: "x.style.handleColor = 'rgb(4, 5, 6)'",
    seen: css("background-color", "rgb(4, 5, 6)", ".noUi-handle"),
  },
  DescriptionStyle: {
    make: "const x = new w.IntText({ description: 'wide', style: { descriptionWidth: '50px' } })",
    set: "x.style.descriptionWidth = '123px'",
    seen: css("width", "123px", "label"),
  },
};
