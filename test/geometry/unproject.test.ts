import {
  alignmentOf,
  DepthMap,
  decodeDepth,
  depthEdges,
  depthOfRayLength,
  encodeDepth,
  type Intrinsics,
  intrinsicsOfCentres,
  intrinsicsOfView,
  meshOf,
  NormalMap,
  normalsOfDepth,
  paintedIntrinsics,
  pointCloudOf,
  RgbImage,
  rayLengthOfDepth,
} from "vision-peel";
import { renderScene, sampleScene } from "vision-peel/world";
import { describe, expect, it } from "vitest";

const size = { width: 160, height: 120 };
const { depth, normals, photo, camera, classes } = renderScene(sampleScene({ seed: 7 }), size);
const map = (width: number, height: number, metresAt: (x: number, y: number) => number): DepthMap =>
  new DepthMap({
    width,
    height,
    data: Float32Array.from({ length: width * height }, (_, i) => metresAt(i % width, Math.floor(i / width))),
  });

/** A plane n · P = offset, in axes of x right, y down, z into the picture. */
function plane([nx, ny, nz]: number[], offset: number, { fx, fy, cx, cy }: Intrinsics): DepthMap {
  return map(40, 30, (x, y) => offset / ((nx * (x + 0.5 - cx)) / fx + (ny * (y + 0.5 - cy)) / fy + nz));
}

describe("intrinsics", () => {
  it("follow from a field of view", () => {
    const view = { width: 640, height: 480 };
    expect(intrinsicsOfView(view, { degrees: 60 })).toEqual({
      fx: expect.closeTo(554.2563, 4),
      fy: expect.closeTo(554.2563, 4),
      cx: 320,
      cy: 240,
    });
    expect(intrinsicsOfView(view, { degrees: 90, side: "vertical" }).fx).toBeCloseTo(240, 9);
    expect(intrinsicsOfView(view, { degrees: 90, side: "diagonal" }).fx).toBeCloseTo(400, 9);
  });

  it("count from the first pixel's corner, and move to the painted picture's grid", () => {
    // TartanAir's camera looks through the middle of 640 × 480.
    expect(intrinsicsOfCentres({ fx: 320, fy: 320, cx: 319.5, cy: 239.5 })).toMatchObject({
      cx: 320,
      cy: 240,
    });
    const source = { width: 640, height: 480 };
    const painted = { width: 1200, height: 896 };
    const own = intrinsicsOfView(source, { degrees: 60 });
    const moved = paintedIntrinsics(own, alignmentOf(source, painted));
    expect([moved.cx, moved.cy]).toEqual([600, 448]);
    expect(moved.fx / own.fx).toBeCloseTo(1.875, 9);
    expect(moved.fy).toBe(moved.fx);
  });

  it("say what is wrong", () => {
    expect(() => pointCloudOf(depth, { fx: 0, fy: 1, cx: 0, cy: 0 })).toThrow(
      /intrinsics\.fx must be a focal length/,
    );
    expect(() => pointCloudOf(depth, { fx: 1, fy: 1, cx: Number.NaN, cy: 0 })).toThrow(/intrinsics\.cx/);
    expect(() => intrinsicsOfView(size, { degrees: 180 })).toThrow(/below 180/);
    expect(() => intrinsicsOfView(size, { degrees: 60, side: "both" as never })).toThrow(/side must be/);
  });
});

