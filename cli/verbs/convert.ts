import { parseArgs } from "node:util";
import { ArgumentError, parseLegend, type ReadRasterOptions } from "vision-peel";
import { legendText, numberOf } from "../arguments.js";
import { type Conversion, converters, type Kind, kindOfFile } from "../convert/kinds.js";
import { outputOf } from "../encode/output.js";
import { workOnFiles } from "../files.js";

export const usage = `
Usage: peel convert FILE… -o FILE [--as KIND] [--scale NAME] [--to-scale NAME] [--frame NAME] [--to-frame NAME]

Turns depth, normals, ids and pictures from one file format into another. What a file holds is told by its
first bytes, where it goes by the extension of -o.

  --as KIND         depth, normals, labels or picture; default: floats are depth, in three channels normals;
                    whole numbers of 16 bits are depth, of 8 bits and indexed ones labels, in three channels
                    a picture (of 16 bits normals, unless -o is a .png)
  -o FILE           for several files with {name} in it
                      depth    .npy .npz .pfm .exr .tif in metres, .png in 16-bit numbers
                      normals  .npy .npz .pfm .exr
                      labels   .png (indexed, 16-bit grey above 255 ids) .npy .json (a COCO annotation file)
                      picture  .png
  --scale NAME      what the numbers of depth are: metres (default for floats), millimetres (default for
                    whole numbers), centimetres, kitti (1/256 m), tum (1/5000 m), sun-rgbd, kinect-raw,
                    tartanair, or metres per unit as 0.001
  --to-scale NAME   what a PNG's are to be: millimetres (default), centimetres, kitti, tum, or metres per unit
  --frame NAME      axes of the normals: camera (+x right, +y up, +z to the viewer; default), opengl (the
                    same), opencv (+y down, +z into the scene), dsine (+x left)
  --to-frame NAME   axes that they are to have
  --void ID         what ids below 0 become
  --legend FILE|TEXT  names and colours of the ids, numbered as peel decode semantic does: for COCO files and
                    palettes
  --channel NAME    the array of a .npz, the channel of an EXR
  --little-endian   for NYUv2's raw .pgm
  --json            print one JSON object for each file

Example: peel convert "kitti/*.png" --scale kitti -o "metres/{name}.npy"
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      as: { type: "string" },
      output: { type: "string", short: "o" },
      scale: { type: "string" },
      "to-scale": { type: "string" },
      frame: { type: "string" },
      "to-frame": { type: "string" },
      void: { type: "string" },
      legend: { type: "string" },
      channel: { type: "string" },
      "little-endian": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const asked = kindNamed(values.as);
  const reading: ReadRasterOptions = {
    ...(values.channel !== undefined && { channel: values.channel }),
    littleEndian: values["little-endian"],
  };
  const conversion: Conversion = {
    reading,
    scale: values.scale,
    toScale: values["to-scale"],
    frame: values.frame,
    toFrame: values["to-frame"],
    voidId: numberOf("--void", values.void),
    legend: values.legend === undefined ? undefined : parseLegend(await legendText(values.legend)),
  };
  await workOnFiles({
    task: "convert",
    what: "FILE -o FILE",
    positionals,
    json: values.json,
    output: outputOf(values.output, "metres.npy"),
    reads: [values.legend],
    async work(input, output = "", { say }) {
      const kind = asked ?? (await kindOfFile(input, output, reading));
      checkOptions(kind, values);
      const { width, height, warnings, ...more } = await converters[kind](input, output, conversion);
      say(`Wrote ${output}.`);
      return {
        record: { kind, width, height, output, ...more },
        table: `${kind}, ${width} × ${height} pixels\n`,
        warnings,
      };
    },
  });
}

/** Which kind an option is for. */
const KIND_OF_OPTION: Readonly<Record<string, Kind>> = {
  scale: "depth",
  "to-scale": "depth",
  frame: "normals",
  "to-frame": "normals",
  void: "labels",
  legend: "labels",
};

/** @throws ArgumentError for an option that would do nothing */
function checkOptions(kind: Kind, values: Readonly<Record<string, unknown>>): void {
  for (const [option, wanted] of Object.entries(KIND_OF_OPTION)) {
    if (values[option] === undefined || kind === wanted) continue;
    throw new ArgumentError({
      argument: `--${option}`,
      expected: `used for ${wanted}`,
      got: `used for a file of kind ${kind}`,
      remedy: `leave it out, or write --as ${wanted}`,
    });
  }
}

function kindNamed(name: string | undefined): Kind | undefined {
  if (name === undefined || Object.hasOwn(converters, name)) return name as Kind | undefined;
  throw new ArgumentError({
    argument: "--as",
    expected: `one of ${Object.keys(converters).join(", ")}`,
    got: JSON.stringify(name),
    remedy: "leave it out to go by the file",
  });
}
