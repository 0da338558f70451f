/** The tsconfig.json that an editor would use for a file in the notebook's folder. */
import { statSync } from "node:fs";
import { relative } from "node:path";
import type tsTypes from "typescript";
import { ts } from "./typescript.js";

export interface FolderConfig {
  options: tsTypes.CompilerOptions;
  /** What is wrong with it, one sentence per finding. */
  complaints: string[];
  /** True once one of its files was written anew, came or went. */
  isOutdated(): boolean;
}

/** A notebook is in no list of files, and a tsconfig.json may be there for its references only. */
const noInputs = new Set([18002, 18003]);

/**
 * Reads the nearest tsconfig.json from a folder upward, `extends` included. A broken one counts as far as it can be read.
 *
 * @example
 * readTsconfig("/home/me/notebooks").options.strict // true where the file says so
 */
export function readTsconfig(folder: string): FolderConfig {
  const path = ts.findConfigFile(folder, ts.sys.fileExists);
  if (!path) return { options: {}, complaints: [], isOutdated: outdatedWhen(folder, []) };
  const findings: tsTypes.Diagnostic[] = [];
  const parsed = ts.getParsedCommandLineOfConfigFile(path, undefined, {
    ...ts.sys,
    // Only its options are of interest, not which files it lists.
    readDirectory: () => [],
    onUnRecoverableConfigFileDiagnostic: (finding) => findings.push(finding),
  });
  findings.push(...(parsed?.errors ?? []));
  const file = parsed?.options.configFile as { extendedSourceFiles?: string[] } | undefined;
  return {
    options: parsed?.options ?? {},
    complaints: findings
      .filter(({ code }) => !noInputs.has(code))
      .map((finding) => describe(finding, folder, path)),
    isOutdated: outdatedWhen(folder, [path, ...(file?.extendedSourceFiles ?? [])]),
  };
}

function describe({ file, start, code, messageText }: tsTypes.Diagnostic, folder: string, path: string) {
  const at = file && start !== undefined ? ts.getLineAndCharacterOfPosition(file, start) : undefined;
  const name = relative(folder, file?.fileName ?? path);
  const where = at ? `${name} ${at.line + 1}:${at.character + 1}` : name;
  return `${where} - TS${code}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}

function outdatedWhen(folder: string, files: string[]): () => boolean {
  const stamps = files.map(stampOf);
  return () =>
    ts.findConfigFile(folder, ts.sys.fileExists) !== files[0] ||
    files.some((file, i) => stampOf(file) !== stamps[i]);
}

/** Differs when a file has been written; empty where there is none. */
export function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : "";
}
