import { nearestName } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { registerBuiltIn } from "./builtIn.js";
import { type Generator, generatorOf } from "./generator.js";
import { generatorKinds, kindNamed } from "./kinds.js";

/** A specification as an object: the kind's name, what it opens (after the colon of the text), and its options. */
export interface GeneratorSpec {
  readonly kind: string;
  readonly of?: string;
  readonly [option: string]: unknown;
}

/**
 * Opens a generator by one text, or by the same as an object: `embedded`, `onnx:DIR`, `gemini:MODEL`,
 * `openai:MODEL@URL`, `kserve:URL/MODEL`, `replay:DIR`, or what `registerGenerator` has made known. Nothing runs and
 * nothing is fetched before the first `generate`, except that files are looked at.
 *
 * @param options the kind's own, such as `device`, `budgetUsd` or `record`
 * @throws ArgumentError for a kind that is unknown, with the nearest that is known, or for wrong options
 * @throws GeneratorError if what it names is not there
 * @example const generator = await openGenerator("embedded");
 * @example const generator = await openGenerator({ kind: "onnx", of: "models/mine", device: "cpu" });
 */
export async function openGenerator(
  spec: string | GeneratorSpec,
  options: Readonly<Record<string, unknown>> = {},
): Promise<Generator> {
  registerBuiltIn();
  const { kind: name, of, ...own } = typeof spec === "string" ? partsOf(spec) : checkSpec(spec);
  const kind = kindNamed(name);
  if (!kind) throw unknownKind(name, spec);
  const rest = of ?? "";
  const painter = await kind.open(rest, { ...own, ...options });
  return generatorOf(rest === "" ? name : `${name}:${rest}`, painter);
}

function partsOf(text: string): GeneratorSpec {
  const colon = text.indexOf(":");
  return colon < 0
    ? { kind: text.trim() }
    : { kind: text.slice(0, colon).trim(), of: text.slice(colon + 1).trim() };
}

function checkSpec(spec: unknown): GeneratorSpec {
  const { kind, of } = (typeof spec === "object" && spec !== null ? spec : {}) as Partial<GeneratorSpec>;
  if (typeof kind === "string" && (of === undefined || typeof of === "string")) return spec as GeneratorSpec;
  throw new ArgumentError({
    argument: "spec",
    expected: "a text, or an object with kind and of",
    got: describeValue(spec),
    remedy: 'write "embedded" or { kind: "onnx", of: "models/mine" }',
  });
}

function unknownKind(name: string, spec: unknown): ArgumentError {
  const kinds = generatorKinds();
  const near = nearestName(
    name,
    kinds.map((kind) => kind.name),
  );
  const meant = kinds.find((kind) => kind.name === near);
  return new ArgumentError({
    argument: "spec",
    expected: `one of ${kinds.map(({ form }) => form).join(", ")}`,
    got: describeValue(typeof spec === "string" ? spec : name),
    remedy: meant ? `write ${meant.form}` : "registerGenerator makes others known",
  });
}
