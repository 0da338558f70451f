import { parseArgs } from "node:util";
import { ArgumentError } from "vision-peel";
import { openSamples, PAGE, PAGE_LICENCE, samplesNamed, samplesUrl } from "vision-peel/samples";
import { sizeText } from "../models/onlyModel.js";

export const usage = `
Usage: peel samples info SAMPLE [--json]

Tells what a published picture is: its prompt, its photo, where it comes from, and its SHA-256. Asks nobody.

Example: peel samples info depth_kinkaku_1
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { json: { type: "boolean", default: false } },
  });
  const [sample, ...more] = positionals.length === 1 ? samplesNamed(positionals) : [];
  if (sample === undefined || more.length > 0) {
    throw new ArgumentError({
      argument: "peel samples info",
      expected: "followed by one picture's name",
      got: positionals.length === 0 ? "followed by nothing" : `followed by ${positionals.join(" ")}`,
      remedy: "write peel samples info depth_kinkaku_1, for example",
    });
  }
  const here = (await openSamples()).find(sample.path);
  const { name, kind, path, bytes, sha256, prompt, photo, figure } = sample;
  const address = `${samplesUrl()}/${path}`;
  if (values.json) {
    const about = { ...sample, address, page: PAGE, licence: PAGE_LICENCE, here: here?.file };
    process.stdout.write(`${JSON.stringify(about, null, 1)}\n`);
    return;
  }
  const lines = [
    `${name}: ${kind}, ${photo === undefined ? "a photo" : `painted of ${photo}`}${figure === undefined ? "" : `, figure ${figure} of the paper`}`,
    ...(prompt === undefined ? [] : [`prompt    ${prompt}`]),
    `size      ${sizeText(bytes)} (${bytes} bytes)`,
    `sha-256   ${sha256}`,
    `from      ${address}`,
    `licence   ${PAGE_LICENCE}`,
    `here      ${here === undefined ? "no" : here.isPublished ? here.file : `${here.file}, in another form`}`,
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}
