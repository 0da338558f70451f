import { parseArgs } from "node:util";
import {
  ArgumentError,
  alignToSource,
  type DecodeDepthOptions,
  type DepthMap,
  type RgbImage,
  readImage,
  summarizeDepth,
  writeDepth,
} from "vision-peel";
import { joinNegativeNumbers, numberOf } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { named, workOnFiles } from "../files.js";
import { alignmentWith, FIT_USAGE, RESAMPLING_USAGE, resamplingOf, SOURCE_OPTIONS } from "../source.js";
import { depthTable, type PixelReading } from "./depthTable.js";
import { DEPTH_LIKENESS, warningsOf } from "./warnings.js";

export const usage = `
Usage: peel decode depth PAINTED… [--at x,y] [--source PHOTO] [-o FILE] [--json]
                                 [--dialect NAME | --code CODE | --lambda L --c METRES]

Decodes a painted depth picture (PNG, JPEG, WebP, TIFF …) into metres and sums it up.

  --at x,y      also read one pixel; x to the right and y down from 0,0 at the top left
  --source FILE the photo: puts the metres on its grid, --at too; tells how far the generator had moved everything
${FIT_USAGE}
${RESAMPLING_USAGE}
  -o FILE       also write metres; for several pictures with {name} in it: .npy, .npz (with the residual), .pfm,
                .exr, .tif (all float32), .png (16-bit millimetres, 0 = no reading)
  --json        print one JSON object instead of a table; infinite metres are the string "Infinity"
  --lambda L    shape of the power transform, below -1 (default -3)
  --c METRES    its scale, above 0 (default 10/3)
  --max-residual LEVELS  farther off the path a pixel has no depth (NaN)
  --fill        give such pixels (beyond 16 levels unless said otherwise) the depth of the side they belong to
  --median N    3 or 5: the median of the square around each pixel
  --inward-bias stretch channels back that the generator has pulled inwards all over the picture
  --end-levels LEVELS  what is so near to white is infinite
  --dialect NAME      ${DIALECT_USAGE}
  --code CODE   any other code, as PATH:TRANSFORM:name=value,… or JSON: plasma:log:near=0.5,far=80
                  PATH       cube (the paper's), plasma, inferno, viridis, magma, spectral, grey, with _r from
                             its end; or colours, near ones first, as black>red>#ffffff
                  TRANSFORM  power (lambda, c, far), linear (near, far), log (near, far), disparity (near, far)
                  also       atNear=unknown, atFar=infinity or atFar=unknown: what the ends' colours mean

Example: peel decode depth painted.png --at 582,1122 -o metres.npy
`;

const OPTIONS = {
  at: { type: "string" },
  ...SOURCE_OPTIONS,
  resampling: { type: "string" },
  output: { type: "string", short: "o" },
  json: { type: "boolean", default: false },
  lambda: { type: "string" },
  c: { type: "string" },
  dialect: { type: "string" },
  code: { type: "string" },
  "max-residual": { type: "string" },
  fill: { type: "boolean" },
  median: { type: "string" },
  "inward-bias": { type: "boolean" },
  "end-levels": { type: "string" },
} as const;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: joinNegativeNumbers(args),
    allowPositionals: true,
    options: OPTIONS,
  });
  const options = { ...optionsOf(values), dialect: await dialectNamed(values.dialect) };
  const resampling = resamplingOf(values.resampling);
  await workOnFiles({
    task: "decode depth",
    positionals,
    json: values.json,
    output: values.output,
    reads: [values.source],
    async work(path, output, { decoding, say }) {
      const read = await readImage(path);
      const decoded = await decoding("depth", read, [options]);
      const onSource = await alignmentWith(named(values.source, path), values.fit, read, say);
      const alignment = onSource?.alignment;
      const depth = alignment ? alignToSource(decoded, alignment, resampling) : decoded;
      // Colours are codes: they are picked, never blended.
      const painted = alignment ? alignToSource(read, alignment, { method: "nearest-exact" }) : read;
      const at = values.at === undefined ? undefined : readPixel(values.at, painted, depth);
      const summary = summarizeDepth(depth);
      const warnings = [...warningsOf(read, DEPTH_LIKENESS, decoded.residual), ...(onSource?.warnings ?? [])];
      if (output !== undefined) {
        warnings.push(...(await writeDepth(depth, output)).warnings);
        say(`Wrote ${output}.`);
      }
      const { dialect, code, unit } = (depth.provenance ?? {}) as Record<string, string | undefined>;
      const table = depthTable(summary, at, { dialect, code, unit });
      return {
        record: { ...summary, dialect, code, unit, alignment: onSource?.record, at },
        table,
        warnings,
      };
    },
  });
}

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>["values"];

/** Without those that were not given, so that the library's own defaults hold. */
function optionsOf(values: Values): DecodeDepthOptions {
  const given = {
    lambda: numberOf("--lambda", values.lambda, { mayBeInfinite: true }),
    c: numberOf("--c", values.c),
    code: values.code,
    maxResidual: numberOf("--max-residual", values["max-residual"]),
    fill: values.fill,
    median: numberOf("--median", values.median) as DecodeDepthOptions["median"],
    inwardBias: values["inward-bias"],
    endLevels: numberOf("--end-levels", values["end-levels"]),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function readPixel(text: string, painted: RgbImage, depth: DepthMap): PixelReading {
  const { width, height } = painted;
  const [x, y] = /^\d+,\d+$/.test(text) ? text.split(",").map(Number) : [-1, -1];
  if (x < 0 || x >= width || y >= height) {
    throw new ArgumentError({
      argument: "--at",
      expected: `x,y inside the picture of ${width} × ${height} pixels`,
      got: JSON.stringify(text),
      remedy: `give whole numbers from 0,0 to ${width - 1},${height - 1}`,
    });
  }
  const i = y * width + x;
  const rgb: PixelReading["rgb"] = [painted.data[3 * i], painted.data[3 * i + 1], painted.data[3 * i + 2]];
  return { x, y, metres: depth.data[i], rgb, residual: depth.residual?.[i] ?? 0 };
}
