import { existsSync, statSync } from "node:fs";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { arrayOn } from "../arrays.js";
import type { TensorSpec } from "../tensors.js";
import type { ModelFile, Room, SentTensor } from "../wire/messages.js";
import { ort, sessionOptions } from "./runtime.js";

interface Loaded {
  readonly session: InferenceSession;
  readonly bytes: number;
  /** tells a file from one that has taken its place */
  readonly stamp: string;
}

/** The networks that are loaded. The one that was used longest ago goes when there is no more room. */
export class Sessions {
  readonly #loaded = new Map<string, Loaded>();
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  async describe(model: ModelFile): Promise<{ inputs: TensorSpec[]; outputs: TensorSpec[] }> {
    const { session } = await this.#get(model);
    return { inputs: session.inputMetadata.map(specOf), outputs: session.outputMetadata.map(specOf) };
  }

  async run(
    model: ModelFile,
    feeds: readonly SentTensor[],
    arrays: readonly ArrayBuffer[],
    outputs?: readonly string[],
  ): Promise<{ results: SentTensor[]; data: ArrayBufferView[] }> {
    const { session } = await this.#get(model);
    const tensors: Record<string, Tensor> = {};
    for (const [i, { name, type, dims }] of feeds.entries()) {
      // The library's types tie each type to its array; here both came together.
      tensors[name] = new ort.Tensor(type as "float32", arrayOn(type, arrays[i]) as Float32Array, dims);
    }
    const found = await session.run(tensors, [...(outputs ?? session.outputNames)]);
    const named = Object.entries(found);
    return {
      results: named.map(([name, { type, dims }]) => ({ name, type: type as SentTensor["type"], dims })),
      data: named.map(([, { data }]) => data as unknown as ArrayBufferView),
    };
  }

  async release(path: string): Promise<void> {
    const found = this.#loaded.get(path);
    this.#loaded.delete(path);
    await found?.session.release();
  }

  async #get({ path, provider, threads }: ModelFile): Promise<Loaded> {
    const { size, mtimeMs } = statSync(path);
    const stamp = `${size}:${mtimeMs}`;
    const found = this.#loaded.get(path);
    if (found?.stamp === stamp) {
      // A map keeps the order in which its entries came: this one is the newest now.
      this.#loaded.delete(path);
      this.#loaded.set(path, found);
      return found;
    }
    await this.release(path);
    const bytes = size + bytesBeside(path);
    await this.#makeRoom(bytes);
    const session = await ort.InferenceSession.create(path, sessionOptions(provider, threads));
    const loaded = { session, bytes, stamp };
    this.#loaded.set(path, loaded);
    return loaded;
  }

  async #makeRoom(bytes: number): Promise<void> {
    const { maxSessions, maxBytes } = this.#room;
    const total = (): number => [...this.#loaded.values()].reduce((sum, one) => sum + one.bytes, bytes);
    while (this.#loaded.size > 0 && (this.#loaded.size >= maxSessions || total() > maxBytes)) {
      await this.release(this.#loaded.keys().next().value as string);
    }
  }
}

const specOf = (metadata: InferenceSession.ValueMetadata): TensorSpec =>
  metadata.isTensor
    ? { name: metadata.name, type: metadata.type, dims: metadata.shape }
    : { name: metadata.name, type: "other", dims: [] };

/** Weights that lie beside their graph, as exporters name them. */
const bytesBeside = (path: string): number =>
  [`${path}_data`, `${path}.data`].reduce((sum, one) => sum + (existsSync(one) ? statSync(one).size : 0), 0);
