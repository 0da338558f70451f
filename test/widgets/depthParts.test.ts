/** The pure parts of DepthView: colours, errors, lines of equal depth, profiles, measures, points. */
import { depthTables } from "vision-peel";
import { alignDepth, depthScores } from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { alignMetres } from "../../widgets/dist/depth/aligned.js";
import { compareDepth } from "../../widgets/dist/depth/compare.js";
import { cloudOf, drawCloud, project, projectionOf, screenOf } from "../../widgets/dist/depth/draw/cloud.js";
import { colormapColours, coloursOf, typicalRange } from "../../widgets/dist/depth/draw/colours.js";
import { errorsOf } from "../../widgets/dist/depth/draw/errors.js";
import {
  isolinesOf,
  labelPlaces,
  rangeOf,
  roundLevels,
  roundStep,
} from "../../widgets/dist/depth/draw/isolines.js";
import { cameraOf, measure, pointAt } from "../../widgets/dist/depth/measure.js";
import { lineOf, pixelsAlong, profileText } from "../../widgets/dist/depth/profile.js";
import { ticksOf } from "../../widgets/dist/shared/page/controls/ticks.js";

const tables = depthTables();
const picture = (width: number, height: number, at: (x: number, y: number) => number) => ({
  ...{ width, height, tables },
  metres: Float32Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
});
const home = { right: 0, up: 0, zoom: 1, x: 0, y: 0 };

describe("colours", () => {
  it.each(["metric", "disparity", "log"] as const)("along %s run to and fro, near first", (scale) => {
    const { positionOf, metresOf } = colormapColours("turbo", scale, { near: 0.5, far: 20 });
    expect([positionOf(0.5), positionOf(20), positionOf(0), positionOf(Infinity)]).toEqual([0, 1, 0, 1]);
    let last = -1;
    for (let position = 0; position <= 1; position += 1 / 64) {
      expect(positionOf(metresOf(position))).toBeCloseTo(position, 9);
      expect(metresOf(position)).toBeGreaterThan(last);
      last = metresOf(position);
    }
  });

  it("are even in what they run along", () => {
    const middle = (scale: "metric" | "disparity" | "log") =>
      colormapColours("grey", scale, { near: 1, far: 4 }).metresOf(0.5);
    expect(middle("metric")).toBeCloseTo(2.5, 12);
    // The harmonic and the geometric mean.
    expect(middle("disparity")).toBeCloseTo(1.6, 12);
    expect(middle("log")).toBeCloseTo(2, 12);
  });

  it("run over most pixels unless a range is given, and need no pixel at all", () => {
    const metres = Float32Array.from({ length: 10_000 }, (_, i) => 1 + i / 1000);
    metres[0] = 500;
    metres[1] = Infinity;
    const { near, far } = typicalRange(metres);
    expect(near).toBeGreaterThan(1);
    expect(far).toBeLessThan(11);
    expect(typicalRange(Float32Array.of(Number.NaN, Infinity))).toEqual({ near: 0, far: 10 });
    const flat = typicalRange(new Float32Array(9).fill(3));
    expect(flat.near).toBeLessThan(3);
    expect(flat.far).toBeGreaterThan(3);
    const colours = coloursOf(
      { colormap: "code", scale: "log", colourRange: { near: 1, far: 2 } },
      metres,
      tables,
    );
    expect(colours.range).toEqual({ near: 0, far: Infinity });
  });

  it("have ticks at round distances and at both ends, however narrow their range", () => {
    for (const [near, far] of [
      [2.39, 10.1],
      [3.01, 3.04],
      [0.2, 80],
      [95, 410],
    ]) {
      const { positionOf } = colormapColours("turbo", "metric", { near, far });
      const ticks = ticksOf(positionOf, 600, { near, far });
      expect([ticks[0].metres, ticks.at(-1)?.metres]).toEqual([near, far]);
      expect(ticks.length, `${near} ${far}`).toBeGreaterThan(4);
      for (const { metres, position } of ticks)
        expect(position).toBeCloseTo((metres - near) / (far - near), 9);
    }
  });
});

