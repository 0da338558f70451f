import { closeSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const chunkBytes = 65_536;
let count = 0;

/** Takes what a process writes while nobody can listen. */
export class OutputFile {
  readonly #path = join(tmpdir(), `peel-output-${process.pid}-${count++}`);
  /** For the process to write to. */
  readonly descriptor = openSync(this.#path, "wx+", 0o600);

  constructor() {
    // Nothing stays behind, whatever happens; Windows lets no open file go.
    if (process.platform !== "win32") rmSync(this.#path, { force: true });
  }

  /** Hands over what was written, and is gone. */
  end(write: (bytes: Uint8Array) => void): void {
    const chunk = Buffer.alloc(chunkBytes);
    for (let at = 0; ; ) {
      const bytes = readSync(this.descriptor, chunk, 0, chunk.length, at);
      if (bytes === 0) break;
      write(Buffer.from(chunk.subarray(0, bytes)));
      at += bytes;
    }
    closeSync(this.descriptor);
    rmSync(this.#path, { force: true });
  }
}
