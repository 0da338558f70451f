/** Prebuilt labextensions: folders under `share/jupyter/labextensions`, named as their package. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readJsonFile } from "./atomicFile.js";

export interface Labextension {
  name: string;
  dir: string;
  /** what the page needs to load it */
  build: { load: string; extension?: string; mimeExtension?: string; style?: string };
}

/** Every labextension in a folder; one whose package.json names no build is left out. */
export async function findLabextensions(labextensionsDir: string): Promise<Labextension[]> {
  const top = await readdir(labextensionsDir).catch(() => []);
  const names = await Promise.all(
    top.sort().map(async (name) => {
      if (!name.startsWith("@")) return [name];
      const inScope = await readdir(join(labextensionsDir, name)).catch(() => []);
      return inScope.sort().map((child) => `${name}/${child}`);
    }),
  );
  const found = await Promise.all(
    names.flat().map(async (name): Promise<Labextension | undefined> => {
      const dir = join(labextensionsDir, name);
      const packageJson = (await readJsonFile(join(dir, "package.json"))) as
        | { jupyterlab?: { _build?: Labextension["build"] } }
        | undefined;
      const build = packageJson?.jupyterlab?._build;
      return build && { name, dir, build };
    }),
  );
  return found.filter((extension) => extension !== undefined);
}
