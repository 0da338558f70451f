import { parseArgs } from "node:util";
import { encodeNormals, type NormalFrame, NormalMap, normalsFromFrame, readNormals } from "vision-peel";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { ENCODE_OPTIONS, ENCODE_USAGE, encodeFiles } from "./encodeFiles.js";

export const usage = `
Usage: peel encode normals NORMALS… -o PAINTED.png [--frame NAME] [--dialect NAME] [--json]

Paints surface normals in the code of the paper; where there is none, in the sky's magenta.

  NORMALS         unit vectors: .npy, .npz, .pfm, .exr …, as peel decode normals -o writes them
  --frame NAME    the axes that they are in: camera (+x right, +y up, +z to the viewer; default), opengl
                  (the same), opencv (+y down, +z into the scene), dsine (+x left)
  --dialect NAME      ${DIALECT_USAGE}
${ENCODE_USAGE}

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
      ...ENCODE_OPTIONS,
    },
  });
  const dialect = await dialectNamed(values.dialect);
  const { frame } = values;
  await encodeFiles({
    ...{ task: "normals", what: "NORMALS -o PAINTED.png", positionals, values },
    async paint(path) {
      const { width, height, data } = await readNormals(path);
      const inCamera = normalsFromFrame(data, frame as NormalFrame);
      const painted = encodeNormals(new NormalMap({ width, height, data: inCamera }), { dialect });
      return { painted, record: { dialect: painted.provenance?.dialect, frame }, told: "normals" };
    },
  });
}
