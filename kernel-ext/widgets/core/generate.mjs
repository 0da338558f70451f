/**
 * Writes generated/models.ts: a typed class for each model of Jupyter's core widgets, from the
 * machine-readable schema that ipywidgets publishes. Run by `npm run generate`; a test holds the
 * committed file against a fresh one.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const schemaPath = createRequire(import.meta.url).resolve(
  "@jupyter-widgets/schema/jupyterwidgetmodels.latest.json",
);
const outputPath = new URL("./generated/models.ts", import.meta.url);

/** Names that the schema shortens, and one abstract class that it names after its JavaScript model. */
const renamed = { Axis: "ControllerAxis", DOMWidget: "Media" };
/** In a Controller "Button" is a button of the gamepad. */
const referenceOf = (model, name) =>
  model === "Controller" && name === "Button" ? "ControllerButton" : (renamed[name] ?? name);

/** Where the schema says only "array", or an object of unknown shape. */
const arrayTypes = {
  "FloatRangeSlider.value": "[number, number]",
  "IntRangeSlider.value": "[number, number]",
  "SelectionRangeSlider.index": "[number, number]",
  "Link.source": "[AnyWidget, string]",
  "Link.target": "[AnyWidget, string]",
  "DirectionalLink.source": "[AnyWidget, string]",
  "DirectionalLink.target": "[AnyWidget, string]",
  "ColorsInput.value": "string[]",
  "ColorsInput.allowed_tags": "string[]",
  "TagsInput.value": "string[]",
  "TagsInput.allowed_tags": "string[]",
  "FloatsInput.value": "number[]",
  "FloatsInput.allowed_tags": "number[]",
  "IntsInput.value": "number[]",
  "IntsInput.allowed_tags": "number[]",
  "FileUpload.value": "UploadedFile[]",
  "Output.outputs": "Json[]",
};

const names = new Set([
  "_model_module",
  "_model_module_version",
  "_model_name",
  "_view_module",
  "_view_module_version",
  "_view_name",
  "_view_count",
]);
const plainTypes = { string: "string", bool: "boolean", int: "number", float: "number", bytes: "Uint8Array" };
const timeKinds = { Date: "date", Datetime: "datetime", Time: "time" };

const camel = (name) => name.replace(/^_/, "").replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());

function typeOf(model, attribute) {
  const { type, name, items, widget } = attribute;
  if (Array.isArray(type)) return type.map((one) => plainTypes[one]).join(" | ");
  if (attribute.enum) return attribute.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (type === "reference") return widget === "Widget" ? "AnyWidget" : referenceOf(model, widget);
  if (type === "array") {
    const known = arrayTypes[`${model}.${name}`];
    if (known) return known;
    if (items?.type === "reference")
      return `${items.widget === "Widget" ? "AnyWidget" : referenceOf(model, items.widget)}[]`;
    if (plainTypes[items?.type]) return `${plainTypes[items.type]}[]`;
    throw new Error(`${model}.${name} is an array of something unknown; add it to arrayTypes`);
  }
  if (type === "Time") return "string";
  if (type in timeKinds) return "Date";
  if (plainTypes[type]) return plainTypes[type];
  throw new Error(`${model}.${name} has the unknown type ${JSON.stringify(type)}`);
}

function defaultOf(model, { default: value, type, widget, name }) {
  if (value === "reference to new instance") return `new ${referenceOf(model, widget)}()`;
  if (type === "bytes") return "new Uint8Array()";
  if (Array.isArray(value) && value.length === 0 && /^\[/.test(arrayTypes[`${model}.${name}`] ?? ""))
    return undefined;
  return JSON.stringify(value);
}

function classOf({ model, view, attributes }) {
  const name = renamed[model.name.replace(/Model$/, "")] ?? model.name.replace(/Model$/, "");
  const fields = attributes.filter((attribute) => !names.has(attribute.name));
  const properties = fields.map((field) => {
    const help = field.help
      ? `  /** ${field.help.replaceAll("*/", "*\\/").replace(/\s+/g, " ").trim()} */\n`
      : "";
    return `${help}  ${camel(field.name)}: ${typeOf(name, field)}${field.allow_none ? " | null" : ""};`;
  });
  const defaults = fields
    .map((field) => [field.name, defaultOf(name, field)])
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `    ${camel(key)}: ${value},`);
  const times = fields
    .filter(({ type }) => type in timeKinds)
    .map(({ name: key, type }) => {
      const kind = model.name === "NaiveDatetimeModel" ? "naive" : timeKinds[type];
      return `${camel(key)}: "${kind}"`;
    });
  return `export interface ${name}State {
${properties.join("\n")}
}
export interface ${name} extends ${name}State {}
export class ${name} extends CoreWidget<${name}State> {
  static readonly model: CoreModel = {
    modelName: "${model.name}",
    modelModule: "${model.module}",
    modelModuleVersion: "${model.version}",
    viewName: ${JSON.stringify(view.name)},
    viewModule: "${view.module}",
    viewModuleVersion: "${view.version}",
    wireNames: { ${fields.map((field) => `${camel(field.name)}: "${field.name}"`).join(", ")} },
    times: { ${times.join(", ")} },
  };
  static defaults = (): object => ({
${defaults.join("\n")}
  });
  constructor(options: Options<${name}State> = {}) {
    super(options);
  }
}
`;
}

/** The whole file, as it should be committed. */
export function generate() {
  const models = JSON.parse(readFileSync(schemaPath, "utf8"));
  return `/**
 * Jupyter's core widgets, generated by ../generate.mjs from @jupyter-widgets/schema
 * (BSD-3-Clause, Copyright (c) Jupyter Development Team). Do not edit.
 */
import type { Json } from "../../../wire/message.js";
import { type AnyWidget, type CoreModel, CoreWidget, type Options, type UploadedFile } from "../coreWidget.js";

${models.map(classOf).join("\n")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(outputPath, generate());
