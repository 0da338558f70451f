import { type RgbImage, writeImage } from "vision-peel";
import { workOnFiles } from "../files.js";
import { outputOf } from "./output.js";

/** What a task painted, and what is told of it. */
export interface Painted {
  readonly painted: RgbImage;
  /** for programs, beside size and output */
  readonly record: object;
  /** for people, one line: "3 instances" */
  readonly told: string;
  /** what else should be known, one sentence each */
  readonly warnings?: readonly string[] | undefined;
}

/** What painting one or several files is told. */
export interface EncodeCall {
  /** "depth" */
  readonly task: string;
  /** what follows in the usage: "METRES -o PAINTED.png" */
  readonly what: string;
  readonly positionals: readonly string[];
  readonly values: { readonly output?: string | undefined; readonly json: boolean };
  /** other files that are read */
  readonly reads?: readonly (string | undefined)[];
  /** reads the file and paints what is in it */
  paint(path: string): Promise<Painted>;
}

/** What every task of `peel encode` understands. */
export const ENCODE_OPTIONS = {
  output: { type: "string", short: "o" },
  json: { type: "boolean", default: false },
} as const;

/** What the usage of every task says of them. */
export const ENCODE_USAGE = `  -o PAINTED.png  where to write the picture; for several files with {name} in it
  --json          print one JSON object for each file`;

/** Paints the files of a call, each to a PNG of its own. */
export async function encodeFiles(call: EncodeCall): Promise<void> {
  const { task, what, positionals, values, reads = [] } = call;
  await workOnFiles({
    ...{ task: `encode ${task}`, what, positionals, json: values.json, reads },
    output: positionals.length === 0 ? undefined : outputOf(values.output),
    async work(path, output = "", { say }) {
      const { painted, record, told, warnings } = await call.paint(path);
      await writeImage(painted, output);
      say(`Wrote ${output}.`);
      const { width, height } = painted;
      return {
        record: { width, height, ...record, output },
        table: `${told}, ${width} × ${height} pixels\n`,
        ...(warnings && { warnings }),
      };
    },
  });
}
