/** Where the published pictures come from: the page's public repository, at one commit, so that hashes hold. */
import type { ArgumentError } from "../errors.js";
import { checkUrl } from "../http/checkUrl.js";
import type { FileSource } from "../models/fetchFile.js";
import { ModelError } from "../models/modelError.js";
import { PAGE_COMMIT, PAGE_REPOSITORY } from "./published.js";

/** The folder above `files/images`; `PEEL_SAMPLES_URL` names a mirror. @throws ModelError where that is no address */
export function samplesUrl(): string {
  const usual = `https://raw.githubusercontent.com/${PAGE_REPOSITORY}/${PAGE_COMMIT}`;
  try {
    return checkUrl("PEEL_SAMPLES_URL", process.env.PEEL_SAMPLES_URL ?? usual);
  } catch (error) {
    const { argument, expected, got } = error as ArgumentError;
    throw new ModelError({ argument, expected, got, remedy: "mend it in the environment, or take it out" });
  }
}

export function pageSource(): FileSource {
  const url = samplesUrl();
  return {
    ...{ name: "the page", folderVariable: "PEEL_SAMPLES", headers: {} },
    addressOf: (path) => `${url}/${path}`,
    unreachable(cause) {
      const { code, message } = ((cause as Error).cause ?? cause) as { code?: string; message?: string };
      const got = `not (${[code, message].filter(Boolean).join(": ")})`;
      const remedy =
        "look at the network, name a mirror in PEEL_SAMPLES_URL, or take a folder by --from; what was fetched is kept";
      const expected = `reachable at ${new URL(url).host}`;
      return new ModelError({ argument: "the paper's page", expected, got, remedy }, { cause });
    },
    refused: (path, status) =>
      new ModelError({
        ...{ argument: path, expected: "on the paper's page", got: `answered with status ${status}` },
        remedy: "try again later, or look at the page: it may have moved; what was fetched is kept",
      }),
  };
}
