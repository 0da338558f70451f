/** Models behind the Open Inference Protocol v2, as Triton, KServe, OpenVINO and Seldon serve them. */
import { ArgumentError, describeValue } from "../../errors.js";
import { GeneratorError } from "../../generatorError.js";
import { askService } from "../../http/askService.js";
import { checkUrl } from "../../http/checkUrl.js";
import { type HostedOptions, hostedOptions } from "../../http/hostedOptions.js";
import { jsonOf } from "../../http/jsonOf.js";
import { packPhoto } from "../../http/packPhoto.js";
import { RgbImage } from "../../image/rgbImage.js";
import { unlessAborted } from "../../unlessAborted.js";
import type { GeneratorKind } from "../kinds.js";
import { orWhatCame } from "../orWhatCame.js";
import type { PaintedPicture, Painter } from "../painter.js";
import type { PaintRequest } from "../request.js";
import {
  firstOfTexts,
  HEADER_LENGTH,
  packRequest,
  packTexts,
  unpackResponse,
  type WireTensor,
} from "./binaryTensors.js";
import { NUMBER_NAMES, type PictureForm, type Signature, signatureOf } from "./signature.js";

const KEYS = ["KSERVE_API_KEY"] as const;

export const kserve: GeneratorKind = {
  name: "kserve",
  form: "kserve:URL/MODEL",
  about: "models behind the Open Inference Protocol v2: Triton, KServe and others",
  open(rest, options) {
    const slash = rest.lastIndexOf("/");
    const [address, model] = [rest.slice(0, slash), rest.slice(slash + 1)];
    if (model === "" || !/^https?:\/\/[^/]/.test(address)) refuseSpec(rest);
    return painterOf(checkUrl("URL", address), model, hostedOptions("kserve", options, KEYS));
  },
};

function painterOf(url: string, model: string, hosted: HostedOptions): Painter {
  const { dialect, alignmentMode = "cover-crop", priceUsd, patience } = hosted;
  const service = new URL(url).host;
  const at = `${url}/v2/models/${encodeURIComponent(model)}`;
  const keyed = () => {
    const key = hosted.key();
    const headers: Record<string, string> = key ? { authorization: `Bearer ${key.reveal()}` } : {};
    return { key, headers };
  };
  let signature: Promise<{ signature: Signature; version?: string }> | undefined;
  async function describe(signal: AbortSignal): Promise<{ signature: Signature; version?: string }> {
    const { bytes } = await askService({ ...keyed(), url: at, method: "GET", service, signal, patience });
    const metadata = jsonOf(bytes, service, hosted.key());
    const version = Array.isArray(metadata?.versions) ? String(metadata.versions.at(-1)) : undefined;
    return { signature: signatureOf(metadata, model), ...(version !== undefined && { version }) };
  }
  return {
    about: {
      ...{ kind: "kserve", model, image: "optional", isSeeded: true, alignmentMode, address: url },
      ...(dialect !== undefined && { dialect }),
    },
    estimate: ({ count }) =>
      priceUsd === undefined ? undefined : { usd: priceUsd * count, basis: "priceUsd" },
    async paint(request) {
      // Asked for all calls at once: one that is given up leaves the others waiting for it.
      signature ??= describe(new AbortController().signal);
      // What failed is asked again.
      signature.catch(() => {
        signature = undefined;
      });
      const { signature: known, version } = await unlessAborted(signature, request.signal);
      const pictures: PaintedPicture[] = [];
      for (let i = 0; i < request.count; i++) {
        const seed = (request.seed + i) % 2 ** 32;
        const begun = performance.now();
        const { body, headerLength } = packRequest(await inputsOf(known, { ...request, seed }, model), [
          known.picture.name,
        ]);
        const { key, headers } = keyed();
        const call = {
          ...{ url: `${at}/infer`, service, key, signal: request.signal, patience, body: () => body },
          headers: {
            ...headers,
            "content-type": "application/octet-stream",
            [HEADER_LENGTH]: String(headerLength),
          },
          onWait: (stage: string) => request.onProgress({ stage, done: i, total: request.count, picture: i }),
        };
        const picture = await orWhatCame(pictures, request, async () => {
          const { bytes, headers: answered } = await askService(call);
          const length = answered.get(HEADER_LENGTH);
          const outputs = unpackResponse(bytes, length === null ? undefined : Number(length), service, key);
          return pictureOf(outputs, known, service);
        });
        if (!picture) return pictures;
        pictures.push({
          ...{ picture, seed, device: service },
          ...(version !== undefined && { modelVersion: version }),
          ...(priceUsd !== undefined && { cost: { usd: priceUsd, basis: "priceUsd" } }),
          timingsMs: { service: performance.now() - begun },
        });
      }
      return pictures;
    },
  };
}

