import { parseArgs } from "node:util";
import { type DepthScale, encodeDepth, readDepth, writeImage } from "vision-peel";
import { joinNegativeNumbers, numberOf, onePicture } from "../arguments.js";
import { outputOf } from "./output.js";

export const usage = `
Usage: peel encode depth METRES -o PAINTED.png [--scale NAME] [--lambda L] [--c METRES]

Paints depth in the code of the paper; infinity is white, unknown depth mid grey.

  METRES          depth: .npy, .npz, .pfm, .exr, .tif of floats, or 16-bit .png, .pgm, .tif of integers
  --scale NAME    what the numbers mean; default metres for floats, millimetres for integers; also kitti …
  --lambda L      shape of the power transform, below -1 (default -3)
  --c METRES      its scale, above 0 (default 10/3)
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
      output: { type: "string", short: "o" },
    },
  });
  const path = onePicture("encode depth", "METRES -o PAINTED.png", positionals);
  const output = outputOf(values.output);
  const options = { lambda: numberOf("--lambda", values.lambda), c: numberOf("--c", values.c) };
  const depth = await readDepth(path, { scale: values.scale as DepthScale | undefined });
  await writeImage(encodeDepth(depth, options), output);
  process.stderr.write(`Wrote ${output}.\n`);
}
