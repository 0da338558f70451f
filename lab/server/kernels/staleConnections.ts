/** Connection files that a server has left behind because it and its kernels were killed together. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type ConnectionInfo, logBeside } from "@vision-peel/kernel/wire";
import { isRunning } from "../isRunning.js";

/** What a connection file of this server holds: who removes it. Kernels pass over what they do not know. */
export const withOwner = (connection: ConnectionInfo): ConnectionInfo & { server_pid: number } => ({
  ...connection,
  server_pid: process.pid,
});

/**
 * Removes the connection files and logs of servers that are gone. Their kernels have read them, and end by
 * themselves. A file that names no server, or one that may be alive, stays.
 */
export function removeStaleConnections(runtimeDir: string): void {
  for (const name of namesIn(runtimeDir)) {
    if (!/^kernel-[\w-]+\.json$/.test(name)) continue;
    const file = join(runtimeDir, name);
    const owner = ownerOf(file);
    if (owner === undefined || isRunning(owner)) continue;
    const log = logBeside(file);
    for (const path of [file, log, `${log}.1`]) rmSync(path, { force: true });
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function ownerOf(file: string): number | undefined {
  try {
    const { server_pid: pid } = JSON.parse(readFileSync(file, "utf8"));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}