async function inputsOf(
  { prompt, image: slot, numbers }: Signature,
  request: PaintRequest,
  model: string,
): Promise<WireTensor[]> {
  const { image } = request;
  if (image && !slot) throw takesNo(model);
  const shapeOfOne = (shape: readonly number[]): number[] => shape.map(() => 1);
  const inputs: WireTensor[] = [
    {
      name: prompt.name,
      datatype: "BYTES",
      shape: shapeOfOne(prompt.shape),
      bytes: packTexts([request.prompt]),
    },
  ];
  if (image && slot) inputs.push(await imageTensor(slot.name, slot.form, image));
  for (const { name, datatype, shape } of numbers) {
    const known = Object.entries(NUMBER_NAMES).find(([, names]) =>
      (names as readonly string[]).includes(name.toLowerCase()),
    );
    const value = request[known?.[0] as keyof typeof NUMBER_NAMES];
    if (value !== undefined)
      inputs.push({ name, datatype, shape: shapeOfOne(shape), bytes: numberBytes(datatype, value) });
  }
  return inputs;
}

async function imageTensor(name: string, form: PictureForm, image: RgbImage): Promise<WireTensor> {
  const { width, height, data } = image;
  if (form === "file") {
    const { bytes } = await packPhoto(image, Infinity);
    return { name, datatype: "BYTES", shape: [1], bytes: packTexts([bytes]) };
  }
  const shape = form === "HWC" ? [height, width, 3] : [1, height, width, 3];
  return { name, datatype: "UINT8", shape, bytes: data };
}

function numberBytes(datatype: string, value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  const bytes = (length: number): Uint8Array => new Uint8Array(view.buffer, 0, length);
  switch (datatype) {
    case "INT64":
    case "UINT64":
      view.setBigUint64(0, BigInt(Math.round(value)), true);
      return bytes(8);
    case "INT32":
    case "UINT32":
      view.setUint32(0, Math.round(value) >>> 0, true);
      return bytes(4);
    case "FP64":
      view.setFloat64(0, value, true);
      return bytes(8);
    default:
      view.setFloat32(0, value, true);
      return bytes(4);
  }
}

function pictureOf(
  outputs: readonly WireTensor[],
  { picture }: Signature,
  service: string,
): Uint8Array | RgbImage {
  const output = outputs.find(({ name }) => name === picture.name);
  if (!output) throw wrongPicture(service, `one without ${picture.name}`);
  if (picture.form === "file") return firstOfTexts(output.bytes, service);
  const [height, width, channels] = output.shape.slice(-3);
  if (output.datatype !== "UINT8") throw wrongPicture(service, `a tensor of ${output.datatype}`);
  const isSide = (side: number): boolean => Number.isInteger(side) && side > 0;
  const isPicture = channels === 3 && isSide(width) && isSide(height);
  if (!isPicture || output.bytes.length !== 3 * width * height)
    throw wrongPicture(service, `${output.bytes.length} bytes for a shape of ${output.shape.join(" × ")}`);
  return new RgbImage({ width, height, data: Uint8Array.from(output.bytes) });
}

const wrongPicture = (service: string, got: string): GeneratorError =>
  new GeneratorError("bad-answer", {
    ...{
      argument: `the answer of ${service}`,
      expected: "a picture of one batch, three levels a pixel",
      got,
    },
    remedy: "check the model: its metadata says otherwise",
  });

const takesNo = (model: string): GeneratorError =>
  new GeneratorError("unfit", {
    ...{ argument: "image", expected: `left out for ${model}`, got: "given" },
    remedy: "it paints from words alone: it has no input called image",
  });

function refuseSpec(rest: string): never {
  throw new ArgumentError({
    ...{ argument: "spec", expected: "kserve:URL/MODEL", got: describeValue(`kserve:${rest}`) },
    remedy: "write kserve:http://127.0.0.1:8000/painter",
  });
}
