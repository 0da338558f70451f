/**
 * Notebook trust as jupyter-server's: outputs with script run only if they were made here.
 * A notebook whose every output was made (or approved) by this user is signed when it is saved; on reading,
 * cells are marked trusted if, and only if, the signature of exactly this content is known.
 * https://jupyter-server.readthedocs.io/en/latest/operators/security.html#security-in-notebook-documents
 */
import { createHmac, randomBytes } from "node:crypto";
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Json, type Notebook, sortKeys, withoutTransients } from "./notebook.js";

/** Signatures kept; the longest unused go first. */
const capacity = 65_535;

export class TrustStore {
  readonly #secret: Buffer;
  /** One empty file per signature: two servers on one prefix cannot overwrite each other's. */
  readonly #signaturesDir: string;

  constructor(dir: string) {
    this.#signaturesDir = join(dir, "signatures");
    mkdirSync(this.#signaturesDir, { recursive: true, mode: 0o700 });
    this.#secret = readOrCreateSecret(join(dir, "secret"));
    this.#cull();
  }

  /** Tells whether this very content was signed here. */
  isSigned(notebook: Notebook): boolean {
    const place = this.#placeOf(notebook);
    try {
      const now = new Date();
      utimesSync(place, now, now);
      return true;
    } catch {
      return false;
    }
  }

  sign(notebook: Notebook): void {
    writeFileSync(this.#placeOf(notebook), "", { mode: 0o600 });
  }

  /** What a reader gets: every code cell says whether it is trusted, whatever the file claims. */
  mark(notebook: Notebook): Notebook {
    const trusted = this.isSigned(notebook);
    const cells = notebook.cells.map((cell) =>
      cell.cell_type === "code" ? { ...cell, metadata: { ...cell.metadata, trusted } } : cell,
    );
    return { ...notebook, cells };
  }

  /** Signs what is saved if every cell is trusted or has nothing to distrust. */
  signIfOwn(notebook: Notebook): void {
    if (!notebook.cells.every(isTrustedOrSafe)) return;
    try {
      this.sign(notebook);
    } catch {
      // A prefix that is full or read-only costs the trust, which can be given again, not the save.
    }
  }

  #placeOf(notebook: Notebook): string {
    const canonical = JSON.stringify(sortKeys(withoutClaims(notebook)));
    return join(this.#signaturesDir, createHmac("sha256", this.#secret).update(canonical).digest("hex"));
  }

  #cull(): void {
    const names = readdirSync(this.#signaturesDir);
    if (names.length <= capacity) return;
    const used = names.map((name) => ({ name, at: statSync(join(this.#signaturesDir, name)).mtimeMs }));
    used.sort((a, b) => b.at - a.at);
    for (const { name } of used.slice(Math.floor(capacity * 0.75))) {
      rmSync(join(this.#signaturesDir, name), { force: true });
    }
  }
}

/** The notebook as it goes to disk, also without what only claims trust: the cells' `trusted`. */
export function withoutClaims(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => {
    const { trusted: _, ...rest } = cell.metadata;
    return { ...cell, metadata: rest };
  });
  return { ...withoutTransients(notebook), cells };
}

/**
 * Streams and errors are text. Everything else could hold HTML and JavaScript, also what the format does not name:
 * JupyterLab shows the data of an `update_display_data`, too.
 */
function isTrustedOrSafe(cell: Json): boolean {
  if (cell.cell_type !== "code" || cell.metadata.trusted === true) return true;
  return cell.outputs.every(
    (output: Json) =>
      ["stream", "error"].includes(output.output_type) ||
      Object.keys(output).every((key) => ["output_type", "execution_count", "metadata"].includes(key)),
  );
}

function readOrCreateSecret(path: string): Buffer {
  if (existsSync(path)) return readFileSync(path);
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, randomBytes(1024).toString("base64"), { mode: 0o600 });
  try {
    // Whole or not at all, and never over another server's.
    linkSync(unfinished, path);
  } catch (error) {
    // Not every file system knows hard links.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") renameSync(unfinished, path);
  } finally {
    rmSync(unfinished, { force: true });
  }
  return readFileSync(path);
}