describe("pointCloudOf", () => {
  it("puts points where the procedural world has its surfaces", () => {
    const cloud = pointCloudOf(depth, camera, { photo, normals, edges: false });
    const pixels = cloud.pixels as Uint32Array;
    expect(cloud.count).toBe(depth.data.filter(Number.isFinite).length);
    let floor = 0;
    for (let k = 0; k < cloud.count; k++) {
      const [x, y, z] = cloud.positions.subarray(3 * k, 3 * k + 3);
      expect(z).toBe(depth.data[pixels[k]]);
      // The floor of a room is the plane y = 0 of its world.
      const name = classes.legend.find(({ id }) => id === classes.data[pixels[k]])?.name;
      if (name !== "floor") continue;
      floor++;
      const height = camera.eye[1] + x * camera.right[1] - y * camera.up[1] - z * camera.back[1];
      expect(height).toBeCloseTo(0, 4);
      const up = (cloud.normals as Float32Array).subarray(3 * k, 3 * k + 3);
      const dot = up[0] * camera.right[1] - up[1] * camera.up[1] - up[2] * camera.back[1];
      expect(dot).toBeCloseTo(1, 4);
    }
    expect(floor).toBeGreaterThan(500);
    const last = 3 * (cloud.count - 1);
    expect(cloud.colours?.subarray(last)).toEqual(
      photo.data.subarray(3 * pixels[cloud.count - 1], 3 * pixels[cloud.count - 1] + 3),
    );
    expect(String(cloud)).toMatch(/^\d+ points with normals and colours, [\d.]+ × [\d.]+ × [\d.]+ m$/);
  });

  it("leaves out the sky, the unknown, the far and the edges", () => {
    const step = map(8, 4, (x, y) => (y === 0 ? Infinity : y === 3 && x === 0 ? Number.NaN : x < 4 ? 1 : 2));
    const view = intrinsicsOfView(step, { degrees: 50 });
    expect(pointCloudOf(step, view, { edges: false }).count).toBe(23);
    expect(pointCloudOf(step, view, { edges: false, maxMetres: 1.5 }).count).toBe(11);
    // Row 1 touches the sky; columns 3 and 4 the step.
    expect([...(pointCloudOf(step, view).pixels as Uint32Array)]).toEqual([
      16, 17, 18, 21, 22, 23, 25, 26, 29, 30, 31,
    ]);
    expect(pointCloudOf(step, view, { edges: { relativeJump: Infinity, grazingDegrees: 90 } }).count).toBe(
      23,
    );
  });

  it("has unit normals to the eye where a map has none", () => {
    const flat = map(2, 1, () => 2);
    const holes = new NormalMap({
      width: 2,
      height: 1,
      data: Float32Array.of(Number.NaN, 0, 0, 0, 0.6, 1.6),
    });
    const { normals: vectors } = pointCloudOf(
      flat,
      { fx: 1, fy: 1, cx: 0.5, cy: 0.5 },
      { normals: holes, edges: false },
    );
    const expected = [0, 0, -1, 0, -0.6 / Math.hypot(0.6, 1.6), -1.6 / Math.hypot(0.6, 1.6)];
    expected.forEach((value, i) => {
      expect(vectors?.[i]).toBeCloseTo(value, 6);
    });
  });

  it("wants photo and normals of the depth's size", () => {
    const small = new RgbImage({ width: 1, height: 1, data: new Uint8Array(3) });
    expect(() => pointCloudOf(depth, camera, { photo: small })).toThrow(
      /photo must be as large as the depth.*alignToPainted/,
    );
    expect(() => pointCloudOf(depth, camera, { maxMetres: 0 })).toThrow(/maxMetres/);
    expect(() => pointCloudOf(depth, camera, { edges: { relativeJump: 0 } })).toThrow(/edges\.relativeJump/);
    expect(() => meshOf(depth, camera, { edges: { grazingDegrees: 91 } })).toThrow(/edges\.grazingDegrees/);
  });
});

describe("ray lengths", () => {
  it("are the distances of the points, and turn back into depth", () => {
    const lengths = rayLengthOfDepth(depth, camera);
    const { positions, pixels } = pointCloudOf(depth, camera, { edges: false });
    pixels?.forEach((pixel, k) => {
      expect(lengths[pixel]).toBeCloseTo(Math.hypot(...positions.subarray(3 * k, 3 * k + 3)), 4);
    });
    const again = depthOfRayLength(new DepthMap({ ...size, data: lengths }), camera);
    again.data.forEach((metres, i) => {
      if (Number.isFinite(depth.data[i])) expect(metres / depth.data[i]).toBeCloseTo(1, 6);
      else expect(metres).toBe(depth.data[i]);
    });
  });
});

