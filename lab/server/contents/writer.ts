/** What changes files: save, upload, create, copy, rename, delete. */
import { existsSync } from "node:fs";
import { lstat, mkdir, readdir, rename, rm, rmdir, stat } from "node:fs/promises";
import { basename, dirname, join, sep } from "node:path";
import { HttpError } from "../../errors.js";
import { copyAtomically, writeAtomically } from "../atomicFile.js";
import { checkSegment } from "../exchange.js";
import { sweepFolder } from "../leftovers.js";
import { checkpointsFolder, dropCheckpoints, moveCheckpoints } from "./checkpoints.js";
import { type ContentsReader, childPath, type Model } from "./model.js";
import { checkNotebook, type Notebook, serializeNotebook } from "./notebook.js";
import { isHidden } from "./paths.js";
import { withoutClaims } from "./trust.js";
import { noneAt } from "./unreachable.js";
import { Uploads } from "./uploads.js";

const untitled = { notebook: "Untitled", file: "untitled", directory: "Untitled Folder" } as const;

export class ContentsWriter {
  readonly #uploads = new Uploads();
  #last: Promise<unknown> = Promise.resolve();

  /** @param onMoved hears of every file and folder that has a new path */
  constructor(
    readonly reader: ContentsReader,
    readonly onMoved: (from: string, to: string) => void = () => {},
  ) {}

  /** Forgets uploads that were never ended. */
  close(): void {
    this.#uploads.close();
  }

  /** Saves a model as the client sends it; resolves to the new model without content. */
  async save(path: string, body: Record<string, unknown>): Promise<{ model: Model; created: boolean }> {
    const place = this.#writablePlace(path);
    const created = !existsSync(place);
    await this.#requireFolder(place);
    if (!created && (await stat(place)).isDirectory() !== (body.type === "directory")) {
      throw new HttpError(409, `${path} exists and is of another kind.`);
    }
    if (body.type === "directory") {
      await mkdir(place, { recursive: true });
    } else if (body.type === "notebook") {
      const notebook = checkNotebook(body.content);
      await writeAtomically(place, serializeNotebook(withoutClaims(notebook)));
      this.reader.trust.signIfOwn(notebook);
    } else if (body.type === "file") {
      const bytes = bytesOf(body);
      if (body.chunk === undefined || body.chunk === null) await writeAtomically(place, bytes);
      else await this.#uploads.take(place, body.chunk, bytes);
    } else {
      throw new HttpError(400, "The type must be notebook, file or directory.");
    }
    if (typeof body.chunk === "number" && body.chunk !== -1) return { model: uploadModel(path), created };
    return { model: await this.reader.read(path, { content: false, hash: true }), created };
  }

  /** Creates something new in a folder under a name that is free. */
  create(folder: string, type: string, extension = ""): Promise<Model> {
    return this.#inTurn(() => this.#create(folder, type, extension));
  }

