import { createHash } from "node:crypto";
import { join } from "node:path";

/** Where everything lies that the server reads and keeps. None of it may come from the folder that is served. */
export class Prefix {
  /**
   * @param dir the Jupyter prefix whose kernels and labextensions are offered
   * @param stateDir where settings, workspaces, trust and connection files are kept
   */
  constructor(
    readonly dir: string,
    readonly stateDir: string,
  ) {}

  get kernels(): string {
    return join(this.dir, "share", "jupyter", "kernels");
  }
  get labextensions(): string {
    return join(this.dir, "share", "jupyter", "labextensions");
  }
  get runtime(): string {
    return join(this.stateDir, "runtime");
  }
  get settings(): string {
    return join(this.stateDir, "settings");
  }
  get trust(): string {
    return join(this.stateDir, "trust");
  }

  /** What was open in one folder is not there in another. */
  workspacesOf(root: string): string {
    return join(this.stateDir, "workspaces", createHash("sha256").update(root).digest("hex").slice(0, 16));
  }
}
