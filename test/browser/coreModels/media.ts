/** Pictures, sounds, films; models without a view of their own, seen by what they do. */
import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { arrows, type Entry, patience, text } from "./entry.js";

const svg = (width: number) =>
  `Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9"><rect width="9" height="9"/></svg>')`;
const naturalWidth = (expected: number) => async (view: Locator) => {
  const read = () =>
    view.evaluate((element) => {
      const image = element instanceof HTMLImageElement ? element : element.querySelector("img");
      return image?.naturalWidth;
    });
  await expect.poll(read, patience).toBe(expected);
};
/** A second of silence, as WAV. */
const wav = (seconds: number) => `(() => {
  const b = Buffer.alloc(44 + ${seconds} * 8000, 128);
  b.write("RIFF", 0); b.writeUInt32LE(b.length - 8, 4); b.write("WAVEfmt ", 8); b.writeUInt32LE(16, 16);
  b.writeUInt16LE(1, 20); b.writeUInt16LE(1, 22); b.writeUInt32LE(8000, 24); b.writeUInt32LE(8000, 28);
  b.writeUInt16LE(1, 32); b.writeUInt16LE(8, 34); b.write("data", 36); b.writeUInt32LE(b.length - 44, 40);
  return b;
})()`;
/** What the page's blob holds: what came over the wire. */
const bytesOfSource = (view: Locator) =>
  view.evaluate(async (element) => {
    const { src } = element.querySelector("source") ?? (element as HTMLMediaElement);
    return [...new Uint8Array(await (await fetch(src)).arrayBuffer())];
  });
const twoSliders = "const a = new w.IntSlider(), b = new w.IntSlider({ readout: false });";

export const media: Record<string, Entry> = {
  Image: {
    make: `const x = new w.Image({ value: ${svg(31)}, format: "svg+xml" })`,
    set: `x.value = ${svg(57)}`,
    seen: naturalWidth(57),
  },
  DOMWidget: {
    make: `const y = new w.Media({ value: ${svg(31)} }), x = new w.Image({ format: "svg+xml" }); w.jsdlink([y, "value"], [x, "value"])`,
    set: `y.value = ${svg(43)}`,
    seen: naturalWidth(43),
  },
  Audio: {
    make: `const x = new w.Audio({ value: ${wav(1)}, format: "wav", autoplay: false })`,
    set: `x.set({ value: ${wav(3)}, loop: false })`,
    seen: async (view) => {
      await expect.poll(() => view.evaluate((one) => (one as HTMLAudioElement).duration), patience).toBe(3);
      expect(await view.evaluate((one) => (one as HTMLAudioElement).controls)).toBe(true);
    },
  },
  Video: {
    make: "const x = new w.Video({ value: new Uint8Array([1, 2]), autoplay: false, width: '320' })",
    set: "x.set({ value: new Uint8Array([3, 4, 5]), loop: false })",
    seen: async (view) => {
      await expect.poll(() => bytesOfSource(view), patience).toEqual([3, 4, 5]);
      await expect.poll(() => view.evaluate((one) => (one as HTMLVideoElement).loop), patience).toBe(false);
      expect(await view.getAttribute("width")).toBe("320");
    },
  },
  Link: {
    make: `${twoSliders} const l = w.jslink([a, "value"], [b, "value"]); const x = new w.VBox({ children: [a, b] })`,
    gesture: arrows("ArrowRight", 4, 1),
    heard: ["[a.value, b.value]", [4, 4]],
    set: "b.value = 63",
    seen: text("63"),
  },
  DirectionalLink: {
    make: `${twoSliders} const l = w.jsdlink([b, "value"], [a, "value"]); const x = new w.VBox({ children: [a, b] })`,
    gesture: arrows("ArrowRight", 4, 1),
    heard: ["[a.value, b.value]", [4, 4]],
    set: "b.value = 64",
    seen: text("64"),
  },
};
