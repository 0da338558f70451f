/**
 * What a hub tells of a repository: its files with their hashes, and its licence (the public HTTP interface of the
 * Hugging Face hub, https://huggingface.co/docs/hub/api).
 */
import { nearestName } from "../checkOptions.js";
import type { ArgumentError } from "../errors.js";
import { checkUrl } from "../http/checkUrl.js";
import type { FileSource } from "./fetchFile.js";
import { ModelError } from "./modelError.js";
import { KNOWN_MODELS, type KnownModel } from "./registry.js";

export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** of large files; small ones have git's hash */
  readonly sha256?: string;
  /** SHA-1 of git's blob */
  readonly gitSha1: string;
}

export interface HubModel extends KnownModel {
  /** the commit that is fetched, so that all files belong together */
  readonly revision: string;
  readonly files: readonly HubFile[];
}

/** The hub's address; `HF_ENDPOINT` names a mirror. @throws ModelError where that is no address */
export function hubUrl(): string {
  try {
    return checkUrl("HF_ENDPOINT", process.env.HF_ENDPOINT ?? "https://huggingface.co");
  } catch (error) {
    const { argument, expected, got } = error as ArgumentError;
    throw new ModelError({ argument, expected, got, remedy: "mend it in the environment, or take it out" });
  }
}

/** A token for what is not public, from the environment only. */
export const hubHeaders = (): Record<string, string> =>
  process.env.HF_TOKEN ? { authorization: `Bearer ${process.env.HF_TOKEN}` } : {};

/** A repository's files at one commit. */
export const hubSource = ({
  repository,
  revision,
}: Pick<HubModel, "repository" | "revision">): FileSource => ({
  ...{ name: "the hub", folderVariable: "PEEL_MODELS", headers: hubHeaders(), unreachable, refused },
  addressOf: (path) =>
    `${hubUrl()}/${repository}/resolve/${revision}/${path.split("/").map(encodeURIComponent).join("/")}`,
});

/** A model by its name here, or by OWNER/NAME. @throws ModelError for neither */
export function modelNamed(name: string): KnownModel {
  const known = KNOWN_MODELS.find((one) => one.name === name || one.repository === name);
  if (known) return known;
  // A name of dots would lead out of the folder of models.
  if (/^[\w-][\w.-]*\/[\w-][\w.-]*$/.test(name))
    return { name, repository: name, about: "", licence: "as its page says" };
  const near = nearestName(
    name,
    KNOWN_MODELS.map((one) => one.name),
  );
  throw new ModelError({
    argument: "the model",
    expected: `one of ${KNOWN_MODELS.map((one) => one.name).join(", ")}, or OWNER/NAME on the hub`,
    got: JSON.stringify(name),
    remedy: near === undefined ? "look at peel models list" : `write ${near}, or look at peel models list`,
  });
}

/**
 * Looks a model up on the hub.
 *
 * @throws ModelError where it is not there, may not be read, or the hub cannot be reached
 */
export async function lookUp(name: string, signal?: AbortSignal): Promise<HubModel> {
  const known = modelNamed(name);
  const at = `${hubUrl()}/api/models/${known.repository}`;
  const { value } = await ask(at, known, signal);
  const about = (value ?? {}) as { sha?: string; cardData?: { license?: string } };
  const revision = typeof about.sha === "string" ? about.sha : "main";
  const entries = await filesOf(`${at}/tree/${revision}?recursive=true`, known, signal);
  const files = entries
    .filter(({ type, path }) => type === "file" && isWanted(path, known.wanted))
    .map(
      ({ path, size, oid, lfs }): HubFile => ({
        ...{ path, bytes: lfs?.size ?? size, gitSha1: oid },
        ...(lfs?.oid && { sha256: lfs.oid }),
      }),
    );
  if (files.length === 0) throw nothingIn(known);
  const licence = about.cardData?.license ?? known.licence;
  return { ...known, licence, revision, files };
}

/** A large repository's files come in pages, each of which names the next (RFC 8288). */
async function filesOf(
  first: string,
  known: KnownModel,
  signal: AbortSignal | undefined,
): Promise<HubEntry[]> {
  const entries: HubEntry[] = [];
  const isEntry = (one: unknown): one is HubEntry => {
    const { type, path, size, oid, lfs } = (one ?? {}) as Partial<HubEntry>;
    return (
      typeof type === "string" &&
      typeof path === "string" &&
      (type !== "file" || typeof (lfs?.size ?? size) === "number") &&
      (type !== "file" || typeof oid === "string")
    );
  };
  for (let url: string | undefined = first, pages = 0; url !== undefined && pages < MOST_PAGES; pages++) {
    const { value, next } = await ask(url, known, signal);
    if (!Array.isArray(value) || !value.every(isEntry)) throw strange(known);
    entries.push(...value);
    url = next;
  }
  return entries;
}

/** A repository of more files is no model of ours. */
const MOST_PAGES = 100;

interface HubEntry {
  readonly type: string;
  readonly path: string;
  readonly size: number;
  readonly oid: string;
  readonly lfs?: { readonly oid: string; readonly size: number };
}

/** A path that leads out of the model's folder is no file of it. */
function isWanted(path: string, wanted: readonly string[] | undefined): boolean {
  if (path.startsWith("/") || path.split(/[\\/]/).includes("..") || path.startsWith(".")) return false;
  return wanted === undefined || wanted.some((part) => path.endsWith(part) || path.startsWith(part));
}

async function ask(
  url: string,
  { repository }: KnownModel,
  signal: AbortSignal | undefined,
): Promise<{ value: unknown; next?: string }> {
  let response: Response;
  try {
    response = await fetch(url, { headers: hubHeaders(), ...(signal && { signal }) });
  } catch (cause) {
    signal?.throwIfAborted();
    throw unreachable(cause);
  }
  if (!response.ok) throw refused(repository, response.status);
  const value = await response.json().catch((cause: unknown) => {
    throw unreachable(cause);
  });
  const next = /<([^>]+)>;\s*rel="?next"?/.exec(response.headers.get("link") ?? "")?.[1];
  // Where a token goes, only the hub may say.
  const isHubs =
    next !== undefined && URL.canParse(next, url) && new URL(next, url).host === new URL(url).host;
  return { value, ...(isHubs && { next: new URL(next, url).href }) };
}

const strange = ({ repository }: KnownModel): ModelError =>
  new ModelError({
    ...{ argument: repository, expected: "listed with its files", got: "an answer of another kind" },
    remedy: "look at HF_ENDPOINT: it must name a hub",
  });

export function unreachable(cause: unknown): ModelError {
  const { code, message } = ((cause as Error).cause ?? cause) as { code?: string; message?: string };
  return new ModelError(
    {
      argument: "the hub",
      expected: `reachable at ${new URL(hubUrl()).host}`,
      got: `not (${[code, message].filter(Boolean).join(": ")})`,
      remedy: "look at the network, or name a mirror in HF_ENDPOINT; what was fetched is kept",
    },
    { cause },
  );
}

export function refused(what: string, status: number): ModelError {
  const isForbidden = status === 401 || status === 403;
  return new ModelError({
    argument: what,
    expected: "public on the hub",
    got: isForbidden ? "there only for those who may, or not at all" : `answered with status ${status}`,
    remedy: isForbidden
      ? "check the name; accept its licence on its page and put a token into HF_TOKEN"
      : "check the name, or try again later; what was fetched is kept",
  });
}

const nothingIn = ({ repository }: KnownModel): ModelError =>
  new ModelError({
    ...{ argument: repository, expected: "a repository with the model's files", got: "one without" },
    remedy: "look at its page: it may have been renamed",
  });
