import { KernelError } from "../../errors.js";

/** Packages could not be installed. Nothing has changed then. */
export class InstallError extends KernelError {
  override name = "InstallError";
  constructor(
    message: string,
    remedy: string,
    /** npm's word for it, such as E404 or ENOTFOUND; EINVALID for what npm was not asked */
    readonly code: string,
    /** the last lines that npm has written */
    readonly log = "",
  ) {
    super(message, remedy);
  }
}

/** What `npm --json` says of a failure. */
export interface NpmFailure {
  code?: string;
  summary?: string;
}

const network =
  "Check the network, and npm's settings of proxy and registry; what is installed already works without.";
const rights = "Give yourself the right to write there, or move the notebook.";

const remedies: Record<string, string> = {
  E404: "Check the spelling of the name.",
  ETARGET: "Ask for a version that there is, or leave the version out.",
  E401: 'Log in with "npm login" in a terminal.',
  E403: "Check whether you may use this package, and npm's settings of proxy and registry.",
  ENOENT: "Check the path; it is seen from the notebook's folder.",
  ERESOLVE: "Ask for versions that go together: the packages want different ones of the same.",
  EBADPLATFORM: "Take a package for this system.",
  EINTEGRITY: 'Run "npm cache verify" in a terminal and try again.',
  EJSONPARSE: "Mend the package.json.",
  EACCES: rights,
  EPERM: rights,
  EROFS: rights,
  ENOSPC: "Make room on the disk.",
  ENOTFOUND: network,
  EAI_AGAIN: network,
  ETIMEDOUT: network,
  ECONNREFUSED: network,
  ECONNRESET: network,
  ENETUNREACH: network,
  ERR_SOCKET_TIMEOUT: network,
};

/** What npm has failed at, in one sentence. */
export function explain(specs: readonly string[], { code = "", summary = "" }: NpmFailure, log: string) {
  const missing = code === "E404" ? "there is no such package, or you may not see it" : "";
  const said = missing || summary || log.split("\n").at(-1) || "it did not say why";
  // Addresses and stacks are in the log.
  const [reason] = said.replace(/^\w*Error: /, "").split("\n");
  const remedy = remedies[code] ?? "The property log of this error has what npm said.";
  return new InstallError(
    `npm could not install ${specs.join(", ")}: ${reason.replace(/\.$/, "")}`,
    remedy,
    code || "UNKNOWN",
    log,
  );
}
