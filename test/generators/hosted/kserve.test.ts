/** The KServe kind against a server that speaks the Open Inference Protocol v2 with binary tensors. */
import { openGenerator, RgbImage } from "vision-peel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Asked, json, pictureFile, startServer, type TestServer } from "./server.js";

const photo = new RgbImage({ width: 5, height: 4, data: Uint8Array.from({ length: 60 }, (_, i) => i) });
let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const metadata = (more: object = {}) => ({
  ...{ name: "painter", versions: ["1", "7"], platform: "onnxruntime_onnx" },
  inputs: [
    { name: "prompt", datatype: "BYTES", shape: [-1] },
    { name: "image", datatype: "UINT8", shape: [-1, -1, 3] },
    { name: "seed", datatype: "INT64", shape: [1] },
    { name: "num_inference_steps", datatype: "INT32", shape: [1] },
    { name: "guidance_scale", datatype: "FP32", shape: [1] },
  ],
  outputs: [{ name: "painted", datatype: "UINT8", shape: [-1, -1, 3] }],
  ...more,
});
const HEADER = "inference-header-content-length";

/** A request taken apart as the protocol's text says. */
function tensorsOf({ headers, body }: Asked) {
  const length = Number(headers[HEADER]);
  const header = JSON.parse(body.subarray(0, length).toString());
  let at = length;
  const inputs = Object.fromEntries(
    header.inputs.map(({ name, shape, datatype, parameters }: never & Record<string, never>) => {
      const size = (parameters as { binary_data_size: number }).binary_data_size;
      at += size;
      return [name, { shape, datatype, bytes: body.subarray(at - size, at) }];
    }),
  );
  return {
    header,
    inputs: inputs as Record<string, { shape: number[]; datatype: string; bytes: Buffer }>,
    end: at,
  };
}

const binary =
  (output: object, bytes: Uint8Array): Answer =>
  (response) => {
    const header = Buffer.from(
      JSON.stringify({ outputs: [{ ...output, parameters: { binary_data_size: bytes.length } }] }),
    );
    response.writeHead(200, { [HEADER]: String(header.length) }).end(Buffer.concat([header, bytes]));
  };
const open = (options = {}) => openGenerator(`kserve:${server.url}/painter`, { attempts: 1, ...options });

describe("kserve", () => {
  it("sends raw tensors after their header, and reads the picture", async () => {
    const painted = Uint8Array.from({ length: 60 }, (_, i) => 255 - i);
    server.answers(
      json(metadata()),
      binary({ name: "painted", datatype: "UINT8", shape: [4, 5, 3] }, painted),
    );
    const { picture } = await (await open({ dialect: "marigold" })).generate({
      ...{ prompt: "Tiefe, bitte", image: photo, seed: 2 ** 31 + 5, steps: 4, guidance: 1.5 },
    });
    expect(picture).toMatchObject({ width: 5, height: 4, data: painted });
    expect(picture.provenance).toMatchObject({ modelVersion: "7", dialect: "marigold", seed: 2 ** 31 + 5 });
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /v2/models/painter",
      "POST /v2/models/painter/infer",
    ]);
    const { inputs, header, end } = tensorsOf(server.asked[1]);
    expect(end).toBe(server.asked[1].body.length);
    expect(header.outputs).toEqual([{ name: "painted", parameters: { binary_data: true } }]);
    const text = inputs.prompt.bytes;
    expect([text.readUInt32LE(0), text.subarray(4).toString()]).toEqual([12, "Tiefe, bitte"]);
    expect(inputs.image).toMatchObject({
      shape: [4, 5, 3],
      datatype: "UINT8",
      bytes: Buffer.from(photo.data),
    });
    expect(inputs.seed.bytes.readBigInt64LE()).toBe(2n ** 31n + 5n);
    expect(inputs.num_inference_steps.bytes.readInt32LE()).toBe(4);
    expect(inputs.guidance_scale.bytes.readFloatLE()).toBe(1.5);
  });

  it("takes models that give files, or numbers as JSON", async () => {
    const file = await pictureFile("png", [0, 0, 255]);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(file.length);
    const outputs = [{ name: "file", datatype: "BYTES", shape: [1] }];
    server.answers(
      json(metadata({ outputs })),
      binary({ name: "file", datatype: "BYTES", shape: [1] }, Buffer.concat([length, file])),
    );
    const { picture } = await (await open()).generate({ prompt: "p" });
    expect([...picture.data.subarray(0, 3)]).toEqual([0, 0, 255]);
    const data = Array.from({ length: 12 }, (_, i) => i);
    server.answers(
      json(metadata()),
      json({ outputs: [{ name: "painted", datatype: "UINT8", shape: [2, 2, 3], data }] }),
    );
    expect((await (await open()).generate({ prompt: "p" })).picture.data).toEqual(Uint8Array.from(data));
  });

  it.each<[string, Answer[], string]>([
    [
      "a model that paints nothing",
      [json(metadata({ outputs: [{ name: "y", datatype: "FP32", shape: [1] }] }))],
      "unfit",
    ],
    ["a model that is missing", [json({ error: "unknown model" }, 404)], "unavailable"],
    [
      "tensors that are cut off",
      [
        json(metadata()),
        (response) =>
          response.end(
            '{"outputs":[{"name":"painted","datatype":"UINT8","shape":[4,5,3],"parameters":{"binary_data_size":60}}]}',
          ),
      ],
      "bad-answer",
    ],
    [
      "a wrong size",
      [
        json(metadata()),
        binary({ name: "painted", datatype: "UINT8", shape: [9, 5, 3] }, new Uint8Array(60)),
      ],
      "bad-answer",
    ],
    [
      "another output",
      [json(metadata()), binary({ name: "other", datatype: "UINT8", shape: [4, 5, 3] }, new Uint8Array(60))],
      "bad-answer",
    ],
    ["its own trouble", [json(metadata()), json({ error: "CUDA out of memory" }, 500)], "network"],
  ])("tells %s", async (_, answers, fault) => {
    server.answers(...answers);
    await expect((await open()).generate({ prompt: "p", image: photo })).rejects.toMatchObject({ fault });
  });

  it("refuses a photo for a model that takes none", async () => {
    server.answers(json(metadata({ inputs: [{ name: "prompt", datatype: "BYTES", shape: [1] }] })));
    await expect((await open()).generate({ prompt: "p", image: photo })).rejects.toMatchObject({
      fault: "unfit",
    });
  });

  it.each(["kserve:", "kserve:painter", "kserve:http://x/"])("refuses %s", async (spec) => {
    await expect(openGenerator(spec)).rejects.toThrow("must be kserve:URL/MODEL");
  });
});
