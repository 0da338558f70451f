import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A Python process with the picture loaded, that works when told and says when it has done. */
export interface NumpyRival<Way extends string> {
  run(way: Way): Promise<void>;
  /** what it has worked out last, as bytes */
  result(): Promise<ArrayBuffer>;
  end(): void;
}

const head = `
import sys, numpy as np
folder = sys.argv[1]
rgb = np.fromfile(folder + "/rgb.bin", np.uint8).reshape(-1, 3)
ways = {}
`;

const loop = `
import sys
result = None
print("ready", flush=True)
for line in sys.stdin:
    word = line.strip()
    if word == "save":
        result.tofile(folder + "/result.bin")
    else:
        result = ways[word](rgb)
    print("done", flush=True)
`;

/**
 * Starts it; undefined where there is no Python with NumPy. It works on one thread, as NumPy does here.
 *
 * @param program knows the picture as \`rgb\`, and puts its functions into the dictionary \`ways\`
 * @param files more files by name, in \`folder\`
 */
export async function startNumpy<Way extends string>(
  pixels: Uint8Array,
  program: string,
  files: Readonly<Record<string, Uint8Array>> = {},
): Promise<NumpyRival<Way> | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "peel-numpy-"));
  for (const [name, bytes] of Object.entries({ ...files, "rgb.bin": pixels }))
    writeFileSync(join(folder, name), bytes);
  const child = spawn("python3", ["-c", `${head}${program}${loop}`, folder], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" },
  });
  const end = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  const lines = createInterface({ input: child.stdout });
  const nextLine = () =>
    new Promise<string | undefined>((resolve) => {
      const said = (line: string) => {
        lines.off("close", closed);
        resolve(line);
      };
      const closed = () => resolve(undefined);
      lines.once("line", said);
      lines.once("close", closed);
    });
  const isThere = new Promise<boolean>((resolve) => {
    child.once("error", () => resolve(false));
    void nextLine().then((line) => resolve(line === "ready"));
  });
  if (!(await isThere)) {
    end();
    return undefined;
  }
  const tell = async (word: string) => {
    const answer = nextLine();
    child.stdin.write(`${word}\n`);
    if ((await answer) !== "done") throw new Error(`NumPy did not do ${word}`);
  };
  return {
    run: tell,
    async result() {
      await tell("save");
      return new Uint8Array(readFileSync(join(folder, "result.bin"))).buffer;
    },
    end,
  };
}
