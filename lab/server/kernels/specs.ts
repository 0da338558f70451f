/** Kernelspecs: https://jupyter-client.readthedocs.io/en/stable/kernels.html#kernel-specs */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { HttpError } from "../../errors.js";

export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode?: "signal" | "message";
  env: Record<string, string>;
  metadata?: Record<string, unknown>;
}

export interface FoundKernelspec {
  name: string;
  dir: string;
  spec: Kernelspec;
  /** logos and the like, by the name without extension */
  resources: Record<string, string>;
}

export class Kernelspecs {
  /** @param base where the server is, with a slash at each end */
  constructor(
    readonly dir: string,
    readonly base = "/",
  ) {}

  /** Every readable kernelspec, in the order of their names. */
  async list(): Promise<FoundKernelspec[]> {
    const names = await readdir(this.dir).catch(() => []);
    const found = await Promise.all(names.sort().map((name) => this.#read(name).catch(() => undefined)));
    return found.filter((spec) => spec !== undefined);
  }

  /** Throws 404 for a name that is not there. */
  async find(name: string): Promise<FoundKernelspec> {
    const found = (await this.list()).find((spec) => spec.name === name);
    if (!found) throw new HttpError(404, `There is no kernel "${name}".`);
    return found;
  }

  /** The one to take when a client names none. */
  async defaultName(): Promise<string> {
    const names = (await this.list()).map(({ name }) => name);
    return names.includes("peel") ? "peel" : (names[0] ?? "");
  }

  async #read(name: string): Promise<FoundKernelspec> {
    const dir = join(this.dir, name);
    const spec = JSON.parse(await readFile(join(dir, "kernel.json"), "utf8"));
    if (!Array.isArray(spec.argv) || spec.argv.length === 0) throw new HttpError(404, `${name} has no argv.`);
    const files = (await readdir(dir)).filter((file) => /^logo-.+\.(png|svg)$|^kernel\.(js|css)$/.test(file));
    const resources = Object.fromEntries(
      files.map((file) => [
        file.replace(/(?<=^logo-.+)\.\w+$/, ""),
        `${this.base}kernelspecs/${name}/${file}`,
      ]),
    );
    return { name, dir, spec: { env: {}, ...spec }, resources };
  }
}