  async #create(folder: string, type: string, extension: string): Promise<Model> {
    if (type !== "notebook" && type !== "file" && type !== "directory") {
      throw new HttpError(400, "The type must be notebook, file or directory.");
    }
    const ending = type === "notebook" ? ".ipynb" : type === "file" ? extension : "";
    if (/[/\\\0]/.test(ending)) throw new HttpError(400, "The ext must not hold a slash.");
    // A numbered folder reads better with a space.
    const path = await this.#freePath(folder, untitled[type], ending, type === "directory" ? " " : "");
    const content = type === "notebook" ? { cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 } : "";
    return (await this.save(path, { type, format: "text", content })).model;
  }

  /** Copies a file into a folder: under its own name, or where that is taken, as NAME-Copy1. */
  copy(from: string, folder: string): Promise<Model> {
    return this.#inTurn(() => this.#copy(from, folder));
  }

  async #copy(from: string, folder: string): Promise<Model> {
    const source = this.reader.tree.resolve(from);
    if (!(await stat(source).catch(() => undefined))?.isFile())
      throw new HttpError(404, `There is no file ${from}.`);
    const [stem, ending] = splitName(basename(source).replace(/-Copy\d*\./, "."));
    const path = await this.#freePath(folder, stem, ending, "-Copy");
    await copyAtomically(source, this.#writablePlace(path));
    return this.reader.read(path, { content: false });
  }

  /** Throws 409 when there is something at the new path. */
  rename(from: string, to: string): Promise<Model> {
    return this.#inTurn(() => this.#rename(from, to));
  }

  async #rename(from: string, to: string): Promise<Model> {
    const [source, target] = [this.#writableEntry(from), this.#writablePlace(to)];
    if (!(await lstat(source).catch(() => undefined))) throw new HttpError(404, noneAt(from));
    if (target.startsWith(source + sep)) throw new HttpError(400, `${from} cannot be moved into itself.`);
    if (await isTaken(source, target)) throw new HttpError(409, `${to} exists already.`);
    await this.#requireFolder(target);
    await rename(source, target);
    await moveCheckpoints(source, target);
    this.onMoved(from, to);
    return this.reader.readEntry(to);
  }

  /** Deletes a file, a link or an empty folder. Throws 400 for a folder with something in it. */
  async delete(path: string): Promise<void> {
    const place = this.#writableEntry(path);
    // Not `stat`: of a link, the link is deleted, wherever it leads.
    const found = await lstat(place).catch(() => undefined);
    if (!found) throw new HttpError(404, noneAt(path));
    if (!found.isDirectory()) {
      await rm(place);
      await dropCheckpoints(place);
      return;
    }
    await sweepFolder(place);
    const inside = (await readdir(place)).filter((name) => name !== checkpointsFolder);
    if (inside.length > 0) throw new HttpError(400, `The folder ${path} is not empty.`);
    await rm(join(place, checkpointsFolder), { recursive: true, force: true });
    await rmdir(place);
  }

  /** Signs what lies on disk: the user says that its outputs may run. */
  async trust(path: string): Promise<void> {
    const { content, type } = await this.reader.read(path);
    if (type !== "notebook") throw new HttpError(400, `${path} is not a notebook.`);
    this.reader.trust.sign(content as Notebook);
  }

  /** One after the other: two that look for a free name at once must not find the same. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => {});
    return result;
  }

  #writablePlace(path: string): string {
    this.#checkName(path);
    return this.reader.tree.resolve(path);
  }

  #writableEntry(path: string): string {
    this.#checkName(path);
    return this.reader.tree.resolveEntry(path);
  }

  #checkName(path: string): void {
    const name = path.split("/").filter(Boolean).at(-1);
    if (name === undefined) throw new HttpError(400, "The root itself cannot be changed.");
    checkSegment(name);
    if (isHidden(name))
      throw new HttpError(400, `${name} would be hidden: choose a name without the dot in front.`);
  }

  async #requireFolder(place: string): Promise<void> {
    const folder = await stat(dirname(place)).catch(() => undefined);
    if (!folder?.isDirectory()) throw new HttpError(404, `There is no folder ${basename(dirname(place))}.`);
  }

  async #freePath(folder: string, stem: string, ending: string, gap: string): Promise<string> {
    for (let n = 0; ; n++) {
      const path = childPath(folder, n === 0 ? stem + ending : `${stem}${gap}${n}${ending}`);
      if (!existsSync(this.reader.tree.resolve(path))) return path;
    }
  }
}

/**
 * True if there is something at the target. On a file system that ignores case, or how a letter is composed, a change
 * of these finds the source there, which is no obstacle; a hard link to it is one, and has a name of its own.
 */
async function isTaken(source: string, target: string): Promise<boolean> {
  const [there, here] = await Promise.all(
    [target, source].map((place) => lstat(place).catch(() => undefined)),
  );
  if (!there || !here || source === target) return false;
  if (there.ino !== here.ino || there.dev !== here.dev) return true;
  return (await readdir(dirname(target))).includes(basename(target));
}

/** A copy of all.tar.gz is all-Copy1.tar.gz; a notebook may have dots in its name. */
function splitName(name: string): [stem: string, ending: string] {
  const dot = name.endsWith(".ipynb") ? name.length - ".ipynb".length : name.indexOf(".");
  return dot < 1 ? [name, ""] : [name.slice(0, dot), name.slice(dot)];
}

function bytesOf(body: Record<string, unknown>): Buffer {
  const { format, content } = body;
  if (typeof content !== "string") throw new HttpError(400, "The content of a file must be a string.");
  if (format === "base64") {
    if (!/^[A-Za-z0-9+/=\s]*$/.test(content)) throw new HttpError(400, "The content is not base64.");
    return Buffer.from(content, "base64");
  }
  if (format === "text" || format === null || format === undefined) return Buffer.from(content, "utf8");
  throw new HttpError(400, "The format of a file must be text or base64.");
}

function uploadModel(path: string): Model {
  const now = new Date().toISOString();
  const name = basename(path);
  const dates = { created: now, last_modified: now };
  return {
    name,
    path,
    type: "file",
    writable: true,
    ...dates,
    size: null,
    mimetype: null,
    format: null,
    content: null,
  };
}
