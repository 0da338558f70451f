import {
  COLOUR_PATHS,
  colourOnPath,
  pathOf,
  projectOnPath,
  projectOnWalk,
  segmentsOf,
} from "vision-peel/color";
import { describe, expect, it } from "vitest";
import { PathReader } from "../../src/color/paths/index.js";
import { randomFrom } from "../../src/random.js";

const random = randomFrom(11);
const level = () => random.integer(0, 255);
const colours = (count: number) => Uint8Array.from({ length: 3 * count }, level);

describe("colour paths", () => {
  it("along the paper's walk find what the walk's own definition finds, and its ties as margin 0", () => {
    const path = pathOf("cube");
    const segments = segmentsOf(path);
    let ties = 0;
    for (let i = 0; i < 30_000; i++) {
      // Multiples of 15 meet ties often.
      const [r, g, b] =
        i % 2 ? [level(), level(), level()] : [15 * (i % 18), 15 * ((i >> 3) % 18), 15 * ((i >> 7) % 18)];
      const walk = projectOnWalk(r, g, b);
      const found = projectOnPath(segments, path.stretch, r, g, b);
      expect(found.position).toBeCloseTo(walk.position, 12);
      expect(found.residual).toBe(walk.residual);
      expect(found.margin === 0, `${r} ${g} ${b}`).toBe(walk.ambiguous);
      if (walk.ambiguous) ties++;
    }
    expect(ties).toBeGreaterThan(100);
  });

  it.each(COLOUR_PATHS)("%s: the quick reader finds what trying every segment finds", (name) => {
    const path = pathOf(name);
    const segments = segmentsOf(path);
    const pixels = colours(20_000);
    const positions = new Float64Array(20_000);
    const residual = new Float32Array(20_000);
    const margins = new Float32Array(20_000);
    for (const withMargin of [false, true]) {
      const margin = withMargin ? margins : undefined;
      const values = new Float32Array(positions.length);
      new PathReader(path, (position) => 2 * position, withMargin).read(pixels, {
        ...{ positions, values, residual, margin },
      });
      expect(values.every((value, i) => value === Math.fround(2 * positions[i]))).toBe(true);
      for (let i = 0; i < 20_000; i++) {
        const [r, g, b] = pixels.subarray(3 * i, 3 * i + 3);
        const plain = projectOnPath(segments, path.stretch, r, g, b);
        expect(positions[i]).toBe(plain.position);
        expect(residual[i]).toBe(Math.fround(plain.residual));
        if (withMargin) expect(margins[i]).toBe(Math.fround(plain.margin));
      }
    }
  });

  it.each(COLOUR_PATHS)("%s: no point of the path, tried in 20,000 places, is nearer", (name) => {
    const path = pathOf(name);
    const segments = segmentsOf(path);
    const places = Array.from({ length: 20_001 }, (_, i) => colourOnPath(path, i / 20_000));
    for (let i = 0; i < 40; i++) {
      const colour = [level(), level(), level()] as const;
      const { position, residual } = projectOnPath(segments, path.stretch, ...colour);
      const distance = (other: readonly number[]) =>
        Math.hypot(...other.map((value, c) => value - colour[c]));
      expect(distance(colourOnPath(path, position))).toBeCloseTo(residual, 9);
      const nearest = Math.min(...places.map(distance));
      expect(nearest).toBeGreaterThanOrEqual(residual - 1e-9);
      // Two places are at most 1785 / 20,000 levels apart.
      expect(nearest).toBeLessThan(residual + 0.1);
    }
  });

  it("tell the next stretch: between two of them the margin is small, on one it is the way to the other", () => {
    // There and back again, 40 levels apart.
    const path = pathOf([
      [0, 0, 0],
      [200, 0, 0],
      [200, 40, 0],
      [0, 40, 0],
    ]);
    const read = (...colour: [number, number, number]) =>
      projectOnPath(segmentsOf(path), path.stretch, ...colour);
    expect(read(80, 0, 0)).toMatchObject({ residual: 0, margin: 40 });
    expect(read(80, 0, 0).position).toBeCloseTo(0.4 / 3, 12);
    expect(read(80, 0, 0).runnerUp).toBeCloseTo(2.6 / 3, 12);
    expect(read(80, 20, 0)).toMatchObject({ residual: 20, margin: 0 });
    expect(read(80, 17, 7).margin).toBeCloseTo(Math.hypot(23, 7) - Math.hypot(17, 7), 12);
    const straight = pathOf("grey");
    expect(projectOnPath(segmentsOf(straight), 0, 10, 200, 30)).toMatchObject({
      margin: Infinity,
      runnerUp: Number.NaN,
    });
  });

  it("are walked from their end, taken from lists in any notation and from functions", () => {
    expect([...pathOf(["black", "#f00", "<255, 255, 255>"]).vertices]).toEqual([
      0, 0, 0, 255, 0, 0, 255, 255, 255,
    ]);
    expect([...pathOf("grey", true).vertices]).toEqual([255, 255, 255, 0, 0, 0]);
    const ramp = pathOf((position) => [255 * position, 0, 255 * (1 - position)]);
    expect(ramp.vertices).toHaveLength(768);
    expect(colourOnPath(ramp, 0.25)).toEqual([63.75, 0, 191.25]);
    // Where a colour stays the same for a while, the first of its places counts.
    const resting = pathOf(["black", "red", "red", "white"]);
    expect(projectOnPath(segmentsOf(resting), 0, 255, 0, 0).position).toBeCloseTo(1 / 3, 12);
  });

  it.each([
    ["jet", /path must be one of cube, plasma/],
    [["red"], /path must be at least two different colours/],
    [["red", "#f00"], /at least two different colours/],
    [["red", "reddish brownish"], /path\[1\] must be a colour/],
    [() => [0, 0, 300], /a function that gives three levels/],
    [() => 7, /a function that gives three levels/],
  ])("refuse %s", (input, message) => {
    expect(() => pathOf(input as "grey")).toThrow(message);
  });
});
