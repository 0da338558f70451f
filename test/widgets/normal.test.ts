/** NormalView's arithmetic and drawing, without a browser. */
import { decodeNormals, encodeNormals, NormalMap, renderScene, sampleScene } from "vision-peel";
import { describe, expect, it } from "vitest";
import { checkControls } from "../../widgets/dist/normal/checks.js";
import {
  angleBetween,
  anglesOf,
  areAxes,
  directionInWords,
  directionOf,
  flipped,
  swapped,
  turnAxes,
  unit,
} from "../../widgets/dist/normal/directions.js";
import { atBall, drawLegend, onBall } from "../../widgets/dist/normal/draw/ball.js";
import { errorWord, lengthWord } from "../../widgets/dist/normal/draw/colours.js";
import { drawNormals } from "../../widgets/dist/normal/draw/layer.js";
import { needlesOf } from "../../widgets/dist/normal/draw/needles.js";
import { relit } from "../../widgets/dist/normal/draw/relight.js";
import { sourceOf } from "../../widgets/dist/normal/draw/sources.js";
import { binOf, countDirections, directionOfBin, mainDirections } from "../../widgets/dist/normal/gauss.js";
import { readPatch, shareAway, shareInCone } from "../../widgets/dist/normal/measure.js";
import { sharesOver } from "../../widgets/dist/normal/page/panels/lengthPanel.js";
import { type Direction, type NormalState, normalDefaults } from "../../widgets/dist/normal/state.js";

/** Uniform over the sphere, the same each time. */
function randomDirections(count: number): Direction[] {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  return Array.from({ length: count }, () => {
    const z = 2 * random() - 1;
    const angle = 2 * Math.PI * random();
    const r = Math.sqrt(1 - z * z);
    return [r * Math.cos(angle), r * Math.sin(angle), z];
  });
}
const at = async () => {};
const rgbOf = (word: number) => [word & 255, (word >>> 8) & 255, (word >>> 16) & 255];
const scene = renderScene(sampleScene({ seed: 5 }), { width: 96, height: 72 });
const pictures = {
  width: 96,
  height: 72,
  normals: scene.normals.data,
  painted: undefined,
  photo: scene.photo.data,
  residual: undefined,
  truth: scene.normals.data,
  ofDepth: undefined,
};
const frame = { width: 96, height: 72, left: 0, top: 0, scale: 1 };

describe("directions", () => {
  it("N3 azimuth is to the right and elevation up, and both lead back", () => {
    expect(anglesOf([1, 0, 0])).toEqual({ azimuth: 90, elevation: 0 });
    expect(anglesOf([0, 1, 0]).elevation).toBe(90);
    for (const direction of randomDirections(200)) {
      const { azimuth, elevation } = anglesOf(direction);
      expect(angleBetween(directionOf(azimuth, elevation), direction)).toBeLessThan(1e-6);
    }
  });

  it("are said in words", () => {
    expect([
      directionInWords([0, 1, 0]),
      directionInWords(directionOf(-45, 0)),
      directionInWords(directionOf(40, -30)),
    ]).toEqual(["up", "45° left, 0° up", "40° right, 30° down"]);
  });

  it("N2 other axes are turned into the camera's, and back", () => {
    const opencv = Float32Array.of(0.6, -0.8, 0, 0, 0, -1);
    expect([...turnAxes(opencv, ["x", "-y", "-z"])]).toEqual([0.6, 0.8, -0, 0, -0, 1].map(Math.fround));
    expect([...turnAxes(Float32Array.of(1, 2, 3), ["z", "-x", "y"])]).toEqual([3, -1, 2]);
    expect(turnAxes(opencv, ["x", "y", "z"])).toBe(opencv);
    expect(flipped(flipped(["x", "y", "z"], 1), 1)).toEqual(["x", "y", "z"]);
    expect(swapped(["x", "-y", "z"])).toEqual(["-y", "x", "z"]);
    expect([areAxes(["x", "-y", "-z"]), areAxes(["x", "x", "z"]), areAxes("xyz")]).toEqual([
      true,
      false,
      false,
    ]);
    expect(shareAway(opencv)).toBe(1);
  });
});

describe("N1 the legend", () => {
  it("has the codec's colour at 1000 random directions of the front", () => {
    const side = 301;
    const words = drawLegend(side, [0, 0]);
    for (const [x, y, z] of randomDirections(1000)) {
      const front = Math.abs(z);
      const column = Math.min(side - 1, Math.floor(((x + 1) * side) / 2));
      const row = Math.min(side - 1, Math.floor(((1 - y) * side) / 2));
      const middle: [number, number] = [(2 * (column + 0.5)) / side - 1, 1 - (2 * (row + 0.5)) / side];
      if (Math.hypot(...middle) > 1) continue;
      const shown = atBall(...middle, [0, 0]);
      expect(angleBetween(shown, [x, y, front])).toBeLessThan(front < 0.1 ? 12 : 4);
      const codec = encodeNormals(
        new NormalMap({ width: 1, height: 1, data: Float32Array.from(shown) }),
      ).data;
      expect(rgbOf(words[row * side + column])).toEqual([...codec]);
    }
    expect(words[0]).toBe(0);
  });

  it("N4 is turned like the directions on it", () => {
    for (const direction of randomDirections(200)) {
      const turn = [70, -25] as const;
      const [x, y, z] = onBall(direction, turn);
      if (z < 0.05) continue;
      expect(angleBetween(atBall(x, y, turn), direction)).toBeLessThan(1e-3);
    }
    expect(onBall([0, 0, -1], [180, 0])[2]).toBeCloseTo(1, 12);
  });
});

