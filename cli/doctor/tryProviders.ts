/**
 * A program of its own, because native libraries write where they like and may end the process: tries each
 * execution provider of ONNX Runtime on a tiny network, and prints JSON.
 */
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** What it prints. */
export interface Providers {
  version: string;
  usable: string[];
  unusable: string[];
}

interface Runtime {
  listSupportedBackends(): { name: string }[];
  env: { versions: { common: string } };
  InferenceSession: {
    create(
      model: Uint8Array,
      options: object,
    ): Promise<{ run(feeds: object): Promise<{ y: { data: number[] } }> }>;
  };
  Tensor: new (type: "float32", data: number[], dims: number[]) => object;
}

/** An ONNX model of one node, y = Identity(x), for one float: protobuf of ir_version 8 and opset 13. */
const identity = Buffer.from(
  "CAhCAhANOjcKEAoBeBIBeSIISWRlbnRpdHkSAWdaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggB",
  "base64",
);

// Before the library is loaded; it reads the real environment.
process.env.ORT_DISABLE_TELEMETRY ??= "1";
const library = fileURLToPath(import.meta.resolve("vision-peel/package.json"));
const { env, InferenceSession, Tensor, listSupportedBackends } = createRequire(library)(
  "onnxruntime-node",
) as Runtime;

const providers: Providers = { version: env.versions.common, usable: [], unusable: [] };
for (const { name } of listSupportedBackends()) {
  try {
    const session = await InferenceSession.create(identity, {
      executionProviders: [name],
      logSeverityLevel: 4,
    });
    const { y } = await session.run({ x: new Tensor("float32", [7], [1]) });
    if (y.data[0] !== 7) throw new Error("it computes wrongly");
    providers.usable.push(name);
  } catch {
    providers.unusable.push(name);
  }
}
process.stdout.write(JSON.stringify(providers));
