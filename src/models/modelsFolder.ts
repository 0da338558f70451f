import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Where fetched models lie: `PEEL_MODELS`, else the user's cache. */
export function modelsFolder(): string {
  const { PEEL_MODELS, XDG_CACHE_HOME } = process.env;
  if (PEEL_MODELS) return resolve(PEEL_MODELS);
  return join(XDG_CACHE_HOME || join(homedir(), ".cache"), "peel", "models");
}

/** The folder of one model; its repository's name keeps it apart from all others. */
export const folderOf = (repository: string): string => join(modelsFolder(), ...repository.split("/"));