describe("errors", () => {
  const truth = Float32Array.of(2, 4, 0, Infinity, 8);
  const metres = Float32Array.of(1, 2, 1, 1, 4);
  const sized = { width: 5, height: 1, metres, truth };
  const finish = (pieces: ReturnType<typeof compareDepth>) => {
    for (;;) {
      const { done, value } = pieces.next();
      if (done) return value;
    }
  };
  it("are signed, relative or in metres, and vanish where depth is aligned", () => {
    const all = ({ at }: ReturnType<typeof errorsOf>) => [...truth.keys()].map(at);
    expect(all(errorsOf(metres, truth, "relative"))).toEqual([-0.5, -0.5, Number.NaN, Number.NaN, -0.5]);
    const inMetres = errorsOf(metres, truth, "metres");
    expect(all(inMetres)).toEqual([-1, -2, Number.NaN, Number.NaN, -4]);
    // A round number that most are below.
    expect(inMetres.most).toBe(5);
    const aligner = alignDepth(metres, truth, "scale");
    expect(aligner).toEqual({ scale: 2, shift: 0 });
    const aligned = alignMetres(metres, aligner);
    expect([...alignMetres(Float32Array.of(Infinity, Number.NaN, 1), { scale: -1, shift: 0 })]).toEqual([
      Infinity,
      Number.NaN,
      -1,
    ]);
    expect(all(errorsOf(aligned, truth, "relative")).filter((error) => !Number.isNaN(error))).toEqual([
      0, 0, 0,
    ]);
    expect(finish(compareDepth({ ...sized, metres: aligned }, "relative")).scores.absRel).toBe(0);
  });

  it("are worst in the block where they are, near or far, and counted each", () => {
    const size = { width: 64, height: 48 };
    const far = new Float32Array(64 * 48).fill(2);
    const found = far.map((depth) => 1.01 * depth);
    for (let y = 20; y < 28; y++) found.fill(0.2, y * 64 + 36, y * 64 + 44);
    found.fill(2.4, 47 * 64, 47 * 64 + 16);
    const { worst, counts, scores } = finish(
      compareDepth({ ...size, metres: found, truth: far }, "relative"),
    );
    expect(worst).toHaveLength(5);
    expect(worst[0]).toMatchObject({ x: 40, y: 24 });
    // 64 of the block's 256 pixels are 90 % too near, the others 1 % too far.
    expect(worst[0].error).toBeCloseTo((64 * -0.9 + 192 * 0.01) / 256, 5);
    expect(worst[1]).toMatchObject({ x: 8, y: 40 });
    expect(worst[1].error).toBeCloseTo((16 * 0.2 + 240 * 0.01) / 256, 5);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(64 * 48);
    expect(counts[0]).toBe(64);
    expect(scores).toEqual(depthScores(found, far));
    const nothing = new Float32Array(4).fill(Number.NaN);
    const none = finish(compareDepth({ width: 2, height: 2, metres: nothing, truth: nothing }, "metres"));
    expect(none.worst).toEqual([]);
  });
});

describe("lines of equal depth", () => {
  const layer = (width: number, height: number, at: (x: number, y: number) => number) => ({
    ...picture(width, height, at),
    colours: new Uint32Array(width * height),
  });
  it("lie at steps of 1, 2 and 5, where depth passes them", () => {
    expect([roundStep(0, 8), roundStep(2, 10.1), roundStep(0, 0.3), roundStep(0, 30)]).toEqual([
      1, 2, 0.05, 5,
    ]);
    const lines = isolinesOf(
      layer(200, 60, (x) => 2 + x / 100),
      roundLevels(2.2, 3.6),
    );
    expect(lines.map(({ level }) => level)).toEqual([2.2, 2.4, 2.6, 2.8, 3, 3.2, 3.4, 3.6]);
    for (const { level, pixels } of lines)
      for (const at of pixels) expect(Math.abs((at % 200) - 100 * (level - 2))).toBeLessThan(2);
  });

  it("are ever farther apart where depth has a wide range, and end with the slice", () => {
    // A yard: without them, nothing before 10 m would have a line.
    expect(roundLevels(2.7, 95)).toEqual([3, 5, 7, 10, 15, 20, 30, 50, 70]);
    expect(roundLevels(0.5, 40)).toEqual([0.5, 1, 2, 5, 10, 20]);
    expect(roundLevels(2, 4)).toEqual([2, 2.5, 3, 3.5, 4]);
    expect(roundLevels(3, 3)).toEqual([]);
    const yard = layer(100, 60, (x) => 1 + x);
    expect(rangeOf(yard, { near: 2, far: 4 })).toEqual({ near: 2, far: 4 });
  });

  it("do not run along edges, nor where noise makes crumbs", () => {
    expect(
      isolinesOf(
        layer(100, 60, (x) => (x < 50 ? 2.2 : 5.2)),
        [3, 4, 5],
      ),
    ).toEqual([]);
    const noisy = layer(
      100,
      60,
      (x, y) => 2.97 + ((7 * x + 13 * y) % 11) / 400 + ((x * y) % 37 === 0 ? 0.02 : 0),
    );
    expect(isolinesOf(noisy, [1, 2, 3])).toEqual([]);
  });

  it("have one label each, none over another", () => {
    const lines = isolinesOf(
      layer(400, 300, (x) => 2 + x / 100),
      [2.5, 3, 3.5, 4, 4.5, 5, 5.5],
    );
    const places = labelPlaces(lines, { width: 400, height: 300 }, 64);
    expect(places.map(({ level }) => level)).toEqual(lines.map(({ level }) => level));
    for (const a of places)
      for (const b of places)
        if (a !== b) expect(Math.hypot(a.x - b.x, 2 * (a.y - b.y))).toBeGreaterThanOrEqual(64);
  });
});

