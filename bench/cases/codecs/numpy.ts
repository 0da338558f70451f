import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** A Python process with the picture loaded, that works when told and says when it has done. */
export interface NumpyRival {
  run(way: "projection" | "table"): Promise<void>;
  /** metres of what it has worked out last, float32 */
  metres(): Promise<Float32Array>;
  end(): void;
}

/**
 * Depth decoding in NumPy: `projection` is the formula over whole arrays, `table` a gather from a table of
 * all 2^24 colours. Written for this bench; the process works on one thread, as NumPy does here.
 */
const program = `
import sys, numpy as np
folder, lam, c = sys.argv[1], -3.0, 10.0 / 3.0
rgb = np.fromfile(folder + "/rgb.bin", np.uint8).reshape(-1, 3)
V = np.array([[0,0,0],[1,0,0],[1,1,0],[0,1,0],[0,1,1],[0,0,1],[1,0,1],[1,1,1]], np.float64)

def projection(rgb):
    p = rgb.astype(np.float64) / 255.0
    best = np.full(len(p), np.inf)
    position = np.zeros(len(p))
    for k in range(7):
        edge = V[k + 1] - V[k]
        t = np.clip((p - V[k]) @ edge, 0.0, 1.0)
        gap = p - (V[k] + t[:, None] * edge)
        distance = np.einsum("ij,ij->i", gap, gap)
        nearer = distance < best - 1e-12
        best[nearer] = distance[nearer]
        position[nearer] = (k + t[nearer]) / 7.0
    with np.errstate(divide="ignore"):
        return (lam * c * (1.0 - (1.0 - position) ** (1.0 / (lam + 1.0)))).astype(np.float32)

levels = None
def table(rgb):
    global levels
    if levels is None:
        every = np.arange(2 ** 24, dtype=np.uint32)
        levels = np.empty(2 ** 24, np.float32)
        for start in range(0, 2 ** 24, 2 ** 20):
            part = every[start:start + 2 ** 20]
            levels[start:start + 2 ** 20] = projection(np.stack([part >> 16, part >> 8 & 255, part & 255], 1))
    index = (rgb[:, 0].astype(np.uint32) << 16) | (rgb[:, 1].astype(np.uint32) << 8) | rgb[:, 2]
    return levels[index]

table(rgb[:1])
print("ready", flush=True)
result = None
for line in sys.stdin:
    word = line.strip()
    if word == "save":
        result.tofile(folder + "/metres.bin")
    else:
        result = {"projection": projection, "table": table}[word](rgb)
    print("done", flush=True)
`;

/** Starts it; undefined where there is no Python with NumPy. */
export async function startNumpy(pixels: Uint8Array): Promise<NumpyRival | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "peel-numpy-"));
  writeFileSync(join(folder, "rgb.bin"), pixels);
  const child = spawn("python3", ["-c", program, folder], {
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
    async metres() {
      await tell("save");
      const { buffer } = new Uint8Array(readFileSync(join(folder, "metres.bin")));
      return new Float32Array(buffer);
    },
    end,
  };
}
