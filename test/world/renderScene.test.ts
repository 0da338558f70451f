import {
  CLASSES,
  type Part,
  renderScene,
  type Scene,
  type Shape,
  sampleScene,
  type Thing,
} from "vision-peel/world";
import { describe, expect, it } from "vitest";

const thing = (className: Thing["className"], instanceId: number, ...shapes: Shape[]): Thing => ({
  className,
  instanceId,
  parts: shapes.map(
    (shape): Part => ({ shape, material: { texture: { kind: "plain", colour: [0.5, 0.5, 0.5] } } }),
  ),
});

const sceneOf = (things: Thing[], view: Partial<Scene> = {}): Scene => ({
  seed: 1,
  kind: "yard",
  things,
  lights: [{ centre: [0, 1, 0], halfU: [0.01, 0, 0], halfV: [0, 0, 0.01], colour: [1, 1, 1], distant: true }],
  ambient: [
    [0.5, 0.5, 0.5],
    [0.2, 0.2, 0.2],
  ],
  eye: [0, 0, 0],
  yawRad: 0,
  pitchRad: 0,
  halfFieldRad: Math.PI / 4,
  ...view,
});

// 101 pixels: the middle one looks straight ahead.
const size = { width: 101, height: 101 };
const middle = 50 * 101 + 50;
const normalAt = (data: Float32Array, i: number) => [...data.subarray(3 * i, 3 * i + 3)];
const expectVector = (got: number[], want: number[]) => {
  got.forEach((value, axis) => {
    expect(value).toBeCloseTo(want[axis], 5);
  });
};

describe("shapes along the optical axis", () => {
  it.each<[string, Shape, number]>([
    ["a sphere", { kind: "sphere", centre: [0, 0, -5], radius: 1.5 }, 3.5],
    ["a box", { kind: "box", centre: [0, 0, -5], half: [1, 1, 0.25], yawRad: 0 }, 4.75],
    ["a box turned by 90°", { kind: "box", centre: [0, 0, -5], half: [0.5, 1, 2], yawRad: Math.PI / 2 }, 4.5],
    ["a cylinder", { kind: "cylinder", base: [0, -1, -5], radius: 0.75, height: 2 }, 4.25],
    ["a wall", { kind: "plane", normal: [0, 0, 1], offset: -6 }, 6],
  ])("%s is as far as it should be and faces the viewer", (_, shape, metres) => {
    const { depth, normals, instances, classes } = renderScene(sceneOf([thing("ball", 4, shape)]), size);
    expect(depth.data[middle]).toBeCloseTo(metres, 6);
    expectVector(normalAt(normals.data, middle), [0, 0, 1]);
    expect([instances.data[middle], classes.data[middle]]).toEqual([4, CLASSES.ball.id]);
  });
});

describe("depth is z along the optical axis, not ray length", () => {
  it("is constant over a wall that faces the camera", () => {
    const { depth } = renderScene(
      sceneOf([thing("wall", 0, { kind: "plane", normal: [0, 0, 1], offset: -6 })]),
      size,
    );
    for (const metres of depth.data) expect(metres).toBeCloseTo(6, 5);
  });

  it("is linear in the picture as 1/z over a floor, and infinite above the horizon", () => {
    const floor = thing("floor", 0, { kind: "plane", normal: [0, 1, 0], offset: 0 });
    const scene = sceneOf([floor], { eye: [0, 1.5, 0], pitchRad: -0.2, yawRad: 0.4 });
    const { depth, normals, camera } = renderScene(scene, size);
    for (let y = 0; y < 101; y++) {
      const down = (y + 0.5 - camera.cy) / camera.fy;
      // A ray (u, −down, −1) loses sin(0.2) + down · cos(0.2) of height per metre of depth.
      const fall = Math.sin(0.2) + down * Math.cos(0.2);
      const i = y * 101 + 13;
      if (fall <= 0) {
        expect(depth.data[i]).toBe(Infinity);
        expect(normalAt(normals.data, i).every(Number.isNaN)).toBe(true);
      } else {
        expect(1 / depth.data[i]).toBeCloseTo(fall / 1.5, 5);
        expectVector(normalAt(normals.data, i), [0, Math.cos(0.2), Math.sin(0.2)]);
      }
    }
  });

  it("puts every pixel of a sphere onto that sphere, with the normal of that point", () => {
    const centre = [0.3, -0.2, -4];
    const ball = thing("ball", 1, { kind: "sphere", centre: [0.3, -0.2, -4], radius: 1.2 });
    const { depth, normals, camera } = renderScene(sceneOf([ball]), size);
    let seen = 0;
    depth.data.forEach((z, i) => {
      if (z === Infinity) return;
      seen++;
      const x = ((i % 101) + 0.5 - camera.cx) / camera.fx;
      const y = (camera.cy - Math.floor(i / 101) - 0.5) / camera.fy;
      const offset = [x * z - centre[0], y * z - centre[1], -z - centre[2]];
      expect(Math.hypot(...offset)).toBeCloseTo(1.2, 5);
      expectVector(
        normalAt(normals.data, i),
        offset.map((value) => value / 1.2),
      );
    });
    expect(seen).toBeGreaterThan(500);
  });
});

