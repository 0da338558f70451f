/** Which of a model's tensors is the prompt, which the photo, which the picture: by what its metadata says. */
import { GeneratorError } from "../../generatorError.js";
import type { Json } from "../../http/jsonOf.js";

interface TensorMetadata {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
}

/** How pictures travel: rows of RGB levels, with or without a batch before them, or a whole file. */
export type PictureForm = "HWC" | "NHWC" | "file";

export interface Signature {
  readonly prompt: TensorMetadata;
  readonly image?: { readonly name: string; readonly form: PictureForm };
  readonly picture: { readonly name: string; readonly form: PictureForm };
  /** whole numbers and numbers that the model takes, by what they are called */
  readonly numbers: readonly TensorMetadata[];
}

/** Numbers of a request that a model may take, by the names that servers use. */
export const NUMBER_NAMES = {
  seed: ["seed"],
  steps: ["steps", "num_inference_steps"],
  guidance: ["guidance", "guidance_scale"],
} as const;

/** @throws GeneratorError "unfit" for a model that takes no prompt or gives no picture */
export function signatureOf(metadata: Json, model: string): Signature {
  const inputs = tensorsIn(metadata?.inputs);
  const outputs = tensorsIn(metadata?.outputs);
  const texts = inputs.filter(({ datatype }) => datatype === "BYTES");
  const prompt = texts.find(({ name }) => /prompt|text/i.test(name));
  const image = inputs.find(
    (one) => one !== prompt && formOf(one) !== undefined && /image|photo|picture/i.test(one.name),
  );
  const picture = outputs.find((one) => formOf(one) !== undefined);
  if (!prompt || !picture) throw unfit(model, inputs, outputs);
  const known: readonly string[] = Object.values(NUMBER_NAMES).flat();
  return {
    prompt,
    ...(image && { image: { name: image.name, form: formOf(image) as PictureForm } }),
    picture: { name: picture.name, form: formOf(picture) as PictureForm },
    numbers: inputs.filter(({ name }) => known.includes(name.toLowerCase())),
  };
}

const tensorsIn = (list: Json): TensorMetadata[] =>
  Array.isArray(list) ? list.filter((one) => typeof one?.name === "string" && Array.isArray(one.shape)) : [];

function formOf({ datatype, shape }: TensorMetadata): PictureForm | undefined {
  if (datatype === "BYTES") return "file";
  if (datatype !== "UINT8" || shape?.at(-1) !== 3) return undefined;
  if (shape.length === 3) return "HWC";
  return shape.length === 4 ? "NHWC" : undefined;
}

function unfit(
  model: string,
  inputs: readonly TensorMetadata[],
  outputs: readonly TensorMetadata[],
): GeneratorError {
  const list = (all: readonly TensorMetadata[]): string =>
    all.map(({ name, datatype, shape }) => `${name} ${datatype}[${shape}]`).join(", ") || "nothing";
  return new GeneratorError("unfit", {
    argument: model,
    expected: "a model with a prompt (BYTES) that gives a picture (UINT8 […, 3], or BYTES with a file)",
    got: `one from ${list(inputs)} to ${list(outputs)}`,
    remedy: "name its tensors so: prompt, image, seed, steps, guidance (docs/generators.md)",
  });
}