describe("profiles", () => {
  it("follow row, column or line, pixel by pixel", () => {
    const size = { width: 4, height: 3 };
    const given = { line: null, cursor: { x: 1, y: 2 } };
    expect(lineOf({ ...given, profile: "row" }, size)).toEqual({ from: { x: 0, y: 2 }, to: { x: 3, y: 2 } });
    expect(lineOf({ ...given, profile: "column" }, size)).toEqual({
      from: { x: 1, y: 0 },
      to: { x: 1, y: 2 },
    });
    expect(lineOf({ ...given, profile: "line" }, size)).toBeNull();
    const points = pixelsAlong({ from: { x: 0, y: 0 }, to: { x: 3, y: 1 } });
    expect(points.map(({ x, y }) => [x, y])).toEqual([
      [0, 0],
      [1, 0],
      [2, 1],
      [3, 1],
    ]);
    expect(points[3].along).toBeCloseTo(Math.sqrt(10), 12);
    expect(pixelsAlong({ from: { x: 2, y: 2 }, to: { x: 2, y: 2 } })).toHaveLength(1);
    const text = profileText(
      points.slice(0, 2),
      picture(4, 3, (x) => (x === 1 ? Infinity : 1.5)),
    );
    expect(text).toBe("along\tx\ty\tmetres\n0.00\t0\t0\t1.5\n1.05\t1\t0\tInfinity");
  });
});

describe("measures", () => {
  it("are distances in space: Pythagoras for a known camera", () => {
    // 90 degrees over 4 pixels: the focal length is 2 pixels.
    const wall = picture(4, 4, () => 2);
    const camera = cameraOf(wall, 90);
    expect(camera.fx).toBeCloseTo(2, 12);
    expect(pointAt(wall, { x: 3, y: 0 }, camera)?.map((metres) => Math.round(1e9 * metres) / 1e9)).toEqual([
      1.5, -1.5, 2,
    ]);
    const found = measure(wall, { from: { x: 0, y: 0 }, to: { x: 3, y: 3 } }, camera);
    expect(found?.dx).toBeCloseTo(3, 9);
    expect(found?.dy).toBeCloseTo(3, 9);
    expect(found?.dz).toBe(0);
    expect(found?.distance).toBeCloseTo(Math.sqrt(18), 9);
    const sky = picture(4, 4, () => Infinity);
    expect(measure(sky, { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } }, camera)).toBeNull();
  });
});

describe("points", () => {
  const room = picture(40, 30, (x) => (x < 20 ? 2 : 4));
  const camera = cameraOf(room, 60);
  it("are the picture again from the camera's own place", () => {
    const cloud = cloudOf(room, camera, 0);
    const screen = screenOf(80, 60);
    const look = { wordAt: (pixel: number) => pixel + 1, pointSize: 1, near: 0, far: Infinity, stride: 1 };
    drawCloud(cloud, projectionOf(cloud, home, screen), look, screen);
    let off = 0;
    for (let y = 0; y < 60; y++)
      for (let x = 0; x < 80; x++) if (screen.pixels[80 * y + x] !== 40 * (y >> 1) + (x >> 1)) off++;
    expect(off).toBe(0);
    expect(screen.words[0]).toBe(1);
  });

  it("leave out edges, the sky and what is outside of the slice", () => {
    const all = cloudOf(room, camera, 0);
    const clean = cloudOf(room, camera, 0.05);
    expect([all.pixels.length, clean.pixels.length]).toEqual([1200, 1200 - 60]);
    const sky = cloudOf(
      picture(4, 4, (x) => (x < 2 ? Infinity : 1)),
      cameraOf({ width: 4, height: 4 }, 60),
      0,
    );
    expect(sky.pixels.length).toBe(8);
    const screen = screenOf(40, 30);
    const look = { wordAt: () => 7, pointSize: 1, near: 3, far: 5, stride: 1 };
    drawCloud(all, projectionOf(all, home, screen), look, screen);
    expect(screen.words.filter((word) => word === 7)).toHaveLength(600);
  });

  it("stay where they are in space when the eye turns about the middle, and the nearer hides the farther", () => {
    const cloud = cloudOf(room, camera, 0);
    const screen = screenOf(400, 300);
    const projection = projectionOf(cloud, { ...home, right: 90 }, screen);
    const [x, y, away] = project(projection, [0, 0, cloud.middle]);
    expect([x, y, away]).toEqual([200, 150, cloud.middle]);
    // Seen from the side, what was in front lies to one hand.
    const [nearer] = project(projection, [0, 0, cloud.middle - 1]);
    expect(Math.abs(nearer - 200)).toBeGreaterThan(20);
    const [, , closer] = project(projectionOf(cloud, { ...home, zoom: 2 }, screen), [0, 0, cloud.middle]);
    expect(closer).toBeCloseTo(cloud.middle / 2, 9);
  });

  it("of a very large picture are every so many", () => {
    const large = picture(3000, 2000, () => 3);
    const cloud = cloudOf(large, cameraOf(large, 60), 0);
    expect([cloud.every, cloud.pixels.length]).toEqual([2, 1_500_000]);
    const [x, y] = [1, 1];
    expect(cloud.pixels[0]).toBe(y * 3000 + x);
    expect(cloud.positions[2]).toBe(3);
  });
});
