import { join } from "node:path";

/** Where everything lies that the server reads and keeps: a Jupyter prefix of its own, no home folder. */
export class Prefix {
  constructor(readonly dir: string) {}

  get kernels(): string {
    return join(this.dir, "share", "jupyter", "kernels");
  }
  get labextensions(): string {
    return join(this.dir, "share", "jupyter", "labextensions");
  }
  get runtime(): string {
    return join(this.dir, "runtime");
  }
  get settings(): string {
    return join(this.dir, "settings");
  }
  get workspaces(): string {
    return join(this.dir, "workspaces");
  }
  get trust(): string {
    return join(this.dir, "trust");
  }
}
