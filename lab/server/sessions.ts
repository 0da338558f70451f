/** Sessions: which document uses which kernel. */
import { randomUUID } from "node:crypto";
import { basename } from "node:path/posix";
import { HttpError } from "../errors.js";
import type { Tree } from "./contents/paths.js";
import type { Kernel } from "./kernels/kernel.js";
import type { Kernels } from "./kernels/kernels.js";
import { workingDir } from "./kernels/routes.js";

interface Session {
  id: string;
  path: string;
  name: string;
  type: string;
  kernel: Kernel;
}

/** A session as the API has it. */
export interface SessionModel {
  id: string;
  path: string;
  name: string;
  type: string;
  kernel: object;
  notebook?: { path: string; name: string };
}

/** What a client asks for; every field may be missing. */
export interface SessionRequest {
  path?: unknown;
  name?: unknown;
  type?: unknown;
  kernel?: { id?: unknown; name?: unknown } | null;
}

export class Sessions {
  readonly #sessions = new Map<string, Session>();
  /** Two pages that open one notebook at once get one session. */
  readonly #starting = new Map<string, Promise<Session>>();

  constructor(
    readonly kernels: Kernels,
    readonly tree: Tree,
  ) {}

  list(): SessionModel[] {
    return [...this.#sessions.values()].map(modelOf);
  }

  find(id: string): SessionModel {
    return modelOf(this.#find(id));
  }

  /** Starts a session for a path; the one it has, if it has one. */
  async start(request: SessionRequest): Promise<SessionModel> {
    const { path } = request;
    if (typeof path !== "string" || path === "")
      throw new HttpError(400, "The path of the document is missing.");
    const existing = [...this.#sessions.values()].find((session) => session.path === path);
    if (existing) return modelOf(existing);
    let starting = this.#starting.get(path);
    if (!starting) {
      starting = this.#start(path, request).finally(() => this.#starting.delete(path));
      this.#starting.set(path, starting);
    }
    return modelOf(await starting);
  }

  /** Renames a session's document or gives it another kernel; the kernel that nobody uses then is ended. */
  async change(id: string, request: SessionRequest): Promise<SessionModel> {
    const session = this.#find(id);
    const before = session.kernel;
    if (typeof request.path === "string") session.path = request.path;
    if (typeof request.name === "string") session.name = request.name;
    if (typeof request.type === "string") session.type = request.type;
    if (request.kernel?.id || request.kernel?.name) {
      session.kernel = await this.#kernelFor(session.path, request.kernel);
      const users = [...this.#sessions.values()].filter(({ kernel }) => kernel === before);
      if (users.length === 0) await before.shutdown();
    }
    return modelOf(session);
  }

  /** A document, or a folder above it, has a new path. */
  moved(from: string, to: string): void {
    for (const session of this.#sessions.values()) {
      const rest = session.path.slice(from.length);
      if (!session.path.startsWith(from) || (rest !== "" && !rest.startsWith("/"))) continue;
      session.path = to + rest;
      if (session.type === "notebook") session.name = basename(session.path);
    }
  }

  /** Ends a session and its kernel. */
  async end(id: string): Promise<void> {
    const session = this.#find(id);
    this.#sessions.delete(id);
    await session.kernel.shutdown();
  }

  async #start(path: string, { name, type, kernel }: SessionRequest): Promise<Session> {
    const session: Session = {
      id: randomUUID(),
      path,
      name: typeof name === "string" ? name : "",
      type: typeof type === "string" ? type : "notebook",
      kernel: await this.#kernelFor(path, kernel ?? {}),
    };
    this.#sessions.set(session.id, session);
    return session;
  }

  async #kernelFor(path: string, { id, name }: { id?: unknown; name?: unknown }): Promise<Kernel> {
    const kernel =
      typeof id === "string" && id !== ""
        ? this.kernels.find(id)
        : await this.kernels.start(typeof name === "string" ? name : undefined, workingDir(this.tree, path));
    kernel.once("gone", () => {
      for (const session of this.#sessions.values()) {
        if (session.kernel === kernel) this.#sessions.delete(session.id);
      }
    });
    return kernel;
  }

  #find(id: string): Session {
    const session = this.#sessions.get(id);
    if (!session) throw new HttpError(404, `There is no session ${id}.`);
    return session;
  }
}

function modelOf({ id, path, name, type, kernel }: Session): SessionModel {
  // The old field `notebook` is still read by some clients.
  const notebook = type === "notebook" ? { notebook: { path, name } } : {};
  return { id, path, name, type, kernel: kernel.model(), ...notebook };
}
