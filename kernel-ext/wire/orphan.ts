import { rmdirSync, rmSync } from "node:fs";
import { basename, dirname } from "node:path";

/** What this package's own client calls the folder that it makes for a connection file. */
export const connectionFolderPrefix = "peel-kernel-";

/** Where the log of a kernel is, unless it was put elsewhere. */
export const logBeside = (connectionFile: string): string => `${connectionFile.replace(/\.json$/, "")}.log`;

/** Removes what the process that started a kernel would have removed, had it not been killed. */
export function tidyAsOrphan(connectionFile: string): void {
  const log = logBeside(connectionFile);
  for (const file of [connectionFile, log, `${log}.1`]) rmSync(file, { force: true });
  const folder = dirname(connectionFile);
  if (!basename(folder).startsWith(connectionFolderPrefix)) return;
  try {
    rmdirSync(folder);
  } catch {
    // Someone has put something into it.
  }
}