describe("normalsOfDepth", () => {
  const view = { fx: 45, fy: 50, cx: 19, cy: 14.2 };
  it.each([
    [0, 0, 1],
    [0.3, -0.2, 1],
    [0, 0.97, 0.15], // a floor, nearly edge on
    [-0.8, 0.1, 0.5],
  ])("is exact on the plane of normal %f %f %f", (nx, ny, nz) => {
    const tilted = plane([nx, ny, nz], 3, view);
    for (const radius of [1, 3]) {
      const { data } = normalsOfDepth(tilted, view, { radius });
      const length = Math.hypot(nx, ny, nz);
      const seen = tilted.data.map((metres) => (metres > 0 && metres < 500 ? 1 : 0));
      for (let i = 0; i < seen.length; i++) {
        const around = [i, i - 1, i + 1, i - 40, i + 40];
        if (!around.every((j) => j < 0 || j >= seen.length || seen[j])) continue;
        expect(data[3 * i]).toBeCloseTo(-nx / length, 2);
        expect(data[3 * i + 1]).toBeCloseTo(ny / length, 2);
        expect(data[3 * i + 2]).toBeCloseTo(nz / length, 2);
      }
    }
  });

  const medianDegrees = (found: NormalMap, truth: (i: number) => ArrayLike<number>): number => {
    const errors: number[] = [];
    for (let i = 0; i < found.data.length; i += 3) {
      const [a, b] = [found.data.subarray(i, i + 3), truth(i)];
      const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
      if (!Number.isNaN(dot)) errors.push((Math.acos(Math.min(1, dot)) * 180) / Math.PI);
    }
    expect(errors.length).toBeGreaterThan((0.9 * found.data.length) / 3);
    return errors.sort((a, b) => a - b)[Math.floor(errors.length / 2)];
  };

  it("agrees with the world's exact normals", () => {
    const found = normalsOfDepth(depth, camera);
    expect(medianDegrees(found, (i) => normals.data.subarray(i, i + 3))).toBeLessThan(0.2);
  });

  it("evens out the steps of a painted code over more pixels", () => {
    // Pixels that see 5 mm, in a code of 9.5 mm steps.
    const fine = { fx: 1000, fy: 1000, cx: 20, cy: 15 };
    const painted = decodeDepth(encodeDepth(plane([0.2, 0.1, 1], 5, fine)));
    const degreesAt = (radius: number): number => {
      const length = Math.hypot(0.2, 0.1, 1);
      const found = normalsOfDepth(painted, fine, { radius });
      return medianDegrees(found, () => [-0.2 / length, 0.1 / length, 1 / length]);
    };
    expect(degreesAt(1)).toBeGreaterThan(10);
    expect(degreesAt(6)).toBeLessThan(degreesAt(1) / 5);
  });

  it("does not blend two surfaces", () => {
    const step = map(8, 3, (x) => (x < 4 ? 1 : 3));
    for (const radius of [1, 2, 5]) {
      const { data } = normalsOfDepth(step, intrinsicsOfView(step, { degrees: 60 }), { radius });
      for (let i = 0; i < data.length; i += 3)
        expect([...data.subarray(i, i + 3)].map(Math.abs)).toEqual([0, 0, 1]);
    }
    expect(() => normalsOfDepth(step, camera, { radius: 0 })).toThrow(/radius/);
  });
});

describe("depthEdges", () => {
  it("marks both sides of a jump and grazing surfaces, not the unknown", () => {
    const step = map(6, 3, (x, y) => (x < 3 ? 1 : x === 5 && y === 1 ? Number.NaN : 1.2));
    const view = intrinsicsOfView(step, { degrees: 60 });
    expect([...depthEdges(step, view)]).toEqual([0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0]);
    expect(depthEdges(step, view, { relativeJump: 0.25 }).includes(1)).toBe(false);
    // A wall whose normal is 80 degrees from the ray in the middle.
    const camera = { fx: 400, fy: 400, cx: 20, cy: 15 };
    const wall = plane([Math.sin((80 * Math.PI) / 180), 0, Math.cos((80 * Math.PI) / 180)], 1, camera);
    const at = 15 * 40 + 20;
    expect(depthEdges(wall, camera, { grazingDegrees: 79, relativeJump: 9 })[at]).toBe(1);
    expect(depthEdges(wall, camera, { grazingDegrees: 81, relativeJump: 9 })[at]).toBe(0);
  });
});

describe("meshOf", () => {
  it("joins a plane's pixels, front to the camera", () => {
    const view = { fx: 45, fy: 50, cx: 19, cy: 14.2 };
    const mesh = meshOf(plane([0.2, 0.1, 1], 3, view), view);
    expect([mesh.count, mesh.triangles.length / 3]).toEqual([1200, 2 * 39 * 29]);
    const point = (i: number): number[] => [...mesh.positions.subarray(3 * i, 3 * i + 3)];
    for (let t = 0; t < mesh.triangles.length; t += 3) {
      const [a, b, c] = [...mesh.triangles.subarray(t, t + 3)].map(point);
      const [u, v] = [b, c].map((corner) => corner.map((value, axis) => value - a[axis]));
      const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
      // Counter-clockwise as the camera sees it: the normal points back to the eye.
      expect(normal[0] * a[0] + normal[1] * a[1] + normal[2] * a[2]).toBeLessThan(0);
    }
  });

  it("tears at jumps, keeps rims, and closes around one hole with triangles", () => {
    const step = map(6, 3, (x) => (x < 3 ? 1 : 2));
    const view = intrinsicsOfView(step, { degrees: 60 });
    const torn = meshOf(step, view);
    expect([torn.count, torn.triangles.length / 3]).toEqual([18, 2 * 4 * 2]);
    expect(meshOf(step, view, { edges: false }).triangles.length / 3).toBe(2 * 5 * 2);
    const hole = map(3, 3, (x, y) => (x === 1 && y === 1 ? Number.NaN : 1));
    const holed = meshOf(hole, view);
    expect([holed.count, holed.triangles.length / 3]).toEqual([8, 4]);
    const none = meshOf(
      map(4, 4, () => Infinity),
      view,
    );
    expect([none.count, none.triangles.length, String(none)]).toEqual([0, 0, "0 triangles of 0 points"]);
    expect(
      meshOf(
        map(1, 4, () => 1),
        view,
      ).count,
    ).toBe(0);
  });
});
