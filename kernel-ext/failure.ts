import { inspect, stripVTControlCharacters } from "node:util";
import { CellSyntaxError } from "./engine/diagnostics.js";
import { framesOf, isUsersOwn } from "./stack.js";
import { inColour } from "./tracebackColours.js";

/** An error as Jupyter wants it. */
export interface Failure {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** Chains of causes may be circular. */
const maxDepth = 5;

/** What Jupyter shows of anything that was thrown, in colour; never throws itself. */
export function failureOf(error: unknown): Failure {
  const { traceback, ...failure } = plainFailureOf(error, 0);
  return { ...failure, traceback: inColour(traceback) };
}

function plainFailureOf(error: unknown, depth: number): Failure {
  try {
    return describe(error, depth);
  } catch {
    const evalue = "What was thrown cannot be shown: showing it throws again";
    return { ename: "Thrown", evalue, traceback: [evalue] };
  }
}

/** V8 quotes the code as it runs, where `names` of cells are `exports.names`. */
const inCellsWords = (error: Error): string =>
  error instanceof TypeError
    ? String(error.message)
        .replace(/\(0 , exports\.([\w$]+)\)/g, "$1")
        .replace(/^exports\.(?=.+ is not )/, "")
    : String(error.message);

function describe(error: unknown, depth: number): Failure {
  if (error instanceof CellSyntaxError) {
    return { ename: error.name, evalue: error.message, traceback: error.traceback };
  }
  if (!(error instanceof Error)) {
    const evalue = inspect(error);
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const ename = String(error.name || error.constructor?.name || "Error");
  const evalue = inCellsWords(error);
  const frames = framesOf(stripVTControlCharacters(String(error.stack ?? "")));
  // An error with a remedy was written for people: its sentence and the place in the cell say it all.
  if (typeof (error as { remedy?: unknown }).remedy === "string") {
    return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...frames.filter(isUsersOwn)] };
  }
  const said = [...frames, ...propertiesOf(error), ...reasonsOf(error, depth)];
  return { ename, evalue, traceback: [`${ename}: ${evalue}`, ...said] };
}

/** Told elsewhere. */
const known = new Set(["name", "message", "stack", "cause", "errors"]);

/** What an error carries beside its message, such as the status of a response, as Node prints it. */
function propertiesOf(error: Error): string[] {
  const own = Object.entries(error).filter(([name]) => !known.has(name));
  if (own.length === 0) return [];
  const limits = { depth: 3, maxStringLength: 1000, maxArrayLength: 20 };
  return inspect(Object.fromEntries(own), limits).split("\n");
}

/** The errors behind an error. */
function reasonsOf(error: Error, depth: number): string[] {
  if (depth >= maxDepth) return [];
  const tell = (reason: unknown) => plainFailureOf(reason, depth + 1).traceback.join("\n");
  const gathered = error instanceof AggregateError ? [...error.errors] : [];
  return [
    ...gathered.map((reason, i) => `[${i + 1}] ${tell(reason)}`),
    ...(error.cause === undefined ? [] : [`Caused by ${tell(error.cause)}`]),
  ];
}
