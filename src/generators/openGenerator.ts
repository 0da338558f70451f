import { nearestName } from "../checkOptions.js";
import { ArgumentError, describeValue } from "../errors.js";
import { withBudget } from "./budget.js";
import { registerBuiltIn } from "./builtIn.js";
import { type Generator, generatorOf } from "./generator.js";
import { generatorKinds, kindNamed } from "./kinds.js";
import { withRecording } from "./recording/index.js";

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
 * @param options the kind's own, such as `device`; and for every kind `record`, a folder where answers are kept and
 * found again (`rerecord: true` paints anew), and `budgetUsd`, what all calls together may cost
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
  const { record, rerecord, budgetUsd, ...ofKind } = { ...own, ...options };
  checkWrapping(record, rerecord, budgetUsd);
  let painter = await kind.open(rest, ofKind);
  checkPainter(name, painter);
  if (typeof budgetUsd === "number") painter = withBudget(painter, budgetUsd);
  // Around the budget: a recorded answer costs nothing.
  if (typeof record === "string") painter = withRecording(painter, record, rerecord === true);
  return generatorOf(rest === "" ? name : `${name}:${rest}`, painter);
}

/** @throws ArgumentError for what a kind from outside opens wrongly */
function checkPainter(kind: string, painter: unknown): void {
  const { about, paint } = (painter ?? {}) as { about?: { model?: unknown }; paint?: unknown };
  if (typeof about?.model === "string" && typeof paint === "function") return;
  throw new ArgumentError({
    argument: `what ${kind} opens`,
    expected: "a painter: { about: { kind, model, image, isSeeded }, paint(request) { … } }",
    got: describeValue(painter),
    remedy: "mend open() of the kind that registerGenerator was given",
  });
}

function checkWrapping(record: unknown, rerecord: unknown, budgetUsd: unknown): void {
  const refuse = (argument: string, expected: string, value: unknown, remedy: string): never => {
    throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
  };
  if (record !== undefined && (typeof record !== "string" || record === ""))
    refuse("record", "the path of a folder", record, 'write "recordings"');
  if (rerecord !== undefined && typeof rerecord !== "boolean")
    refuse("rerecord", "true or false", rerecord, "leave it out to use what was recorded");
  const isMoney = typeof budgetUsd === "number" && budgetUsd >= 0;
  if (budgetUsd !== undefined && !isMoney)
    refuse("budgetUsd", "dollars, at least 0", budgetUsd, "leave it out for no limit");
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
