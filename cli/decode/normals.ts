import { parseArgs } from "node:util";
import {
  alignToSource,
  type NormalFrame,
  NormalMap,
  normalsInFrame,
  readImage,
  writeNormals,
} from "vision-peel";
import { numberOf } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { type Finding, named, workOnFiles } from "../files.js";
import { alignmentWith, FIT_USAGE, RESAMPLING_USAGE, resamplingOf, SOURCE_OPTIONS } from "../source.js";
import { columns, percent } from "../table.js";
import { NORMAL_LIKENESS, warningsOf } from "./warnings.js";

export const usage = `
Usage: peel decode normals PAINTED… [--source PHOTO] [-o FILE] [--frame NAME] [--dialect NAME] [--json]

Reads surface normals from a painted picture (PNG, JPEG, WebP): unit vectors, +x right, +y up, +z to the
viewer; the sky and what points nowhere have none.

  --frame NAME        axes that -o writes: camera (as above, default), opengl (the same),
                      opencv (+y down, +z into the scene), dsine (+x left)
  --dialect NAME      ${DIALECT_USAGE}
  --min-length NUMBER shorter painted vectors have no direction; default 0.25
  --max-length NUMBER longer ones are no normals but the sky's colour; default 1.5
  --source PHOTO      put them on the photo's grid; tells how far the generator had moved everything
${FIT_USAGE}
${RESAMPLING_USAGE}
  -o FILE             also write the normals: .npy, .npz, .pfm, .exr …; with {name} in it for
                      several pictures
  --json              print one JSON object: shares and spreads

Example: peel decode normals room.png -o normals.npy --frame opencv
`;

/** Shares of the pixels at which the painted lengths are told. */
const SHARES = [0.01, 0.5, 0.99];

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      frame: { type: "string", default: "camera" },
      dialect: { type: "string" },
      "min-length": { type: "string" },
      "max-length": { type: "string" },
      ...SOURCE_OPTIONS,
      resampling: { type: "string" },
      output: { type: "string", short: "o" },
      json: { type: "boolean", default: false },
    },
  });
  const options = {
    dialect: await dialectNamed(values.dialect),
    minLength: numberOf("--min-length", values["min-length"]),
    maxLength: numberOf("--max-length", values["max-length"]),
  };
  const resampling = resamplingOf(values.resampling);
  await workOnFiles({
    task: "decode normals",
    positionals,
    json: values.json,
    output: values.output,
    reads: [values.source],
    async work(path, output, { decoding, say }) {
      const painted = await readImage(path);
      const decoded = await decoding("normals", painted, [options]);
      const onSource = await alignmentWith(named(values.source, path), values.fit, painted, say);
      const normals = onSource ? alignToSource(decoded, onSource.alignment, resampling) : decoded;
      const data = normalsInFrame(normals, values.frame as NormalFrame);
      if (output !== undefined) {
        const { width, height } = normals;
        await writeNormals(new NormalMap({ width, height, data }), output);
        say(`Wrote ${output}.`);
      }
      const warnings = [
        ...warningsOf(painted, NORMAL_LIKENESS, decoded.residual),
        ...(onSource?.warnings ?? []),
      ];
      const { record, table } = findingOf(normals, values.frame);
      return { record: { ...record, alignment: onSource?.record }, table, warnings };
    },
  });
}

function findingOf({ width, height, data, residual, provenance }: NormalMap, frame: string): Finding {
  // What the generator cropped has no length.
  const known = (residual ?? new Float32Array()).filter((levels) => !Number.isNaN(levels));
  const lengths = known.map((levels) => 1 + levels / 127.5).sort();
  const [low, median, high] = SHARES.map((share) => lengths[Math.floor(share * (lengths.length - 1))]);
  let without = 0;
  let away = 0;
  for (let at = 2; at < data.length; at += 3) {
    if (Number.isNaN(data[at])) without++;
    else if (data[at] < 0) away++;
  }
  const dialect = String(provenance?.dialect);
  const record = { width, height, dialect, frame, without, away, length: { low, median, high } };
  const pixels = width * height;
  const table = columns([
    ["size", `${width} × ${height}`],
    ["read as", dialect],
    ["without a normal", percent(without, pixels)],
    ["turned away from the camera", percent(away, pixels)],
    ["painted length, median", median.toFixed(3)],
    ["painted length, 1 to 99 %", `${low.toFixed(3)} to ${high.toFixed(3)}`],
  ]);
  return { record, table };
}
