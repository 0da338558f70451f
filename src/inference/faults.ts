import { basename } from "node:path";
import { GeneratorError, type GeneratorFault } from "../generatorError.js";
import type { ChildLost } from "./childProcess.js";
import type { Answer } from "./wire/messages.js";

type Failed = Extract<Answer, { answer: "failed" }>;

const MEMORY =
  /bad_alloc|failed to allocate|out of memory|cudaerrormemoryallocation|array buffer allocation/i;

/** What ONNX Runtime said, as an error that tells what to do. */
export function faultOf({ while: doing, reason }: Failed, path: string, device: string): GeneratorError {
  const graph = basename(path);
  if (MEMORY.test(reason)) return outOfMemory(graph, device, reason);
  if (doing === "load") {
    const isMissing = /doesn't exist|ENOENT|no such file/i.test(reason);
    return fault("unavailable", {
      argument: path,
      expected: "an ONNX graph that ONNX Runtime loads",
      got: isMissing ? "missing" : /protobuf/i.test(reason) ? "broken, or no ONNX file" : "refused by it",
      remedy: isMissing ? "check the path" : "download or export it again; the detail tells what it said",
      detail: reason,
    });
  }
  return fault("unfit", {
    argument: `the inputs of ${graph}`,
    expected: `what the graph computes with on ${device}`,
    got: "refused by ONNX Runtime",
    remedy: "the detail tells what it said; compare names, types and sizes with the network's inputs",
    detail: reason,
  });
}

/** A process that ended in the middle of its work. */
export function lostOf({ code, signal, log }: ChildLost, path: string, device: string): GeneratorError {
  const graph = basename(path);
  if (MEMORY.test(log)) return outOfMemory(graph, device, log);
  const how = signal ? `ended by ${signal}` : `ended with code ${code}`;
  return fault("lost", {
    argument: `the process that computes ${graph}`,
    expected: "alive until it has answered",
    got: how,
    remedy:
      signal === "SIGKILL"
        ? "call again: another one starts. If nobody killed it, the machine ran out of memory: ask for smaller pictures"
        : "call again: another one starts. If it ends each time, try another device",
    ...(log !== "" && { detail: log }),
  });
}

function outOfMemory(graph: string, device: string, detail: string): GeneratorError {
  return fault("out-of-memory", {
    argument: `the memory of ${device}`,
    expected: `enough for ${graph}`,
    got: "too little",
    remedy: "ask for a smaller picture, close other programs, or try another device",
    detail,
  });
}

const fault = (
  kind: GeneratorFault,
  details: ConstructorParameters<typeof GeneratorError>[1],
): GeneratorError => new GeneratorError(kind, details);