describe.each(["room", "yard"] as const)("a sampled %s", (kind) => {
  const scene = sampleScene({ seed: 7, kind });
  const rendering = renderScene(scene, { width: 160, height: 120 });
  const { photo, depth, normals, classes, instances, camera } = rendering;

  it("is the same for the same seed and another for another", () => {
    const again = renderScene(sampleScene({ seed: 7, kind }), { width: 160, height: 120 });
    expect(again.photo.data).toEqual(photo.data);
    expect(again.depth.data).toEqual(depth.data);
    expect(again.normals.data).toEqual(normals.data);
    expect(JSON.parse(JSON.stringify(scene)).things).toHaveLength(scene.things.length);
    expect(sampleScene({ seed: 8, kind })).not.toEqual(scene);
  });

  it("has a class for every pixel, and instances that keep theirs", () => {
    const named = new Set(classes.legend.map(({ id }) => id));
    const classOf = new Map(
      scene.things.map(({ instanceId, className }) => [instanceId, CLASSES[className].id] as const),
    );
    for (let i = 0; i < classes.data.length; i++) {
      expect(named.has(classes.data[i])).toBe(true);
      if (instances.data[i] > 0) expect(classes.data[i]).toBe(classOf.get(instances.data[i]));
      expect(classes.data[i] === 0).toBe(depth.data[i] === Infinity);
    }
    expect(new Set(instances.data).size).toBeGreaterThan(8);
  });

  it("has unit normals that face the camera and agree with the depth around them", () => {
    const point = (x: number, y: number): number[] => {
      const z = depth.data[y * 160 + x];
      return [((x + 0.5 - camera.cx) / camera.fx) * z, ((camera.cy - y - 0.5) / camera.fy) * z, -z];
    };
    const minus = (a: number[], b: number[]) => a.map((value, axis) => value - b[axis]);
    let agreeing = 0;
    let compared = 0;
    for (let y = 1; y < 119; y++) {
      for (let x = 1; x < 159; x++) {
        const i = y * 160 + x;
        const [nx, ny, nz] = normalAt(normals.data, i);
        // Far trees are made of spheres a few pixels wide: their depth says little of their normals.
        if (Number.isNaN(nx) || depth.data[i] > 25) continue;
        expect(Math.hypot(nx, ny, nz)).toBeCloseTo(1, 5);
        const [px, py, pz] = point(x, y);
        expect(nx * px + ny * py + nz * pz).toBeLessThan(1e-4 * -pz);
        const around = [i - 1, i + 1, i - 160, i + 160];
        if (
          around.some((j) => instances.data[j] !== instances.data[i] || classes.data[j] !== classes.data[i])
        )
          continue;
        const across = minus(point(x + 1, y), point(x - 1, y));
        const upward = minus(point(x, y - 1), point(x, y + 1));
        const cross = [
          across[1] * upward[2] - across[2] * upward[1],
          across[2] * upward[0] - across[0] * upward[2],
          across[0] * upward[1] - across[1] * upward[0],
        ];
        const cosine = (cross[0] * nx + cross[1] * ny + cross[2] * nz) / Math.hypot(...cross);
        compared++;
        if (cosine > Math.cos(0.035)) agreeing++;
      }
    }
    expect(compared).toBeGreaterThan(2000);
    // The rest lies on edges between two faces of one thing.
    expect(agreeing / compared).toBeGreaterThan(0.9);
  });

  it("is neither black nor blown out", () => {
    const mean = photo.data.reduce((sum, level) => sum + level, 0) / photo.data.length;
    expect(mean).toBeGreaterThan(70);
    expect(mean).toBeLessThan(200);
  });

  it("has depth worth looking at", () => {
    const finite = [...depth.data].filter(Number.isFinite);
    expect(Math.min(...finite)).toBeGreaterThan(0.5);
    expect(Math.min(...finite)).toBeLessThan(4);
    if (kind === "room") {
      expect(finite).toHaveLength(depth.data.length);
      expect(Math.max(...finite)).toBeGreaterThan(8);
      expect(Math.max(...finite)).toBeLessThan(13);
    } else {
      expect(finite.length).toBeLessThan(0.95 * depth.data.length);
      expect(Math.max(...finite)).toBeGreaterThan(50);
    }
  });
});

describe("sizes and arguments", () => {
  it.each([
    [1, 1],
    [1, 40],
    [40, 1],
    [333, 7],
  ])("renders %i × %i", (width, height) => {
    const { photo, depth } = renderScene(sampleScene({ seed: 3 }), { width, height });
    expect([photo.width, photo.height, depth.data.length]).toEqual([width, height, width * height]);
  });

  it("says what it cannot do", () => {
    expect(() => sampleScene({ seed: 0.5 })).toThrow(/seed must be a whole number, but is 0.5: try seed: 7/);
    expect(() => sampleScene({ seed: 1, kind: "moon" as never })).toThrow(/kind must be "room" or "yard"/);
    expect(() => renderScene(sampleScene({ seed: 1 }), { width: 0, height: 2 })).toThrow(/width/);
    expect(() => renderScene(sceneOf([], { halfFieldRad: 2 }), size)).toThrow(/halfFieldRad/);
  });
});
