import {
  decodeNormals,
  encodeNormals,
  type NormalFrame,
  normalsFromFrame,
  normalsInFrame,
} from "vision-peel/codecs";
import { NormalMap, RgbImage } from "vision-peel/image";
import { describe, expect, it } from "vitest";
import { randomFrom } from "../../src/random.js";

const row = (...colours: number[][]) =>
  new RgbImage({ width: colours.length, height: 1, data: Uint8Array.from(colours.flat()) });
const normals = (...vectors: number[][]) =>
  new NormalMap({ width: vectors.length, height: 1, data: Float32Array.from(vectors.flat()) });

function randomNormals(count: number): NormalMap {
  const random = randomFrom(11);
  const data = new Float32Array(3 * count);
  for (let at = 0; at < data.length; at += 3) {
    const v = [random.normal(), random.normal(), random.normal()];
    const length = Math.hypot(...v);
    data.set(
      v.map((one) => one / length),
      at,
    );
  }
  return new NormalMap({ width: count, height: 1, data });
}

/** Degrees, by half chords: exact where acos is not. */
function degreesBetween(a: Float32Array, b: Float32Array, at: number): number {
  const chord = Math.hypot(a[at] - b[at], a[at + 1] - b[at + 1], a[at + 2] - b[at + 2]);
  return (2 * Math.asin(Math.min(1, chord / 2)) * 180) / Math.PI;
}

describe("the normal code of the paper", () => {
  // arXiv 2604.20329: left is pinkish red, up is light green, to the camera is light blue.
  it("paints its examples", () => {
    expect([...encodeNormals(normals([-1, 0, 0], [0, 1, 0], [0, 0, 1])).data]).toEqual([
      255, 128, 128, 128, 255, 128, 128, 128, 255,
    ]);
  });

  it("keeps the direction of vectors that are no unit vectors", () => {
    const painted = encodeNormals(
      normals([2, 1, 0], [0, 0, 0.2], [1e-3, 0, 1], [0, 0, 0], [Number.NaN, 0, 0]),
    );
    const { data } = decodeNormals(painted);
    expect([...data.slice(0, 3)].map((one) => one.toFixed(2))).toEqual(["0.89", "0.45", "0.00"]);
    expect(data[5]).toBeGreaterThan(0.999);
    expect(data.slice(9).every(Number.isNaN)).toBe(true);
    expect([...painted.data.subarray(9, 12)]).toEqual([255, 0, 255]);
    expect(() => encodeNormals(normals([0, 0, 1], [Infinity, 0, 0]))).toThrow(
      /normals at x=1, y=0 must be a finite vector, but is \(Infinity, 0, 0\)/,
    );
  });

  it("reads what the model paints: a shelf that faces left, a floor, a wall", () => {
    const { data, residual } = decodeNormals(row([255, 123, 164], [125, 255, 136], [126, 121, 251]));
    expect(data[0]).toBeLessThan(-0.95);
    expect(data[4]).toBeGreaterThan(0.99);
    expect(data[8]).toBeGreaterThan(0.99);
    for (const one of residual ?? []) expect(Math.abs(one)).toBeLessThan(8);
  });

  it("comes back within half a level, any direction", () => {
    const given = randomNormals(16_000);
    const { data, residual } = decodeNormals(encodeNormals(given));
    let worst = 0;
    for (let at = 0; at < data.length; at += 3) worst = Math.max(worst, degreesBetween(data, given.data, at));
    // Half a level on each axis is at most √3/255 off a unit vector.
    expect(worst).toBeLessThan((Math.asin(Math.sqrt(3) / 255) * 180) / Math.PI);
    expect(worst).toBeGreaterThan(0.2);
    expect(Math.max(...(residual ?? []))).toBeLessThan(Math.sqrt(3) / 2 + 1e-3);
  });

  it("makes unit vectors, and keeps by how much they were none", () => {
    const { data, residual } = decodeNormals(row([128, 128, 200], [127, 128, 255]));
    expect(Math.hypot(...data.subarray(0, 3))).toBeCloseTo(1, 6);
    expect(residual?.[0]).toBeCloseTo(200 - 255, 0);
    expect(residual?.[1]).toBeCloseTo(0, 1);
  });

  it("knows the sky, and grey that points nowhere", () => {
    const painted = row([253, 3, 252], [128, 127, 128], [128, 128, 200]);
    expect([...decodeNormals(painted).data].map(Number.isNaN)).toEqual([
      ...Array(6).fill(true),
      ...Array(3).fill(false),
    ]);
    const all = decodeNormals(painted, { minLength: 0, maxLength: 2 });
    expect([...all.data].some(Number.isNaN)).toBe(false);
    expect(encodeNormals(decodeNormals(painted)).data.subarray(0, 3)).toEqual(Uint8Array.of(255, 0, 255));
    expect(() => decodeNormals(painted, { maxLength: 1 })).toThrow(/minLength and maxLength/);
  });
});

describe("frames", () => {
  const one = normals([0.36, 0.48, 0.8]);

  // OpenCV: y down, z into the scene. DSINE: +x left, +y up, +z to the camera (its utils/visualize.py).
  it.each([
    ["opencv", [0.36, -0.48, -0.8]],
    ["opengl", [0.36, 0.48, 0.8]],
    ["camera", [0.36, 0.48, 0.8]],
    ["dsine", [-0.36, 0.48, 0.8]],
  ] as const)("%s", (frame, expected) => {
    const there = normalsInFrame(one, frame);
    for (let k = 0; k < 3; k++) expect(there[k]).toBeCloseTo(expected[k], 6);
    expect(normalsFromFrame(there, frame)).toEqual(one.data);
  });

  it("the world's, by the camera's rotation", () => {
    // The camera looks along the world's +x, with +z up: its right is −y, its back is −x.
    const toWorld = [0, 0, -1, -1, 0, 0, 0, 1, 0] as const;
    const there = normalsInFrame(normals([0, 1, 0], [0, 0, 1]), toWorld);
    expect([...there].map((value) => value + 0)).toEqual([0, 0, 1, -1, 0, 0]);
    const many = randomNormals(100);
    const back = normalsFromFrame(normalsInFrame(many, toWorld), toWorld);
    for (let i = 0; i < back.length; i++) expect(back[i]).toBeCloseTo(many.data[i], 6);
  });

  it("keep NaN, and refuse what is no frame", () => {
    expect(
      [...normalsInFrame(normals([Number.NaN, Number.NaN, Number.NaN]), "opencv")].every(Number.isNaN),
    ).toBe(true);
    expect(() => normalsInFrame(one, "unity" as NormalFrame)).toThrow(/one of camera, opengl, opencv, dsine/);
    expect(() => normalsInFrame(one, [2, 0, 0, 0, 1, 0, 0, 0, 1])).toThrow(/rotation/);
  });
});
