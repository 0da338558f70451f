import { parseArgs } from "node:util";
import { alignToSource, type LabelMap, readImage, writeLabels } from "vision-peel";
import { legendText, numberOf } from "../arguments.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { named, workOnFiles } from "../files.js";
import { alignmentWith, FIT_USAGE, SOURCE_OPTIONS } from "../source.js";
import { columns, percent } from "../table.js";
import { voidIdOf, withVoid } from "./voidId.js";
import { CLASS_LIKENESS, colourDoubt, decodersWarnings, warningsOf } from "./warnings.js";

export const usage = `
Usage: peel decode semantic PAINTED… --legend FILE|TEXT [--background COLOUR] [--source PHOTO] [-o FILE] [--json]
          [--dialect NAME]

Reads classes from a picture that paints each in its own colour (PNG, JPEG, WebP): the nearest colour wins.

  --legend FILE|TEXT    classes and their colours: JSON, a list, or the sentences of the prompt; from a
                        .json or .txt file, or as they are
  --background COLOUR   what unlisted pixels are painted, unless the legend names a "background";
                        default black, "none" gives every pixel to a class
  --max-residual LEVELS pixels farther than this from every colour are rejected (void); default: none are
  --min-margin LEVELS   pixels whose next colour is not this much farther are rejected; default: none are
  --source PHOTO        put them on the photo's grid; tells how far the generator had moved everything,
                        what it cropped is void
${FIT_USAGE}
  --void ID             of what is cropped or rejected; default 255 where that is no class of the legend, so
                        that a PNG stays one of 8 bits, else 65535
  --dialect NAME        ${DIALECT_USAGE}
  -o FILE               also write class ids, numbered as in the legend and 0 for background: .png or .npy;
                        with {name} in it for several pictures
  --json                print one JSON object: one record for each class

Example: peel decode semantic street.png --legend '{"road": "#804080", "sky": "blue"}' -o ids.png
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
      "min-margin": { type: "string" },
      ...SOURCE_OPTIONS,
      void: { type: "string" },
      output: { type: "string", short: "o" },
      json: { type: "boolean", default: false },
    },
  });
  const legend = await legendText(values.legend);
  const options = {
    dialect: await dialectNamed(values.dialect),
    background: values.background === "none" ? null : values.background,
    maxResidual: numberOf("--max-residual", values["max-residual"]),
    minMargin: numberOf("--min-margin", values["min-margin"]),
  };
  await workOnFiles({
    task: "decode semantic",
    positionals,
    json: values.json,
    output: values.output,
    reads: [values.source, values.legend],
    async work(path, output, { decoding, say }) {
      const painted = await readImage(path);
      const decoded = await decoding("semantic", painted, [legend, options]);
      const onSource = await alignmentWith(named(values.source, path), values.fit, painted, say);
      const voidId = voidIdOf(values.void, decoded.legend);
      const known = withVoid(decoded, voidId);
      const labels = onSource ? alignToSource(known, onSource.alignment, { voidId }) : known;
      if (output !== undefined) {
        await writeLabels(labels, output);
        say(`Wrote ${output}.`);
      }
      const classes = recordsOf(labels);
      const { width, height } = labels;
      const ties = labels.margin?.filter((one) => one === 0).length ?? 0;
      const asWhole = warningsOf(painted, CLASS_LIKENESS, decoded.residual);
      const doubts = asWhole.some((one) => one.includes("does not look")) ? [] : colourDoubt(classes);
      const warnings = [
        ...asWhole,
        ...doubts,
        ...decodersWarnings(painted, decoded),
        ...(onSource?.warnings ?? []),
      ];
      const { dialect } = decoded.provenance ?? {};
      const record = { width, height, dialect, ties, alignment: onSource?.record, classes };
      return { record, table: tableOf(classes, width * height, ties), warnings };
    },
  });
}

interface ClassRecord {
  readonly id: number;
  readonly name: string;
  readonly colour?: readonly number[];
  /** pixels */
  readonly area: number;
  /** means over its pixels, levels; null where it has none */
  readonly meanResidual: number | null;
  readonly meanMargin: number | null;
}

function recordsOf({ data, legend, residual, margin }: LabelMap): ClassRecord[] {
  return legend.map(({ id, name, colour }) => {
    let area = 0;
    let residuals = 0;
    let margins = 0;
    for (let i = 0; i < data.length; i++) {
      if (data[i] !== id) continue;
      area++;
      residuals += residual?.[i] ?? 0;
      margins += margin?.[i] ?? 0;
    }
    const mean = (sum: number) => (area === 0 || !Number.isFinite(sum) ? null : sum / area);
    return { id, name, colour, area, meanResidual: mean(residuals), meanMargin: mean(margins) };
  });
}

function tableOf(records: readonly ClassRecord[], pixels: number, ties: number): string {
  const rows = records.map(({ id, name, colour, area, meanResidual, meanMargin }) => [
    `${id}`,
    name,
    colour?.join(" ") ?? "",
    `${area}`,
    percent(area, pixels),
    meanResidual?.toFixed(1) ?? "",
    meanMargin?.toFixed(1) ?? "",
  ]);
  const header = ["id", "class", "colour", "pixels", "share", "off by", "margin"];
  const tied = ties > 0 ? `\n${ties} pixels as near to two colours went to the first one.\n` : "";
  return `${columns([header, ...rows])}${tied}`;
}
