import { createRequire } from "node:module";
import type * as Ort from "onnxruntime-node";
import type { Provider } from "../wire/messages.js";

// Before the library is loaded, which reads the real environment; an import would come first.
process.env.ORT_DISABLE_TELEMETRY ??= "1";

/** ONNX Runtime. */
export const ort = createRequire(import.meta.url)("onnxruntime-node") as typeof Ort;

/** Options by which a session is made on a provider, and on nothing else: what cannot run there is an error. */
export function sessionOptions(provider: Provider, threads?: number): Ort.InferenceSession.SessionOptions {
  const { name, deviceId } = provider;
  return {
    executionProviders: [deviceId === undefined ? name : { name: name as "cuda", deviceId }],
    ...(threads !== undefined && { intraOpNumThreads: threads }),
  };
}
