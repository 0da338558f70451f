import { parseArgs } from "node:util";
import {
  decodeNormals,
  type NormalFrame,
  NormalMap,
  normalsInFrame,
  readImage,
  writeNormals,
} from "vision-peel";
import { numberOf, onePicture } from "../arguments.js";
import { columns, percent } from "../table.js";

export const usage = `
Usage: peel decode normals PAINTED [-o FILE] [--frame NAME] [--json]

Reads surface normals from a painted picture (PNG, JPEG, WebP): unit vectors, +x right, +y up, +z to the
viewer; the sky and what points nowhere have none.

  --frame NAME        axes that -o writes: camera (as above, default), opengl (the same),
                      opencv (+y down, +z into the scene), dsine (+x left)
  --min-length NUMBER shorter painted vectors have no direction; default 0.25
  --max-length NUMBER longer ones are no normals but the sky's colour; default 1.5
  -o FILE             also write the normals: .npy, .npz, .pfm, .exr …
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
      "min-length": { type: "string" },
      "max-length": { type: "string" },
      output: { type: "string", short: "o" },
      json: { type: "boolean", default: false },
    },
  });
  const path = onePicture("decode normals", "PAINTED", positionals);
  const normals = decodeNormals(await readImage(path), {
    minLength: numberOf("--min-length", values["min-length"]),
    maxLength: numberOf("--max-length", values["max-length"]),
  });
  const data = normalsInFrame(normals, values.frame as NormalFrame);
  const { width, height } = normals;
  if (values.output !== undefined) {
    await writeNormals(new NormalMap({ width, height, data }), values.output);
    process.stderr.write(`Wrote ${values.output}.\n`);
  }
  const lengths = (normals.residual ?? new Float32Array()).map((levels) => 1 + levels / 127.5).sort();
  const [low, median, high] = SHARES.map((share) => lengths[Math.floor(share * (lengths.length - 1))]);
  let without = 0;
  let away = 0;
  for (let at = 2; at < normals.data.length; at += 3) {
    if (Number.isNaN(normals.data[at])) without++;
    else if (normals.data[at] < 0) away++;
  }
  const record = { width, height, frame: values.frame, without, away, length: { low, median, high } };
  if (values.json) {
    process.stdout.write(`${JSON.stringify(record)}\n`);
    return;
  }
  const pixels = width * height;
  process.stdout.write(
    columns([
      ["size", `${width} × ${height}`],
      ["without a normal", percent(without, pixels)],
      ["turned away from the camera", percent(away, pixels)],
      ["painted length, median", median.toFixed(3)],
      ["painted length, 1 to 99 %", `${low.toFixed(3)} to ${high.toFixed(3)}`],
    ]),
  );
}
