/** Writes the kernelspec: a folder with a JSON file and logos. No Python takes part. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { logoPng, logoSvg } from "./logo.js";

export interface KernelspecOptions {
  /** Modules that the kernel loads before the first cell. */
  preload?: string[];
  /** The copy of this package that is started; left out: this one. */
  packageDir?: string;
}

/** Where the kernelspec goes: to a prefix, or straight into a data folder of Jupyter's. */
export type KernelspecPlace = { prefixDir: string } | { dataDir: string };

/** The command that starts this kernel, with `{connection_file}` where the path goes. */
export function kernelArgv({ preload = [], packageDir }: KernelspecOptions = {}): string[] {
  const own = fileURLToPath(new URL("./main.js", import.meta.url));
  const main = packageDir === undefined ? own : join(packageDir, "dist", "main.js");
  // Node 20 warns of require(esm) and of import.meta.resolve with a base; both are meant.
  const flags = ["--disable-warning=ExperimentalWarning", "--experimental-import-meta-resolve"];
  return [
    process.execPath,
    ...flags,
    main,
    "{connection_file}",
    ...preload.flatMap((module) => ["--preload", module]),
  ];
}

/**
 * Writes the kernelspec `peel` under `prefixDir/share/jupyter/kernels`, or `dataDir/kernels`, and returns its
 * folder.
 *
 * @example
 * installKernelspec({ prefixDir: "/usr/local", preload: ["@vision-peel/widgets"] });
 */
export function installKernelspec(options: KernelspecOptions & KernelspecPlace): string {
  const dataDir = "dataDir" in options ? options.dataDir : join(options.prefixDir, "share", "jupyter");
  const folder = join(dataDir, "kernels", "peel");
  mkdirSync(folder, { recursive: true });
  const spec = {
    argv: kernelArgv(options),
    display_name: "TypeScript (Peel)",
    language: "typescript",
    interrupt_mode: "message",
    metadata: { debugger: false, supported_encryption: ["curve"] },
  };
  writeFileSync(join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
  writeFileSync(join(folder, "logo-svg.svg"), logoSvg);
  writeFileSync(join(folder, "logo-64x64.png"), logoPng);
  return folder;
}
