import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { depthCode } from "vision-peel/codecs";
import { WALK_VERTICES } from "vision-peel/color";

const load = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
const hilbertmap = load("depth_cube_hilbertmap.json");
const figure = load("depth_cube_paper_figure.json");
const near = (got: number, want: number | string, relative: number) => {
  if (want === "Infinity" || want === Infinity) expect(got).toBe(Infinity);
  else expect(Math.abs(got - Number(want))).toBeLessThanOrEqual(relative * Math.max(1e-3, Math.abs(Number(want))));
};

describe("depth code against hilbertmap, a decoder that is not ours", () => {
  const code = depthCode();

  it("walks the same vertices", () => {
    expect(WALK_VERTICES.map((vertex) => vertex.map((level) => level / 255))).toEqual(hilbertmap.vertices);
  });

  it("encodes 423 depths to the same positions, float colours and 8-bit colours", () => {
    const { depth, f, rgb, rgb8, decoded_from_rgb8 } = hilbertmap.encode;
    expect(depth).toHaveLength(423);
    depth.forEach((text: number | string, i: number) => {
      const metres = Number(text);
      near(code.positionOf(metres), f[i], 1e-9);
      for (const [channel, level] of code.levelsOf(metres).entries()) near(level / 255, rgb[i][channel], 1e-9);
      expect([...code.colourOf(metres)]).toEqual(rgb8[i]);
      near(code.read(rgb8[i][0], rgb8[i][1], rgb8[i][2]).metres, decoded_from_rgb8[i], 1e-9);
    });
  });

  it("projects 1500 random colours to the same place", () => {
    const { rgb8, s, depth, ambiguous } = hilbertmap.project_random;
    let unsure = 0;
    rgb8.forEach(([r, g, b]: number[], i: number) => {
      const reading = code.read(r, g, b);
      if (reading.ambiguous || ambiguous[i]) {
        unsure++;
        return;
      }
      near(reading.position, s[i], 1e-9);
      near(reading.metres, depth[i], 1e-9);
    });
    expect(unsure).toBeLessThan(30);
  });

  it("projects 1500 noisy colours to the same place", () => {
    const { rgb8, s, ambiguous } = hilbertmap.project_noisy;
    rgb8.forEach(([r, g, b]: number[], i: number) => {
      if (!ambiguous[i]) near(code.read(r, g, b).position, s[i], 1e-9);
    });
  });

  it("agrees for other parameters", () => {
    expect(hilbertmap.other_params).toHaveLength(4);
    for (const { lam, c, depth, f } of hilbertmap.other_params) {
      const other = depthCode({ lambda: lam, c });
      depth.forEach((metres: number, i: number) => {
        near(other.positionOf(Number(metres)), f[i], 1e-9);
      });
    }
  });
});

describe("depth code against the paper's figure", () => {
  const code = depthCode();
  const agrees = (metres: number, label: number | string) => {
    if (label === "Infinity") expect(metres).toBe(Infinity);
    // Labels are rounded to two digits at most.
    else expect(Math.abs(metres - Number(label))).toBeLessThanOrEqual(Math.max(0.051, 0.05 * Number(label)));
  };

  it("has the labelled depths at the vertices and thirds of the edges", () => {
    figure.vertex_depth_m.forEach((label: number | string, k: number) => {
      agrees(code.metresOf(k / 7), label);
    });
    figure.third_points_depth_m.forEach((labels: number[], k: number) => {
      agrees(code.metresOf((k + 1 / 3) / 7), labels[0]);
      agrees(code.metresOf((k + 2 / 3) / 7), labels[1]);
    });
  });
});
