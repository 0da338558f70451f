import { parseArgs } from "node:util";
import {
  encodeNormals,
  type NormalFrame,
  NormalMap,
  normalsFromFrame,
  readNormals,
  writeImage,
} from "vision-peel";
import { onePicture } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { outputOf } from "./output.js";

export const usage = `
Usage: peel encode normals NORMALS -o PAINTED.png [--frame NAME] [--dialect NAME]

Paints surface normals in the code of the paper; where there is none, in the sky's magenta.

  NORMALS         unit vectors: .npy, .npz, .pfm, .exr …, as peel decode normals -o writes them
  --frame NAME    the axes that they are in: camera (+x right, +y up, +z to the viewer; default), opengl
                  (the same), opencv (+y down, +z into the scene), dsine (+x left)
  --dialect NAME      ${DIALECT_USAGE}
  -o PAINTED.png  where to write the picture

Example: peel encode normals dsine.npy --frame dsine -o painted.png
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      frame: { type: "string", default: "camera" },
      dialect: { type: "string" },
      output: { type: "string", short: "o" },
    },
  });
  const path = onePicture("encode normals", "NORMALS -o PAINTED.png", positionals);
  const output = outputOf(values.output);
  const { width, height, data } = await readNormals(path);
  const inCamera = normalsFromFrame(data, values.frame as NormalFrame);
  const dialect = await dialectNamed(values.dialect);
  await writeImage(encodeNormals(new NormalMap({ width, height, data: inCamera }), { dialect }), output);
  process.stderr.write(`Wrote ${output}.\n`);
}
