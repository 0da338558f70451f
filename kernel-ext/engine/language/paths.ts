/** Names of files and modules for strings. */
import { readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join } from "node:path";
import type tsTypes from "typescript";
import { ts } from "../typescript.js";
import type { Completion } from "./complete.js";
import type { Question } from "./view.js";

/** What TypeScript needs to list files beside an import. */
export function completionHost(program: tsTypes.Program): Partial<tsTypes.LanguageServiceHost> {
  const { fileExists, readFile, readDirectory, directoryExists, getDirectories, realpath } = ts.sys;
  return {
    getCompilationSettings: () => program.getCompilerOptions(),
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getScriptFileNames: () => [...program.getRootFileNames()],
    fileExists,
    readFile,
    readDirectory,
    directoryExists,
    getDirectories,
    realpath,
  };
}

const own = ["vision-peel", "@vision-peel/kernel", "@vision-peel/widgets"];

/** The packages that come with the kernel are in no node_modules of the folder. */
export function ownPackageNames(typed: string): [name: string, kind: string][] {
  const inScope = typed.startsWith("@vision-peel/");
  return own
    .filter((name) => inScope === name.startsWith("@vision-peel/") || !typed.includes("/"))
    .map((name) => [inScope ? name.slice("@vision-peel/".length) : name, "external module name"]);
}

/** Files and folders whose path begins as typed, from the notebook's folder; hidden ones only where asked for. */
export function pathsMatching({ program }: Question, typed: string): Completion[] {
  const slash = typed.lastIndexOf("/");
  const [folder, part] = [typed.slice(0, slash + 1), typed.slice(slash + 1)];
  try {
    return readdirSync(absolute(folder, program.getCurrentDirectory()), { withFileTypes: true })
      .filter(({ name }) => name.startsWith(part) && (part !== "" || !name.startsWith(".")))
      .map((entry) => ({ text: entry.isDirectory() ? `${entry.name}/` : entry.name, type: "path" }))
      .sort((a, b) => a.text.localeCompare(b.text));
  } catch {
    return [];
  }
}

function absolute(folder: string, base: string): string {
  if (folder.startsWith("~/")) return join(homedir(), folder.slice(1));
  if (folder.startsWith("file://")) return dirname(new URL(`${folder}x`).pathname);
  return isAbsolute(folder) ? folder : join(base, folder);
}
