import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell, Notebook } from "../../cli/notebook/notebook.js";
import { projectRoot } from "../kernel-ext/kernel.js";

export const codeCell = (source: string, rest: Partial<Cell> = {}): Cell => ({
  cell_type: "code",
  execution_count: null,
  id: `c${source.length}`,
  metadata: {},
  outputs: [],
  source,
  ...rest,
});

export const notebookOf = (...cells: (Cell | string)[]): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: "peel", display_name: "TypeScript (Peel)", language: "typescript" } },
  cells: cells.map((cell, index) => ({
    ...(typeof cell === "string" ? codeCell(cell) : cell),
    id: `cell-${index}`,
  })),
});

/** A folder whose notebooks find the project's packages. */
export function notebookFolder() {
  const folder = mkdtempSync(join(projectRoot, "notebooks", ".test-"));
  return {
    folder,
    at: (name: string) => join(folder, name),
    write(name: string, value: unknown): string {
      const path = join(folder, name);
      writeFileSync(path, typeof value === "string" ? value : JSON.stringify(value));
      return path;
    },
    read: (name: string): Notebook => JSON.parse(readFileSync(join(folder, name), "utf8")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs `peel execute`; `interruptAt` sends Ctrl-C when stderr tells this, `interruptAfterMs` at its time. */
export function peelExecute(
  args: string[],
  {
    interruptAt,
    interruptAfterMs,
    env,
  }: { interruptAt?: string; interruptAfterMs?: number; env?: Record<string, string> } = {},
): Promise<{ code: number | null; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(projectRoot, "cli/bin/peel.mjs"), "execute", ...args], {
      env: { ...process.env, ...env },
    });
    if (interruptAfterMs !== undefined) setTimeout(() => child.kill("SIGINT"), interruptAfterMs);
    let err = "";
    let isSent = false;
    child.stderr.on("data", (chunk) => {
      err += chunk;
      if (isSent || !interruptAt || !err.includes(interruptAt)) return;
      isSent = true;
      child.kill("SIGINT");
    });
    child.on("close", (code) => resolve({ code, err }));
  });
}
