import { parseArgs } from "node:util";
import { type DepthScale, encodeDepth, readDepth, summarizeDepth } from "vision-peel";
import { joinNegativeNumbers, numberOf } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { ENCODE_OPTIONS, ENCODE_USAGE, encodeFiles } from "./encodeFiles.js";

export const usage = `
Usage: peel encode depth METRES… -o PAINTED.png [--scale NAME] [--json]
                         [--dialect NAME | --code CODE | --lambda L --c METRES]

Paints depth in the code of the paper, where infinity is white and unknown depth mid grey, or in any other.

  METRES          depth: .npy, .npz, .pfm, .exr, .tif of floats, or 16-bit .png, .pgm, .tif of integers
  --scale NAME    what the numbers mean; default metres for floats, millimetres for integers; also kitti …
  --lambda L      shape of the power transform, below -1 (default -3)
  --c METRES      its scale, above 0 (default 10/3)
  --dialect NAME      ${DIALECT_USAGE}
  --code CODE     any other code, plasma:log:near=0.5,far=80; peel decode depth --help tells them
${ENCODE_USAGE}

Example: peel encode depth "kitti/*.png" --scale kitti -o "painted/{name}.png"
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: joinNegativeNumbers(args),
    allowPositionals: true,
    options: {
      scale: { type: "string" },
      lambda: { type: "string" },
      c: { type: "string" },
      dialect: { type: "string" },
      code: { type: "string" },
      ...ENCODE_OPTIONS,
    },
  });
  const options = {
    lambda: numberOf("--lambda", values.lambda, { mayBeInfinite: true }),
    c: numberOf("--c", values.c),
    code: values.code,
    dialect: await dialectNamed(values.dialect),
  };
  await encodeFiles({
    ...{ task: "depth", what: "METRES -o PAINTED.png", positionals, values },
    async paint(path) {
      const depth = await readDepth(path, { scale: values.scale as DepthScale | undefined });
      const painted = encodeDepth(depth, options);
      const { dialect, code, unit } = painted.provenance ?? {};
      const { range, infiniteShare, unknownShare } = summarizeDepth(depth);
      const warnings = depth.provenance?.warnings as readonly string[] | undefined;
      const record = { dialect, code, unit, range, infiniteShare, unknownShare };
      return { painted, record, told: "depth", warnings };
    },
  });
}
