import { parseArgs } from "node:util";
import { type DecodedReferring, decodeReferring, encodeMask, readImage, writeLabels } from "vision-peel";
import { legendText, numberOf, onePicture } from "../arguments.js";
import { columns, percent } from "../table.js";

export const usage = `
Usage: peel decode referring PAINTED --legend FILE|TEXT [--background COLOUR] [-o FILE] [--json]

Reads what expressions refer to from a picture that paints each in its own colour (PNG, JPEG, WebP).

  --legend FILE|TEXT    expressions and their colours: JSON, or the sentences of the prompt; from a
                        .json or .txt file, or as they are
  --background COLOUR   what is painted beside them, unless the legend names a "background";
                        default black, "none" gives every pixel to an expression
  --max-residual LEVELS pixels farther than this from every colour belong to nobody; default: none do
  -o FILE               also write ids, numbered as the expressions and 0 for background: .png or .npy
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
      background: { type: "string" },
      "max-residual": { type: "string" },
      output: { type: "string", short: "o" },
      json: { type: "boolean", default: false },
      masks: { type: "boolean", default: false },
    },
  });
  const path = onePicture("decode referring", "PAINTED --legend LEGEND", positionals);
  const expressions = await legendText(values.legend);
  const decoded = decodeReferring(await readImage(path), expressions, {
    background: values.background === "none" ? null : values.background,
    maxResidual: numberOf("--max-residual", values["max-residual"]),
  });
  if (values.output !== undefined) {
    await writeLabels(decoded.labels, values.output);
    process.stderr.write(`Wrote ${values.output}.\n`);
  }
  process.stdout.write(
    values.json ? `${JSON.stringify(recordsOf(decoded, values.masks))}\n` : tableOf(decoded),
  );
}

function recordsOf(
  { width, height, masks, ties, margin, residual }: DecodedReferring,
  withMasks: boolean,
): object {
  const expressions = masks.map(({ id, name, colour, area, box, data }) => {
    const record = { id, name, colour, area, box };
    const inside = (plane: Float32Array): number | null => (area === 0 ? null : sumWhere(plane, data) / area);
    const means = { meanResidual: inside(residual), meanMargin: inside(margin) };
    return { ...record, ...means, ...(withMasks && { mask: encodeMask({ width, height, data }) }) };
  });
  return { width, height, ties, expressions };
}

function sumWhere(plane: Float32Array, mask: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < plane.length; i++) if (mask[i]) sum += plane[i];
  return sum;
}

function tableOf({ width, height, masks, ties }: DecodedReferring): string {
  const rows = masks.map(({ id, name, colour, area, box }) => [
    `${id}`,
    name,
    colour.join(" "),
    `${area}`,
    percent(area, width * height),
    area > 0 ? box.join(" ") : "",
  ]);
  const table = columns([["id", "expression", "colour", "pixels", "share", "box x y w h"], ...rows]);
  const tied = ties > 0 ? `\n${ties} pixels as near to two colours went to the first one.\n` : "";
  return `${table}${tied}`;
}
