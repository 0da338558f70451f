import { parseArgs } from "node:util";
import { type DepthScale, encodeDepth, readDepth, writeImage } from "vision-peel";
import { joinNegativeNumbers, numberOf, onePicture } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { outputOf } from "./output.js";

export const usage = `
Usage: peel encode depth METRES -o PAINTED.png [--scale NAME] [--dialect NAME | --code CODE | --lambda L --c METRES]

Paints depth in the code of the paper, where infinity is white and unknown depth mid grey, or in any other.

  METRES          depth: .npy, .npz, .pfm, .exr, .tif of floats, or 16-bit .png, .pgm, .tif of integers
  --scale NAME    what the numbers mean; default metres for floats, millimetres for integers; also kitti …
  --lambda L      shape of the power transform, below -1 (default -3)
  --c METRES      its scale, above 0 (default 10/3)
  --dialect NAME      ${DIALECT_USAGE}
  --code CODE     any other code, plasma:log:near=0.5,far=80; peel decode depth --help tells them
  -o PAINTED.png  where to write the picture

Example: peel encode depth 0000000005.png --scale kitti -o painted.png
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
      output: { type: "string", short: "o" },
    },
  });
  const path = onePicture("encode depth", "METRES -o PAINTED.png", positionals);
  const output = outputOf(values.output);
  const { code } = values;
  const dialect = await dialectNamed(values.dialect);
  const options = {
    lambda: numberOf("--lambda", values.lambda),
    c: numberOf("--c", values.c),
    code,
    dialect,
  };
  const depth = await readDepth(path, { scale: values.scale as DepthScale | undefined });
  await writeImage(encodeDepth(depth, options), output);
  process.stderr.write(`Wrote ${output}.\n`);
}
