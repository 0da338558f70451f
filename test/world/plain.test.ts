import { fileURLToPath } from "node:url";
import { readNpz } from "vision-peel/image/files";
import { packPlain, renderPlain, samplePlain, seenPlain } from "vision-peel/world";
import { describe, expect, it } from "vitest";

// Written by training/exporter/fixtures.ts; training/tests holds the trainer's renderer to the same file.
const want = await readNpz(fileURLToPath(new URL("plainScenes.npz", import.meta.url)));
const [count, side] = want.slots.shape;
const firstSeed = 200_000_000;
const scenes = Array.from({ length: count }, (_, i) => samplePlain({ seed: firstSeed + i }));

describe("plain scenes", () => {
  it("are packed as in the file that both renderers are held to", () => {
    const packed = packPlain(scenes);
    for (const name of ["numbers", "looks", "classes", "partCounts", "places", "paints"] as const) {
      expect([...packed[name]], name).toEqual([...(want[name].data as Uint8Array)]);
    }
  });

  it("look as in that file", () => {
    let same = 0;
    let levelsOff = 0;
    let millimetresOff = 0;
    scenes.forEach((scene, i) => {
      const { slots, photo, depth } = renderPlain(scene, { width: side, height: side });
      for (let p = 0; p < side * side; p++) {
        const at = i * side * side + p;
        if (slots[p] !== want.slots.data[at]) continue;
        same++;
        levelsOff = Math.max(levelsOff, Math.abs(photo.data[3 * p] - Number(want.photo.data[3 * at])));
        const apart = Math.min(65535, 1000 * depth.data[p]) - Number(want.depth.data[at]);
        millimetresOff = Math.max(millimetresOff, Math.abs(apart));
      }
    });
    expect(levelsOff).toBeLessThanOrEqual(1);
    expect(millimetresOff).toBeLessThanOrEqual(1);
    expect(same / (count * side * side)).toBeGreaterThan(0.9999);
  });

  it("are the same for the same seed, and stay within what is said of them", () => {
    expect(samplePlain({ seed: 11 })).toEqual(samplePlain({ seed: 11 }));
    for (const scene of scenes) {
      expect(scene.eye[1]).toBeGreaterThanOrEqual(1.1);
      expect(scene.eye[1]).toBeLessThanOrEqual(1.7);
      const parts = scene.things.flatMap((thing) => thing.parts);
      expect(parts.length).toBeLessThanOrEqual(36);
      for (const { centre, half, kind } of parts) {
        expect(centre.every((value) => Number.isInteger(value * 1024))).toBe(true);
        if (kind === "box") expect(centre[1] - half[1]).toBeGreaterThan(-0.02);
      }
    }
  });

  it("tell where things are seen", () => {
    const scene = scenes.find(({ things }) => things.some(({ isFlat }) => !isFlat)) ?? scenes[0];
    const { slots, depth } = renderPlain(scene, { width: 80, height: 80 });
    for (const { slot, across, depthMetres, share } of seenPlain(scene)) {
      const own = [...slots.keys()].filter((p) => slots[p] === slot);
      const mean = (of: (p: number) => number): number => own.reduce((sum, p) => sum + of(p), 0) / own.length;
      expect(mean((p) => ((p % 80) + 0.5) / 80)).toBeCloseTo(across, 1);
      expect(Math.abs(mean((p) => depth.data[p]) - depthMetres)).toBeLessThan(0.1 * depthMetres);
      expect(own.length / 6400).toBeCloseTo(share, 1);
    }
  });

  it("refuse a seed that is no whole number", () => {
    expect(() => samplePlain({ seed: 0.5 })).toThrow(/seed.*whole number/);
  });
});
