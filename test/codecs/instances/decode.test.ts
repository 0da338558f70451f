import {
  corrupt,
  type DecodeInstancesOptions,
  decodeInstances,
  encodeInstances,
  INSTANCE_FATES,
  traceInstances,
} from "vision-peel/codecs";
import { InstanceMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { decodePlainly } from "./appendixA.js";
import { blobs, noisyPicture, randomFrom, renumbered, transpose } from "./pictures.js";

const keepAll = { minSizeShare: 0, minErosionShare: 0 } as const;

describe("decodeInstances", () => {
  it("does what appendix A says, over noisy pictures and all options", () => {
    let instances = 0;
    for (let seed = 0; seed < 60; seed++) {
      const random = randomFrom(seed);
      const pick = <T>(...choices: T[]): T => choices[Math.floor(random() * choices.length)];
      const picture = noisyPicture(8 + seed, 40 - Math.floor(seed / 3), seed);
      const options = {
        background: [picture.data[0], picture.data[1], picture.data[2]],
        tolerance: pick(6, 10, 14, 20.5),
        minSizeShare: pick(0, 2e-4, 0.005, 0.03),
        minErosionShare: pick(0, 0.1, 0.3),
        maxBoxGrowth: pick(1.5, 3, 5),
        neighbours: pick(4, 8, 16),
        seedOrder: pick("rows", "columns", "flat"),
        beyondBorder: pick("inside", "outside"),
        distance: pick("euclidean", "channel"),
      } as const satisfies DecodeInstancesOptions;
      const map = decodeInstances(picture, options);
      const plain = decodePlainly(picture, {
        ...options,
        isBorderInside: options.beyondBorder === "inside",
      });
      expect({ seed, data: [...map.data] }).toEqual({ seed, data: plain });
      instances += map.instances.length;
    }
    // Otherwise the pictures would test nothing.
    expect(instances).toBeGreaterThan(300);
  });

  it("finds the same in the transposed picture, seeds along columns", () => {
    for (let seed = 0; seed < 10; seed++) {
      const picture = noisyPicture(50, 33, seed);
      const map = decodeInstances(picture);
      const turned = decodeInstances(transpose(picture), { seedOrder: "columns" });
      const back = Array.from(map.data, (_, i) => turned.data[(i % 50) * 33 + Math.floor(i / 50)]);
      expect(back).toEqual([...map.data]);
      expect(turned.instances.map(({ area, holes, parts }) => [area, holes, parts])).toEqual(
        map.instances.map(({ area, holes, parts }) => [area, holes, parts]),
      );
    }
  });

  it("does not care which instance has which colour", () => {
    const map = blobs(120, 90, 12, 3);
    const colours = ["red", "lime", "blue", "yellow", "cyan", "magenta", "white", "orange", "gray"];
    const names = [...colours, "#005555", "#550055", "#aa5500"].slice(0, new Set(map.data).size - 1);
    const decoded = decodeInstances(encodeInstances(map, { colours: names }));
    const shuffled = decodeInstances(encodeInstances(map, { colours: names.toReversed() }));
    expect(decoded.instances.length).toBeGreaterThan(5);
    expect(shuffled.data).toEqual(decoded.data);
    expect(shuffled.instances.map(({ box }) => box)).toEqual(decoded.instances.map(({ box }) => box));
    expect(shuffled.instances[0].colour).not.toEqual(decoded.instances[0].colour);
  });

  it("does not care where in the picture they are", () => {
    const small = blobs(60, 40, 6, 1);
    const place = (dx: number, dy: number) => {
      const data = new Uint16Array(100 * 80);
      small.data.forEach((id, i) => {
        data[(Math.floor(i / 60) + dy) * 100 + (i % 60) + dx] = id;
      });
      return decodeInstances(encodeInstances(new InstanceMap({ width: 100, height: 80, data })));
    };
    const [here, there] = [place(3, 2), place(37, 33)];
    expect(here.instances.length).toBeGreaterThan(3);
    expect(there.instances).toEqual(
      here.instances.map((one) => ({
        ...one,
        box: [one.box[0] + 34, one.box[1] + 31, one.box[2], one.box[3]],
        centroid: [expect.closeTo(one.centroid[0] + 34, 9), expect.closeTo(one.centroid[1] + 31, 9)],
      })),
    );
  });

  it("merges what a hole or a thing before it splits, and only that", () => {
    const bar = (...runs: [colour: number, width: number][]) => {
      const row = runs.flatMap(([colour, width]) => new Array<number>(width).fill(colour));
      const data = Array.from({ length: 6 }, () => row.flatMap((level) => [level, 0, 0])).flat();
      return new RgbImage({ width: row.length, height: 6, data: Uint8Array.from(data) });
    };
    const split = bar([200, 10], [0, 5], [205, 10], [0, 5], [120, 10]);
    expect(decodeInstances(split).instances.map(({ area, parts }) => [area, parts])).toEqual([
      [120, 2],
      [60, 1],
    ]);
    expect(decodeInstances(split, { merging: "none" }).instances).toHaveLength(3);
    // Two boxes of 60 and a gap of 81: 606 pixels together, more than 5 · 120.
    const far = (gap: number) => decodeInstances(bar([200, 10], [0, gap], [200, 10])).instances.length;
    expect([far(80), far(81)]).toEqual([1, 2]);
  });

  it("judges merged things again only when asked to", () => {
    // 200 and 212 join, 212 and 224 join; 200 and 224 are too far apart, and so is the mean of the first two.
    const levels = [200, 212, 224].flatMap((level) => [...new Array<number>(20).fill(level), 0, 0, 0]);
    const data = Array.from({ length: 9 }, () => levels.flatMap((level) => [level, 0, 0])).flat();
    const picture = new RgbImage({ width: 69, height: 9, data: Uint8Array.from(data) });
    expect(decodeInstances(picture, { merging: "pairs" }).instances).toHaveLength(1);
    expect(decodeInstances(picture, { merging: "repeated" }).instances).toHaveLength(2);
  });

  it("holds things together through noise with flat seeds", () => {
    const map = blobs(320, 240, 10, 5);
    // Mid-tones: at 0 and 255 half of the noise is cut off.
    const colours = Array.from({ length: new Set(map.data).size - 1 }, (_, i) => {
      const level = (step: number) => 40 + 85 * (Math.floor(i / step) % 3);
      return [level(1), level(3), level(9)] as const;
    });
    const exact = encodeInstances(map, { colours });
    const clean = decodeInstances(exact);
    const painted = corrupt(exact, { seed: 1, drift: 0, grid: 0, edges: 0, ring: 0, noise: 4 });
    const covered = ({ data }: InstanceMap) => data.filter((id) => id > 0).length;
    const flat = decodeInstances(painted, { seedOrder: "flat" });
    expect(flat.instances).toHaveLength(clean.instances.length);
    expect(covered(flat)).toBeGreaterThan(0.97 * covered(clean));
    expect(covered(decodeInstances(painted))).toBeLessThan(0.93 * covered(clean));
  });

  it("tells what every step dropped, and every option", () => {
    const map = decodeInstances(noisyPicture(60, 50, 2), { background: "#010203", tolerance: 10 });
    const { components, ...options } = map.provenance as Record<string, Record<string, number>>;
    expect(options).toMatchObject({
      background: [1, 2, 3],
      tolerance: 10,
      minSizeShare: 2e-4,
      minErosionShare: 0.1,
      maxBoxGrowth: 5,
      neighbours: 16,
      seedOrder: "rows",
      beyondBorder: "inside",
      merging: "pairs",
      distance: "euclidean",
    });
    expect(components.found - components.tooSmall - components.tooThin - components.merged).toBe(
      map.instances.length,
    );
  });

  it("reads what was painted exactly, whatever the size", () => {
    for (const [width, height, count] of [
      [1, 1, 1],
      [1, 40, 3],
      [40, 1, 3],
      [2, 3, 2],
      [300, 200, 90],
    ]) {
      const map = blobs(width, height, count, width);
      const decoded = decodeInstances(encodeInstances(map), { ...keepAll, maxBoxGrowth: 1e9 });
      expect(renumbered(decoded.data)).toEqual(renumbered(map.data));
      expect(decoded.residual.every((levels) => levels === 0)).toBe(true);
    }
  });

  it("says how far each pixel lay from the colour it was taken for", () => {
    const data = Uint8Array.of(200, 0, 0, 204, 0, 0, 3, 4, 0);
    const { residual } = decodeInstances(new RgbImage({ width: 3, height: 1, data }), keepAll);
    expect([...residual]).toEqual([2, 2, 5]);
  });

  it.each([
    [{ tolerance: 0 }, /tolerance must be above 0 levels, but is 0: leave it out for the default, 14/],
    [{ tolerance: Number.NaN }, /tolerance/],
    [{ minSizeShare: -1 }, /minSizeShare must be a share from 0 to 1/],
    [{ minErosionShare: 2 }, /minErosionShare/],
    [{ maxBoxGrowth: "5" as unknown as number }, /maxBoxGrowth must be 0 or more, but is "5"/],
    [{ neighbours: 6 as 8 }, /neighbours must be one of 4, 8, 16/],
    [{ merging: "all" as "none" }, /merging must be one of pairs, repeated, none/],
    [{ background: "no colour" }, /background must be a colour/],
  ])("refuses %o", (options: DecodeInstancesOptions, message) => {
    expect(() => decodeInstances(noisyPicture(4, 4, 1), options)).toThrow(message);
  });

  it("refuses what is no picture", () => {
    for (const wrong of [undefined, null, {}, { width: 2, height: 2, data: new Uint8Array(11) }, "a.png"]) {
      expect(() => decodeInstances(wrong as RgbImage)).toThrow(/painted/);
    }
  });

  it("refuses more components than a map can number", () => {
    const width = 600;
    const data = Uint8Array.from({ length: 3 * width * width }, (_, i) => {
      const pixel = Math.floor(i / 3);
      const isDot = (pixel % width) & 1 && Math.floor(pixel / width) & 1;
      return isDot ? 255 : 0;
    });
    const dots = new RgbImage({ width, height: width, data });
    expect(() => decodeInstances(dots, { ...keepAll, neighbours: 8 })).toThrow(/at most 65531 components/);
    expect(decodeInstances(dots, { neighbours: 8 }).instances).toHaveLength(0);
  });
});

describe("traceInstances", () => {
  it("says of every pixel what became of it", () => {
    // A square, a line one pixel wide, a dot and the background.
    const rows = ["aaa..b.c", "aaa..b..", "aaa..b.."];
    const colours: Record<string, number[]> = {
      a: [200, 0, 0],
      b: [0, 200, 0],
      c: [0, 0, 200],
      ".": [9, 9, 5],
    };
    const data = Uint8Array.from([...rows.join("")].flatMap((one) => colours[one]));
    const picture = new RgbImage({ width: 8, height: 3, data });
    const { fates, components, ...counts } = traceInstances(picture, { minSizeShare: 0.1 });
    const letters = { kept: "a", background: ".", "too small": "c", "too thin": "b" };
    expect([...fates].map((fate) => letters[INSTANCE_FATES[fate]]).join("")).toBe(rows.join(""));
    expect([...components].join("")).toBe(rows.join("").replace(/[^a]/g, "0").replaceAll("a", "1"));
    expect(counts).toEqual({ width: 8, height: 3, found: 3, tooSmall: 1, tooThin: 1 });
  });

  it("agrees with the decoder on what is kept", () => {
    const picture = noisyPicture(60, 45, 5);
    const trace = traceInstances(picture);
    const map = decodeInstances(picture, { merging: "none" });
    expect(trace.components).toEqual(map.data);
    expect(map.provenance?.components).toMatchObject({ found: trace.found, tooSmall: trace.tooSmall });
    expect(trace.fates.every((fate, i) => (fate === 0) === map.data[i] > 0)).toBe(true);
  });
});

describe("encodeInstances", () => {
  it("chooses colours far apart, also from the background", () => {
    const map = new InstanceMap({ width: 7, height: 1, data: Uint16Array.of(0, 3, 1, 900, 4, 5, 9) });
    const { data } = encodeInstances(map, { background: "white" });
    const colours = Array.from({ length: 7 }, (_, i) => [...data.subarray(3 * i, 3 * i + 3)]);
    expect(colours[0]).toEqual([255, 255, 255]);
    const distances = colours.flatMap((a, i) =>
      colours.slice(i + 1).map((b) => Math.hypot(...a.map((level, c) => level - b[c]))),
    );
    expect(Math.min(...distances)).toBeGreaterThan(150);
  });

  it("keeps thousands of instances apart, and says where it cannot", () => {
    const dots = (count: number) =>
      new InstanceMap({
        width: count,
        height: 1,
        data: Uint16Array.from({ length: count }, (_, i) => i + 1),
      });
    const decoded = decodeInstances(encodeInstances(dots(3000)), { ...keepAll, merging: "none" });
    expect(decoded.instances).toHaveLength(3000);
    expect(() => encodeInstances(dots(6000))).toThrow(/at most 58\d\d, which is how many colours stay apart/);
    expect(() => encodeInstances(dots(2), { colours: ["red"] })).toThrow(/colours must be 2 colours/);
    expect(() => encodeInstances(dots(1), { colours: ["reddish"] })).toThrow(/colours\[0\] must be a colour/);
  });
});
