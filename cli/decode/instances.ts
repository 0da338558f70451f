import { parseArgs } from "node:util";
import {
  alignToSource,
  type DecodedInstances,
  type DecodeInstancesOptions,
  encodeMask,
  readImage,
  writeLabels,
} from "vision-peel";
import { numberOf } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { named, workOnFiles } from "../files.js";
import { type AlignmentRecord, alignmentWith, FIT_USAGE, SOURCE_OPTIONS } from "../source.js";
import { columns, percent } from "../table.js";
import { backgroundDoubt, warningsOf } from "./warnings.js";

export const usage = `
Usage: peel decode instances PAINTED… [--background COLOUR] [--source PHOTO] [-o FILE] [--json]
          [--dialect NAME]

Finds things that were painted each in a colour of its own (PNG, JPEG, WebP), by appendix A of
arXiv 2604.20329, and measures them.

  --background COLOUR   what is painted behind them: a name, #hex, "(r, g, b)", "<r, g, b>" or "RGB(r, g, b)";
                        default black
  --source PHOTO        put them on the photo's grid; tells how far the generator had moved everything
${FIT_USAGE}
  --dialect NAME        ${DIALECT_USAGE}
  -o FILE               also write ids, 0 is background: .png (indexed, or 16-bit beyond 255 things) or .npy;
                        with {name} in it for several pictures
  --json                print one JSON object: count, and one record for each thing
  --masks               with --json: each record with its mask as COCO files hold it

What the paper calls tau, theta_size, theta_erosion and gamma, and what it leaves open:
  --tolerance LEVELS    14         --neighbours N       16, 8 or 4
  --min-size SHARE      0.0002     --merging HOW        pairs, repeated or none
  --min-erosion SHARE   0.1        --seed-order HOW     rows, columns or flat
  --max-box-growth N    5          --beyond-border HOW  inside or outside

Example: peel decode instances croissants.png --background "RGB(88, 50, 82)" --json
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      dialect: { type: "string" },
      background: { type: "string" },
      ...SOURCE_OPTIONS,
      output: { type: "string", short: "o" },
      json: { type: "boolean", default: false },
      masks: { type: "boolean", default: false },
      tolerance: { type: "string" },
      "min-size": { type: "string" },
      "min-erosion": { type: "string" },
      "max-box-growth": { type: "string" },
      neighbours: { type: "string" },
      merging: { type: "string" },
      "seed-order": { type: "string" },
      "beyond-border": { type: "string" },
    },
  });
  // Words are checked by the decoder, which names what it expects.
  const options = {
    dialect: await dialectNamed(values.dialect),
    background: values.background,
    tolerance: numberOf("--tolerance", values.tolerance),
    minSizeShare: numberOf("--min-size", values["min-size"]),
    minErosionShare: numberOf("--min-erosion", values["min-erosion"]),
    maxBoxGrowth: numberOf("--max-box-growth", values["max-box-growth"]),
    neighbours: numberOf("--neighbours", values.neighbours),
    merging: values.merging,
    seedOrder: values["seed-order"],
    beyondBorder: values["beyond-border"],
  } as DecodeInstancesOptions;
  await workOnFiles({
    task: "decode instances",
    positionals,
    json: values.json,
    output: values.output,
    reads: [values.source],
    async work(path, output, { decoding, say }) {
      const painted = await readImage(path);
      const decoded = await decoding("instances", painted, [options]);
      const onSource = await alignmentWith(named(values.source, path), values.fit, painted, say);
      const map = onSource ? alignToSource(decoded, onSource.alignment) : decoded;
      if (output !== undefined) {
        await writeLabels(map, output);
        say(`Wrote ${output}.`);
      }
      const warnings = [
        ...warningsOf(painted),
        ...backgroundDoubt(decoded, decoded.instances),
        ...(onSource?.warnings ?? []),
      ];
      return { record: recordOf(map, onSource?.record, values.masks), table: tableOf(map), warnings };
    },
  });
}

function recordOf(map: DecodedInstances, alignment: AlignmentRecord | undefined, withMasks: boolean): object {
  const { width, height, data, instances, provenance } = map;
  const { dialect, background, components } = provenance ?? {};
  const records = instances.map((one) => {
    if (!withMasks) return one;
    return { ...one, mask: encodeMask({ width, height, data: data.map((id) => Number(id === one.id)) }) };
  });
  return {
    width,
    height,
    dialect,
    background,
    count: instances.length,
    components,
    alignment,
    instances: records,
  };
}

function tableOf({ width, height, instances }: DecodedInstances): string {
  const count = `${instances.length} instance${instances.length === 1 ? "" : "s"}`;
  const head = `${count} in ${width} × ${height} pixels\n`;
  if (instances.length === 0) return head;
  const rows = instances.map(({ id, area, box, centroid, colour = [0, 0, 0], parts, holes }) => [
    `${id}`,
    `${area}`,
    percent(area, width * height),
    box.join(" "),
    centroid.map((at) => at.toFixed(1)).join(" "),
    colour.map((level) => Math.round(level)).join(" "),
    `${parts}`,
    `${holes}`,
  ]);
  const heads = ["id", "pixels", "share", "box x y w h", "centroid", "colour", "parts", "holes"];
  return `${head}\n${columns([heads, ...rows])}`;
}
