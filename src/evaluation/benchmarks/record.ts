/** What is to be known to repeat an evaluation, beside what decides its results. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { arch, platform } from "node:os";
import type { Dataset } from "../../datasets/dataset.js";
import type { ModelAbout } from "../../generators/painter.js";
import type { Json } from "../sweep/plan.js";
import type { ScoredData } from "./judgeOf.js";

export interface EvaluationRecord {
  readonly title: string;
  /** of the data set, and of the names of all samples that were asked for (SHA-256, 16 digits) */
  readonly data: ScoredData & { readonly licence: string; readonly size: number; readonly idsDigest: string };
  readonly generator: Readonly<Partial<ModelAbout>>;
  readonly versions: Readonly<Record<string, string>>;
  /** when it was last begun or gone on with (ISO 8601) */
  readonly begun: string;
  /** the command line, where it was one */
  readonly command?: string;
}

const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

export function recordOf(
  title: string,
  dataset: Dataset,
  ids: readonly string[],
  about: ModelAbout | undefined,
  command: string | undefined,
): EvaluationRecord {
  const { name, task, split, licence, size, protocolHint } = dataset;
  const idsDigest = createHash("sha256").update(ids.join("\n")).digest("hex").slice(0, 16);
  return {
    title,
    data: { ...{ name, title: dataset.title, task, split, licence, size, protocolHint }, idsDigest },
    generator: about ?? {},
    versions: { "vision-peel": version, node: process.versions.node, system: `${platform()} ${arch()}` },
    begun: new Date().toISOString(),
    ...(command !== undefined && { command }),
  };
}

/** As a sweep's folder keeps it. */
export const recordJson = (record: EvaluationRecord): { readonly [key: string]: Json } =>
  JSON.parse(JSON.stringify(record));
