import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { modelsFolder } from "./modelsFolder.js";
import { RECORD } from "./pull.js";

/** A model that is here. */
export interface PulledModel {
  readonly repository: string;
  readonly folder: string;
  readonly revision: string;
  readonly licence: string;
  readonly bytes: number;
}

/** Every model that was fetched whole. */
export async function pulledModels(): Promise<PulledModel[]> {
  const root = modelsFolder();
  const found: PulledModel[] = [];
  for (const owner of await namesIn(root)) {
    for (const name of await namesIn(join(root, owner))) {
      const folder = join(root, owner, name);
      try {
        const { repository, revision, licence, files } = JSON.parse(
          await readFile(join(folder, RECORD), "utf8"),
        );
        const bytes = files.reduce((sum: number, file: { bytes: number }) => sum + file.bytes, 0);
        found.push({ repository, folder, revision, licence, bytes });
      } catch {
        // Not whole yet.
      }
    }
  }
  return found;
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);