describe("N4 the Gauss map", () => {
  it("has bins of equal area: uniform directions fill them evenly, front and back", async () => {
    const directions = randomDirections(400_000);
    const { counts, total } = await countDirections(Float32Array.from(directions.flat()), at);
    expect(total).toBe(400_000);
    // Bins that lie wholly in the disc; those on the rim are cut off.
    const whole = [...counts.keys()].filter((bin) => {
      const [c, r] = [bin % 64, Math.floor(bin / 64) % 64];
      return (
        Math.max(...[c, c + 1].map((u) => Math.abs(u / 32 - 1))) ** 2 +
          Math.max(...[r, r + 1].map((v) => Math.abs(v / 32 - 1))) ** 2 <
        1
      );
    });
    const expected = 400_000 / (2 * Math.PI * 32 * 32);
    const chiSquared = whole.reduce((sum, bin) => sum + (counts[bin] - expected) ** 2 / expected, 0);
    // Mean n, standard deviation √(2n).
    expect(Math.abs(chiSquared - whole.length)).toBeLessThan(5 * Math.sqrt(2 * whole.length));
  });

  it("leads from a bin to its middle and back", () => {
    for (let bin = 0; bin < 2 * 64 * 64; bin++) {
      const middle = directionOfBin(bin);
      if (middle) expect(binOf(...middle)).toBe(bin);
    }
  });

  it("N5 finds the faces of a room with their shares", async () => {
    const planes: Direction[] = [
      ...Array<Direction>(600).fill([0, 1, 0]),
      ...Array<Direction>(300).fill([0, 0, 1]),
      ...Array<Direction>(100).fill([1, 0, 0]),
    ];
    const map = await countDirections(
      Float32Array.from([...planes.flat(), Number.NaN, Number.NaN, Number.NaN]),
      at,
    );
    const main = mainDirections(map);
    expect(main.map(({ direction, share }) => [directionInWords(direction), share])).toEqual([
      ["up", 0.6],
      ["to the camera", 0.3],
      ["right", 0.1],
    ]);
    expect(main[0].direction).toEqual([0, 1, 0]);
  });
});

