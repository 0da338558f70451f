import { parseArgs } from "node:util";
import {
  type Alignment,
  alignToSource,
  type DecodedReferring,
  encodeMask,
  InstanceMap,
  measureInstances,
  type ReferredMask,
  readImage,
  writeLabels,
} from "vision-peel";
import { legendText, numberOf } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { type Finding, named, workOnFiles } from "../files.js";
import { alignmentWith, FIT_USAGE, type OnSource, SOURCE_OPTIONS } from "../source.js";
import { columns, percent } from "../table.js";
import { voidIdOf } from "./voidId.js";
import { CLASS_LIKENESS, decodersWarnings, warningsOf } from "./warnings.js";

export const usage = `
Usage: peel decode referring PAINTED… --legend FILE|TEXT [--background COLOUR] [--source PHOTO] [-o FILE] [--json]
          [--dialect NAME]

Reads what expressions refer to from a picture that paints each in its own colour (PNG, JPEG, WebP).

  --legend FILE|TEXT    expressions and their colours: JSON, a list, or the sentences of the prompt; from a
                        .json or .txt file, or as they are
  --background COLOUR   what is painted beside them, unless the legend names a "background";
                        default black, "none" gives every pixel to an expression
  --max-residual LEVELS pixels farther than this from every colour belong to nobody; default: none do
  --source PHOTO        put the masks on the photo's grid; tells how far the generator had moved everything
  --dialect NAME        ${DIALECT_USAGE}
  -o FILE               also write ids, numbered as the expressions and 0 for background: .png or .npy,
                        with {name} in it for several pictures;
                        with --source, what the generator cropped is void
${FIT_USAGE}
  --void ID             of what is cropped; default 255 where that is no expression, else 65535
  --json                print one JSON object: one record for each expression
  --masks               with --json: each record with its mask as COCO files hold it

Example: peel decode referring men.png --legend '{"the man in pink": "white", "the other man": "green"}'
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      legend: { type: "string" },
      dialect: { type: "string" },
      background: { type: "string" },
      "max-residual": { type: "string" },
      ...SOURCE_OPTIONS,
      void: { type: "string" },
      output: { type: "string", short: "o" },
      json: { type: "boolean", default: false },
      masks: { type: "boolean", default: false },
    },
  });
  const expressions = await legendText(values.legend);
  const options = {
    dialect: await dialectNamed(values.dialect),
    background: values.background === "none" ? null : values.background,
    maxResidual: numberOf("--max-residual", values["max-residual"]),
  };
  await workOnFiles({
    task: "decode referring",
    positionals,
    json: values.json,
    output: values.output,
    reads: [values.source, values.legend],
    async work(path, output, { decoding, say }) {
      const painted = await readImage(path);
      const decoded = await decoding("referring", painted, [expressions, options]);
      const onSource = await alignmentWith(named(values.source, path), values.fit, painted, say);
      const alignment = onSource?.alignment;
      if (output !== undefined) {
        const voidId = voidIdOf(values.void, decoded.labels.legend);
        const labels = alignment ? alignToSource(decoded.labels, alignment, { voidId }) : decoded.labels;
        await writeLabels(labels, output);
        say(`Wrote ${output}.`);
      }
      const warnings = [
        ...warningsOf(painted, CLASS_LIKENESS, decoded.residual),
        ...decodersWarnings(painted, decoded),
        ...(onSource?.warnings ?? []),
      ];
      return { ...findingOf(decoded, onSource, values.masks), warnings };
    },
  });
}

function findingOf(decoded: DecodedReferring, onPhoto: OnSource | undefined, withMasks: boolean): Finding {
  const alignment = onPhoto?.alignment;
  const { width, height } = alignment?.source ?? decoded;
  const { ties } = decoded;
  const shown = decoded.masks.map((mask) => ({
    ...mask,
    ...meansOf(mask, decoded),
    ...(alignment && onSource(mask, alignment)),
  }));
  const expressions = shown.map(({ width, height, data, ...record }) =>
    withMasks ? { ...record, mask: encodeMask({ width, height, data }) } : record,
  );
  const record = {
    width,
    height,
    dialect: decoded.provenance.dialect,
    ties,
    alignment: onPhoto?.record,
    expressions,
  };
  return { record, table: tableOf(shown, width * height, ties) };
}

/** How surely the pixels of a mask were painted in its colour, levels; null for an empty one. */
function meansOf({ data, area }: ReferredMask, { residual, margin }: DecodedReferring): object {
  const mean = (plane: Float32Array): number | null => {
    let sum = 0;
    for (let i = 0; i < plane.length; i++) if (data[i]) sum += plane[i];
    return area === 0 ? null : sum / area;
  };
  return { meanResidual: mean(residual), meanMargin: mean(margin) };
}

/** The mask as it lies on the photo. */
function onSource(
  { width, height, data }: ReferredMask,
  alignment: Alignment,
): Pick<ReferredMask, "width" | "height" | "data" | "area" | "box"> {
  const mask = new InstanceMap({ width, height, data: Uint16Array.from(data) });
  const aligned = alignToSource<InstanceMap>(mask, alignment);
  const [{ area, box } = { area: 0, box: [0, 0, 0, 0] as const }] = measureInstances(aligned);
  return { ...alignment.source, data: Uint8Array.from(aligned.data), area, box };
}

function tableOf(masks: readonly ReferredMask[], pixels: number, ties: number): string {
  const rows = masks.map(({ id, name, colour, area, box }) => [
    `${id}`,
    name,
    colour.join(" "),
    `${area}`,
    percent(area, pixels),
    area > 0 ? box.join(" ") : "",
  ]);
  const table = columns([["id", "expression", "colour", "pixels", "share", "box x y w h"], ...rows]);
  const tied = ties > 0 ? `\n${ties} pixels as near to two colours went to the first one.\n` : "";
  return `${table}${tied}`;
}
