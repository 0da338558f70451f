/**
 * The Open Inference Protocol, version 2, with its extension for binary tensors: a JSON header, then the raw bytes of
 * every tensor, little-endian (https://github.com/kserve/open-inference-protocol;
 * https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md).
 */
import { GeneratorError } from "../../generatorError.js";
import { type Json, jsonOf } from "../../http/jsonOf.js";
import type { Secret } from "../../secret.js";

/** A tensor as it travels; BYTES hold a length of four bytes before each element. */
export interface WireTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export const HEADER_LENGTH = "inference-header-content-length";

/** A request's body, and the length of its JSON. */
export function packRequest(
  inputs: readonly WireTensor[],
  outputs: readonly string[],
): { body: Uint8Array; headerLength: number } {
  const header = Buffer.from(
    JSON.stringify({
      inputs: inputs.map(({ name, datatype, shape, bytes }) => ({
        ...{ name, datatype, shape },
        parameters: { binary_data_size: bytes.length },
      })),
      outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
    }),
  );
  return {
    body: Buffer.concat([header, ...inputs.map(({ bytes }) => bytes)]),
    headerLength: header.length,
  };
}

/** @throws GeneratorError "bad-answer" for an answer that is cut off, or holds other sizes than it says */
export function unpackResponse(
  bytes: Uint8Array,
  headerLength: number | undefined,
  service: string,
  key?: Secret,
): WireTensor[] {
  const length = headerLength ?? bytes.length;
  const { outputs } = jsonOf(bytes.subarray(0, length), service, key) ?? {};
  if (!Array.isArray(outputs)) throw bad(service, "one without outputs");
  let at = length;
  return outputs.map((output: Json) => {
    const { name, datatype, shape, parameters, data } = output ?? {};
    if (typeof name !== "string" || !Array.isArray(shape))
      throw bad(service, "a tensor without name or shape");
    const size = parameters?.binary_data_size;
    if (typeof size !== "number")
      return { name, datatype, shape, bytes: bytesOfList(datatype, data, service) };
    if (at + size > bytes.length) throw bad(service, "one that is cut off");
    at += size;
    return { name, datatype, shape, bytes: bytes.subarray(at - size, at) };
  });
}

/** Servers may send numbers as JSON all the same. */
function bytesOfList(datatype: string, data: unknown, service: string): Uint8Array {
  if (!Array.isArray(data)) throw bad(service, "a tensor without data");
  if (datatype === "BYTES") return packTexts(data.map(String));
  if (datatype === "UINT8") {
    const levels = data.flat(Infinity) as number[];
    if (!levels.every((level) => Number.isInteger(level) && level >= 0 && level <= 255))
      throw bad(service, "levels that are no whole numbers from 0 to 255");
    return Uint8Array.from(levels);
  }
  if (datatype === "FP32") return new Uint8Array(Float32Array.from(data.flat(Infinity) as number[]).buffer);
  throw bad(service, `a tensor of ${datatype} as JSON`);
}

/** Elements of a BYTES tensor, each after its length. */
export function packTexts(texts: readonly (string | Uint8Array)[]): Uint8Array {
  const parts = texts.flatMap((text) => {
    const bytes = Buffer.from(text as string);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat(parts);
}

/** The first element of a BYTES tensor. */
export function firstOfTexts(bytes: Uint8Array, service: string): Uint8Array {
  const length = bytes.length < 4 ? -1 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (length < 0 || 4 + length > bytes.length) throw bad(service, "a tensor of texts that is cut off");
  return bytes.subarray(4, 4 + length);
}

const bad = (service: string, got: string): GeneratorError =>
  new GeneratorError("bad-answer", {
    ...{ argument: `the answer of ${service}`, expected: "tensors by the Open Inference Protocol v2", got },
    remedy: "check the server and its version",
  });
