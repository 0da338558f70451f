import { checkBoolean, checkName, checkNumber, checkPixel, refuse } from "../shared/checks.js";
import { type CubeState, cubeColourings } from "./state.js";

type Check = (value: never, next: CubeState) => void;

const checks: { readonly [Key in keyof CubeState]?: Check } = {
  lambda: (value: unknown) => checkNumber("lambda", value, [-100, -1.01], "the paper’s is −3"),
  c: (value: unknown) => checkNumber("c", value, [0.01, 1000], "the paper’s is 10/3 m"),
  viewpoint: (value: unknown) => {
    const { right, up, zoom, x, y } = (value ?? {}) as Record<string, number>;
    const isRight = [right, up, zoom, x, y].every(Number.isFinite) && Math.abs(up) <= 90 && zoom > 0;
    if (!isRight)
      refuse(
        "viewpoint",
        "{ right, up, zoom, x, y }, up from −90 to 90 degrees",
        value,
        "start with { ...view.viewpoint, right: 60 }",
      );
  },
  colouring: (name: unknown) =>
    checkName("colouring", name, cubeColourings, '"painted" shows colours as they are'),
  leastResidual: (value: unknown) => checkNumber("leastResidual", value, [0, 442], "0 draws all colours"),
  cells: (value: unknown) => checkBoolean("cells", value),
  cursor: (cursor: unknown, next) => {
    if (cursor !== null) checkPixel("cursor", cursor, next);
  },
};

/** @throws ArgumentError naming the property, what it takes, what it got and what to do */
export function checkControls(changes: Partial<CubeState>, state: Readonly<CubeState>): Partial<CubeState> {
  const next = { ...state, ...changes };
  for (const key of Object.keys(changes) as (keyof CubeState)[]) checks[key]?.(changes[key] as never, next);
  return changes;
}
