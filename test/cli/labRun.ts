import type { ChildProcess } from "node:child_process";

/** Resolves to the address that a running `peel lab` prints; rejects with what it says if it ends before. */
export function addressOf(child: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let [out, err] = ["", ""];
    child.stderr?.on("data", (chunk) => {
      err += chunk;
    });
    child.stdout?.on("data", (chunk) => {
      out += chunk;
      if (out.includes("\n")) resolve(new URL(out.trim()));
    });
    child.once("exit", (code) => reject(new Error(`peel lab ended with code ${code}: ${err}`)));
  });
}
