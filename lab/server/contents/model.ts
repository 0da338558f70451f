/** The models of the contents API: https://jupyter-server.readthedocs.io/en/latest/developers/contents.html */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { access, readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join, sep } from "node:path";
import { HttpError } from "../../errors.js";
import { sweepNames } from "../leftovers.js";
import { mimeTypeOf } from "../mimeTypes.js";
import { parseNotebook } from "./notebook.js";
import { isUnlisted, type Tree } from "./paths.js";
import type { TrustStore } from "./trust.js";
import { isNoText, noneAt, shutModel } from "./unreachable.js";

export type ContentsType = "notebook" | "file" | "directory";

export interface Model {
  name: string;
  path: string;
  type: ContentsType;
  writable: boolean;
  created: string;
  last_modified: string;
  size: number | null;
  mimetype: string | null;
  format: "json" | "text" | "base64" | null;
  content: unknown;
  hash?: string | null;
  hash_algorithm?: string | null;
}

export interface ReadOptions {
  content?: boolean;
  hash?: boolean;
  type?: string | null;
  format?: string | null;
}

/** Larger files are not put into a JSON answer; `/files/` streams them. */
export const contentLimitBytes = 256 * 2 ** 20;

export class ContentsReader {
  constructor(
    readonly tree: Tree,
    readonly trust: TrustStore,
  ) {}

  /** The model of a path. Throws 404 when there is nothing, 400 when it is not of the type asked for. */
  async read(path: string, options: ReadOptions = {}): Promise<Model> {
    const place = this.tree.resolve(path);
    const found = await stat(place).catch(() => undefined);
    if (!found || !(found.isFile() || found.isDirectory())) throw new HttpError(404, noneAt(path));
    const type = typeFor(found.isDirectory(), place, options.type);
    const model: Model = {
      name: path === "" ? "" : basename(place),
      path,
      type,
      writable: await access(place, constants.W_OK).then(
        () => true,
        () => false,
      ),
      created: found.birthtime.toISOString(),
      last_modified: found.mtime.toISOString(),
      size: type === "directory" ? null : found.size,
      mimetype: null,
      format: null,
      content: null,
      hash: null,
      hash_algorithm: null,
    };
    if (type === "directory") {
      return options.content === false
        ? model
        : { ...model, format: "json", content: await this.#list(path, place) };
    }
    if (type === "file") model.mimetype = mimeTypeOf(place).split(";")[0];
    const wantsContent = options.content !== false;
    if (wantsContent && found.size > contentLimitBytes) {
      throw new HttpError(
        400,
        `${path} is larger than ${contentLimitBytes / 2 ** 20} MiB and cannot be opened here.`,
      );
    }
    if (wantsContent || options.hash) {
      const bytes = await readFile(place);
      if (options.hash) {
        model.hash = createHash("sha256").update(bytes).digest("hex");
        model.hash_algorithm = "sha256";
      }
      if (wantsContent) Object.assign(model, this.#contentOf(type, path, bytes, options.format));
    }
    return model;
  }

  /** The model of what is at a path, also of a link that cannot be followed. Without content. */
  async readEntry(path: string): Promise<Model> {
    try {
      return await this.read(path, { content: false });
    } catch (error) {
      const model = await shutModel(this.tree.resolveEntry(path), path);
      if (model) return model;
      throw error;
    }
  }

  async #list(path: string, place: string): Promise<Model[]> {
    const names = await readdir(place, { encoding: "buffer" });
    await sweepNames(place, names.map(String));
    const models = names
      .filter((name) => !isUnlisted(String(name)))
      .map((name) => {
        const child = childPath(path, String(name));
        // No path leads to a name that is no text, and nobody should believe that it is gone.
        if (isNoText(name)) return shutModel(Buffer.concat([Buffer.from(place + sep), name]), child);
        // A file that vanishes meanwhile is not listed.
        return this.readEntry(child).catch(() => undefined);
      });
    return (await Promise.all(models)).filter((model) => model !== undefined);
  }

  #contentOf(
    type: ContentsType,
    path: string,
    bytes: Buffer,
    format: string | null | undefined,
  ): Pick<Model, "format" | "content"> & { mimetype?: string } {
    if (type === "notebook") {
      return { format: "json", content: this.trust.mark(parseNotebook(decodeText(bytes, path))) };
    }
    if (format === "base64") return { format: "base64", content: bytes.toString("base64") };
    try {
      const content = decodeText(bytes, path);
      return { format: "text", content, ...(isTextName(path) ? {} : { mimetype: "text/plain" }) };
    } catch (error) {
      if (format === "text") throw error;
      return { format: "base64", content: bytes.toString("base64") };
    }
  }
}

function typeFor(isDirectory: boolean, place: string, wanted: string | null | undefined): ContentsType {
  if (isDirectory) {
    if (wanted === undefined || wanted === null || wanted === "directory") return "directory";
    throw new HttpError(400, `${basename(place)} is a directory, not a ${wanted}.`);
  }
  if (wanted === "directory") throw new HttpError(400, `${basename(place)} is not a directory.`);
  if (wanted === "notebook" || wanted === "file") return wanted;
  return extname(place) === ".ipynb" ? "notebook" : "file";
}

function decodeText(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new HttpError(400, `${path} is not UTF-8 encoded.`);
  }
}

function isTextName(path: string): boolean {
  return mimeTypeOf(path) !== "application/octet-stream";
}

/** The API path of a child. */
export function childPath(folder: string, name: string): string {
  return folder === "" ? name : join(folder, name).replaceAll("\\", "/");
}
