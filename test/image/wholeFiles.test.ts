/** A file is written whole or not at all. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DepthMap } from "vision-peel";
import { readDepth, writeDepth } from "vision-peel/image/files";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "peel-whole-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const depth = new DepthMap({ width: 2, height: 1, data: Float32Array.of(1, 2) });

describe("a file", () => {
  it.skipIf(process.platform === "win32")("that does not fit leaves what was there before", () => {
    const path = join(folder, "depth.npy");
    writeFileSync(path, "before");
    const program = `
      import { DepthMap } from "vision-peel";
      import { writeDepth } from "vision-peel/image/files";
      const large = new DepthMap({ width: 256, height: 256, data: new Float32Array(65536).fill(1) });
      await writeDepth(large, ${JSON.stringify(path)}).catch((error) => console.log(error.message));
    `;
    // No file larger than 16 blocks, which are at most 16 KiB.
    const { stdout, stderr } = spawnSync(
      "bash",
      ["-c", 'trap "" XFSZ; ulimit -f 16; exec "$0" --input-type=module -e "$1"', process.execPath, program],
      { cwd: join(import.meta.dirname, "../.."), encoding: "utf8" },
    );
    expect([stdout, stderr]).toEqual([expect.stringMatching(/must be a writable file/), ""]);
    expect(readFileSync(path, "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["depth.npy"]);
  });

  it.skipIf(process.platform === "win32")("keeps its mode, and a link stays a link", async () => {
    const path = join(folder, "depth.npy");
    writeFileSync(path, "before", { mode: 0o600 });
    // Whatever the mask of this process is.
    chmodSync(path, 0o666);
    const link = join(folder, "link.npy");
    symlinkSync(path, link);
    await writeDepth(depth, path);
    expect(statSync(path).mode & 0o777).toBe(0o666);
    await writeDepth(depth, link);
    expect((await readDepth(path)).data).toEqual(depth.data);
    expect(readdirSync(folder)).toEqual(["depth.npy", "link.npy"]);
  });
});
