import { GeneratorError, type GeneratorFault } from "../generatorError.js";

/** Too many calls, or trouble that may pass (RFC 9110, section 15; RFC 6585). */
export const isWorthAnotherTry = (status: number): boolean =>
  status === 408 || status === 429 || (status >= 500 && status !== 501);

interface Meaning {
  readonly fault: GeneratorFault;
  readonly expected: string;
  readonly remedy: string;
}

const MEANINGS: Readonly<Record<number, Meaning>> = {
  400: {
    fault: "unfit",
    expected: "given a request that it takes",
    remedy: "look at what it did not like",
  },
  401: {
    fault: "unauthorized",
    expected: "given a key that it knows",
    remedy: "the key is wrong or has expired: take a new one",
  },
  402: {
    fault: "unauthorized",
    expected: "paid from an account with credit",
    remedy: "pay in, or use another key",
  },
  403: {
    fault: "unauthorized",
    expected: "given a key that may do this",
    remedy: "let the key use this model, or use another key",
  },
  404: {
    fault: "unavailable",
    expected: "asked for a model that it has",
    remedy: "check the model's name and the address",
  },
  413: { fault: "unfit", expected: "given a smaller request", remedy: "give a smaller picture" },
  422: {
    fault: "unfit",
    expected: "given a request that it takes",
    remedy: "look at what it did not like",
  },
  429: {
    fault: "rate-limited",
    expected: "asked less often",
    remedy: "wait a while, or ask for a higher quota",
  },
};

const TROUBLE: Meaning = {
  fault: "network",
  expected: "in order",
  remedy: "try again later: it has trouble of its own",
};
const REDIRECT: Meaning = {
  fault: "unavailable",
  expected: "at the address that was given",
  remedy: "give the address that it points to: a key is not carried elsewhere",
};
const STRANGE: Meaning = {
  fault: "bad-answer",
  expected: "a service of pictures",
  remedy: "check the address: this may be another service",
};

/**
 * A service's refusal as an error that tells what to do.
 *
 * @param body what it said
 * @param hide takes secrets out of a text
 */
export function faultOfStatus(
  service: string,
  status: number,
  body: string,
  hide: (text: string) => string = (text) => text,
): GeneratorError {
  const usual = status >= 500 ? TROUBLE : status >= 300 && status < 400 ? REDIRECT : STRANGE;
  const { fault, expected, remedy } = MEANINGS[status] ?? usual;
  const said = sentenceIn(body, hide);
  return new GeneratorError(fault, {
    ...{ argument: service, expected, got: `answering with status ${status}`, remedy },
    ...(said !== "" && { detail: said }),
  });
}

/** What the service said in words: of JSON bodies the message, else the beginning. */
function sentenceIn(body: string, hide: (text: string) => string): string {
  try {
    const { error, message, detail } = JSON.parse(body);
    const said = error?.message ?? message ?? detail ?? error;
    if (typeof said === "string") return hide(said).slice(0, 500);
  } catch {
    // No JSON.
  }
  return hide(body)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 300);
}
