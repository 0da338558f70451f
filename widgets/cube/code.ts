/** What stands in the cube, and how a colour is read by it. */
import { colourAt, depthTransform, projectOnWalk, WALK_VERTICES } from "vision-peel/color";
import type { LayerRegion } from "../layers/state.js";
import { directionInWords } from "../normal/directions.js";
import { metresText } from "../shared/metresText.js";
import type { CubeState } from "./state.js";

type Rgb = readonly [number, number, number];

/** What a colour is read as. */
export interface CodeReading {
  /** the nearest colour that the code has */
  readonly nearest: Rgb;
  /** levels to it */
  readonly residual: number;
  /** "3.20 m", "wall", "faces up" */
  readonly text: string;
  /** of depth: 0 to 1 along the walk */
  readonly position?: number;
}

export interface CodeInCube {
  /** lines from colour to colour */
  readonly lines: readonly (readonly [Rgb, Rgb])[];
  /** single colours, with names where they have one */
  readonly points: readonly { readonly colour: Rgb; readonly name: string }[];
  read(r: number, g: number, b: number): CodeReading;
}

type Chosen = Pick<CubeState, "code" | "regions" | "lambda" | "c">;

export function codeInCube({ code, regions, lambda, c }: Chosen): CodeInCube {
  if (code === "legend") return legendCode(regions);
  return code === "normals" ? ballCode : walkCode(lambda, c);
}

function walkCode(lambda: number, c: number): CodeInCube {
  const { inverse } = depthTransform(lambda, c);
  return {
    lines: WALK_VERTICES.slice(1).map((to, i) => [WALK_VERTICES[i], to] as const),
    points: [],
    read(r, g, b) {
      const { position, residual } = projectOnWalk(r, g, b);
      return { nearest: colourAt(position), residual, text: metresText(inverse(position)), position };
    },
  };
}

function legendCode(regions: readonly LayerRegion[]): CodeInCube {
  return {
    lines: [],
    points: regions.map(({ name, colour }) => ({ name, colour })),
    read(r, g, b) {
      let best: LayerRegion | undefined;
      let least = Infinity;
      for (const region of regions) {
        const [x, y, z] = region.colour;
        const distance = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
        if (distance < least) [best, least] = [region, distance];
      }
      return {
        nearest: best?.colour ?? [r, g, b],
        residual: best ? Math.sqrt(least) : 0,
        text: best?.name ?? "no class",
      };
    },
  };
}

const MIDDLE = 127.5;
/** Points on the ball, in a spiral of equal areas (Fibonacci's; Swinbank and Purser 2006). */
const BALL_POINTS = 900;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

const ballPoints = Array.from({ length: BALL_POINTS }, (_, i) => {
  const z = 1 - (2 * (i + 0.5)) / BALL_POINTS;
  const r = Math.sqrt(1 - z * z);
  const at = [r * Math.cos(GOLDEN * i), r * Math.sin(GOLDEN * i), z];
  return { colour: at.map((part) => MIDDLE * (1 + part)) as unknown as Rgb, name: "" };
});

/** Normals of unit length are a ball that touches all faces: x = 1 − 2R/255, y = 2G/255 − 1, z = 2B/255 − 1. */
const ballCode: CodeInCube = {
  lines: [],
  points: ballPoints,
  read(r, g, b) {
    const vector = [1 - r / MIDDLE, g / MIDDLE - 1, b / MIDDLE - 1] as const;
    const length = Math.hypot(...vector);
    const [x, y, z] = length > 0 ? vector.map((part) => part / length) : [0, 0, 1];
    return {
      nearest: [MIDDLE * (1 - x), MIDDLE * (1 + y), MIDDLE * (1 + z)],
      residual: MIDDLE * Math.abs(length - 1),
      text: `faces ${directionInWords([x, y, z])}`,
    };
  },
};
