import { ArgumentError, describeValue } from "../errors.js";
import type { Painter } from "./painter.js";

/** One kind of generator: how its specification is written, and how a painter is opened by it. */
export interface GeneratorKind {
  /** what stands before the colon: "onnx" */
  readonly name: string;
  /** how it is written, for errors and lists: "onnx:DIR" */
  readonly form: string;
  /** what it is, in one line */
  readonly about: string;
  /**
   * Opens a painter.
   *
   * @param rest what stands after the colon, "" if nothing does
   * @param options what was given beside the specification, for this kind to check
   */
  open(rest: string, options: Readonly<Record<string, unknown>>): Painter | Promise<Painter>;
}

const registered = new Map<string, GeneratorKind>();

/**
 * Makes a kind of generator known in this program; one of the same name is replaced.
 *
 * @throws ArgumentError for one that lacks a part
 * @example
 * registerGenerator({
 *   name: "grey", form: "grey", about: "paints everything grey",
 *   open: () => ({
 *     about: { kind: "grey", model: "grey", image: "required", isSeeded: true, alignmentMode: "none" },
 *     paint: async ({ image }) => [{ device: "cpu", picture: new RgbImage({ ...image, data: image.data.map(() => 128) }) }],
 *   }),
 * });
 * const generator = await openGenerator("grey");
 */
export function registerGenerator(kind: GeneratorKind): void {
  const { name, form, about, open } = kind ?? {};
  for (const [part, value] of Object.entries({ name, form, about })) {
    if (typeof value === "string" && value !== "") continue;
    refuse(`kind.${part}`, "a text", value, `give the kind a ${part}`);
  }
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    refuse("kind.name", "small letters, digits and hyphens", name, 'call it "my-model"');
  if (typeof open !== "function") refuse("kind.open", "a function", open, "write open: () => painter");
  registered.set(name, kind);
}

/**
 * Every kind by now.
 *
 * @example generatorKinds().map(({ form }) => form) // ["embedded", "onnx:DIR", "gemini:MODEL", …]
 */
export const generatorKinds = (): readonly GeneratorKind[] => [...registered.values()];

/** The kind of a name, or undefined. */
export const kindNamed = (name: string): GeneratorKind | undefined => registered.get(name);

function refuse(argument: string, expected: string, value: unknown, remedy: string): never {
  throw new ArgumentError({ argument, expected, got: describeValue(value), remedy });
}