describe("pictures", () => {
  const options = { ...normalDefaults, light: [0, 0, 1] as Direction };
  it("normals are as the codec paints them, what has no surface is hatched", () => {
    const pixels = drawNormals(pictures, sourceOf(pictures, "normals", options), frame, null);
    const painted = encodeNormals(scene.normals).data;
    let empty = 0;
    for (let i = 0; i < pixels.length; i++) {
      if (Number.isNaN(scene.normals.data[3 * i])) empty++;
      else expect(rgbOf(pixels[i])).toEqual([...painted.subarray(3 * i, 3 * i + 3)]);
    }
    expect(empty).toBeLessThan(pixels.length);
  });

  it("N6 Lambert's cosine in linear light: facing the light is brightest, 60 degrees half of that", () => {
    const lit = (normal: Direction, more: object = {}) =>
      relit(Float32Array.from(normal), undefined, { light: [0, 0, 1], ambient: 0, specular: 0, ...more })(0) &
      255;
    const linear = (level: number) => ((level / 255 + 0.055) / 1.055) ** 2.4;
    const half = directionOf(60, 0);
    expect(linear(lit(half)) / linear(lit([0, 0, 1]))).toBeCloseTo(0.5, 2);
    expect(lit([0, 0, -1])).toBe(0);
    expect(lit([0, 0, -1], { ambient: 0.3 })).toBeGreaterThan(100);
    expect(lit([0, 0, 1], { specular: 1 })).toBe(255);
    const photo = Uint8Array.of(200, 100, 0);
    const word = relit(Float32Array.of(0, 0, 1), photo, { light: [0, 0, 1], ambient: 0, specular: 0 })(0);
    expect(rgbOf(word)).toEqual([200, 100, 0]);
  });

  it("N7 single components run from black to white", () => {
    const source = sourceOf(
      { ...pictures, normals: Float32Array.of(0, -1, 0, 0, 1, 0, 0, 0, 1) },
      "y",
      options,
    );
    expect([0, 1, 2].map((i) => source.wordAt(i) & 255)).toEqual([0, 255, 128]);
  });

  it("N7 needles point up on the screen where normals point up", () => {
    const all = needlesOf(
      { width: 4, height: 4, normals: Float32Array.from(Array(16).fill([0, 1, 0]).flat()) },
      { width: 64, height: 64, left: 0, top: 0, scale: 16 },
      16,
    );
    expect(all).toHaveLength(16);
    expect(all[0]).toMatchObject({ x: 8, y: 8, toX: 8 });
    expect(all[0].toY).toBeLessThan(0);
  });

  it("N5 dims what lies outside of the cone, and counts what lies inside", () => {
    const normals = Float32Array.of(
      0,
      1,
      0,
      0,
      0,
      1,
      ...directionOf(0, 80),
      Number.NaN,
      Number.NaN,
      Number.NaN,
    );
    expect(shareInCone(normals, [0, 1, 0], 15)).toBe(0.5);
    const row = { ...pictures, width: 4, height: 1, normals };
    const source = sourceOf(row, "normals", options);
    const strip = { width: 4, height: 1, left: 0, top: 0, scale: 1 };
    const plain = drawNormals(row, source, strip, null);
    const coned = drawNormals(row, source, strip, { direction: [0, 1, 0], degrees: 15 });
    expect([...coned].map((word, i) => word === plain[i])).toEqual([true, false, true, false]);
  });

  it("N10 counts lengths of surfaces alone: the sky is painted in a colour that is no normal", () => {
    // Two surfaces, one of them 20 % too long, and two pixels of sky, 1.7 long.
    const residual = Float32Array.of(0, 25.5, 90, 90);
    const none = [Number.NaN, Number.NaN, Number.NaN];
    const normals = Float32Array.from([0, 0, 1, 0, 1, 0, ...none, ...none]);
    const shareOver = sharesOver(residual, normals);
    expect([shareOver(0.1), shareOver(0.3)]).toEqual([0.5, 0]);
  });

  it("N8 N10 errors and lengths grow away from white and grey", () => {
    expect(rgbOf(errorWord(0))).toEqual([250, 250, 250]);
    const brightness = [0, 2, 10, 30, 60, 90].map((error) => rgbOf(errorWord(error)).reduce((a, b) => a + b));
    expect([...brightness].sort((a, b) => b - a)).toEqual(brightness);
    expect(errorWord(60)).toBe(errorWord(180));
    const isGrey = (word: number) => new Set(rgbOf(word)).size === 1;
    expect([0, 12.7, -12.7, 13, -13].map((levels) => isGrey(lengthWord(levels, 0.1)))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(rgbOf(lengthWord(-40, 0.1))[2]).toBeGreaterThan(rgbOf(lengthWord(-40, 0.1))[0]);
  });
});

describe("N9 a patch", () => {
  it("of a plane has no spread, of two walls half the angle between them", () => {
    const [a, b] = [directionOf(-30, 0), directionOf(30, 0)];
    const normals = Float32Array.from([a, b, a, b].flat());
    const reading = readPatch(normals, 2, { x: 0, y: 0, width: 2, height: 2 });
    expect(reading?.pixels).toBe(4);
    expect(reading?.spread).toBeCloseTo(30, 4);
    expect(angleBetween(reading?.mean as Direction, [0, 0, 1])).toBeLessThan(1e-4);
    expect(readPatch(normals, 2, { x: 0, y: 0, width: 1, height: 2 })?.spread).toBeLessThan(1e-4);
    expect(
      readPatch(new Float32Array(3).fill(Number.NaN), 1, { x: 0, y: 0, width: 1, height: 1 }),
    ).toBeNull();
  });
});

describe("what a cell may set", () => {
  const state = { ...normalDefaults, width: 96, height: 72, photo: null } as unknown as NormalState;
  it.each([
    [{ direction: [0, 0, 2] }, /direction must be a unit vector \[x, y, z\]/],
    [{ light: null }, /light must be a unit vector/],
    [{ axes: ["x", "x", "z"] }, /axes must be x, y and z, each once/],
    [{ cone: 0 }, /cone must be a number from 1 to 90/],
    [{ picture: "relight" }, /picture must be "normals"/],
    [{ picture: "truth" }, /picture must be/],
    [{ albedo: "photo" }, /albedo must be "grey"/],
    [{ needles: 4 }, /needles must be a number from 8 to 64/],
    [{ patch: { x: 90, y: 0, width: 10, height: 1 } }, /patch must be a box/],
    [{ anchor: { x: 96, y: 0 } }, /anchor must be a pixel/],
    [{ turn: [1] }, /turn must be two angles/],
    [{ tool: "draw" }, /tool must be/],
  ])("refuses %j", (changes, message) => {
    expect(() => checkControls(changes as never, state)).toThrow(message);
  });
  it("takes the rest", () => {
    const changes = {
      direction: unit([1, 1, 1]),
      cone: 30,
      needles: 0,
      patch: null,
      axes: ["x", "-y", "-z"],
    };
    expect(checkControls(changes as never, state)).toBe(changes);
  });
});

it("what the view reads of a painting is what the codec decodes", () => {
  const painted = encodeNormals(scene.normals);
  const { data } = decodeNormals(painted);
  data.forEach((value, i) => {
    if (!Number.isNaN(value)) expect(Math.abs(value - scene.normals.data[i])).toBeLessThan(0.008);
  });
});
