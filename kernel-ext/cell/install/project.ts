/** Which folder keeps the packages of a notebook. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InstallError } from "./installError.js";

const others: [file: string, command: string][] = [
  ["pnpm-lock.yaml", "pnpm add"],
  ["yarn.lock", "yarn add"],
  ["bun.lock", "bun add"],
  ["bun.lockb", "bun add"],
];

export interface Project {
  folder: string;
  /** package.json was made just now */
  isNew: boolean;
  /** Takes back what was made, where nothing came of it. */
  undo(): void;
}

/** What a package.json of ours starts with; npm adds the packages. */
const fresh = `${JSON.stringify({ private: true, description: "Packages of the notebooks in this folder" }, null, 2)}\n`;

/**
 * The nearest folder with a package.json, as npm has it. Where there is none the notebook's own folder
 * gets one: without it npm would take away at every call what it had installed at the one before.
 */
export function openProject(notebookFolder: string): Project {
  const found = nearest(notebookFolder);
  if (found) {
    const other = others.find(([file]) => existsSync(join(found, file)));
    if (other && !existsSync(join(found, "package-lock.json"))) {
      throw new InstallError(
        `The packages in ${found} are kept by another tool than npm: there is a ${other[0]}`,
        `Run sh\`${other[1]} …\` instead.`,
        "EINVALID",
      );
    }
    return { folder: found, isNew: false, undo: () => {} };
  }
  const path = join(notebookFolder, "package.json");
  try {
    writeFileSync(path, fresh, { flag: "wx" });
  } catch (cause) {
    const { code = "UNKNOWN" } = cause as NodeJS.ErrnoException;
    throw new InstallError(
      `${path} cannot be written (${code})`,
      "Move the notebook to a folder that you may write to.",
      code,
    );
  }
  const undo = () => {
    if (existsSync(path) && readFileSync(path, "utf8") === fresh) rmSync(path);
  };
  return { folder: notebookFolder, isNew: true, undo };
}

function nearest(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearest(above);
}
