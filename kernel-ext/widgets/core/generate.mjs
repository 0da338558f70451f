/**
 * Writes generated/: a typed class for each model of Jupyter's core widgets, from the
 * machine-readable schema that ipywidgets publishes. Run by `npm run generate`; a test holds the
 * committed files against fresh ones. Layout stands in a file of its own, since every other model
 * makes one, and what it adds by hand (../layout.ts) comes between.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const schemaPath = createRequire(import.meta.url).resolve(
  "@jupyter-widgets/schema/jupyterwidgetmodels.latest.json",
);
const outputFolder = new URL("./generated/", import.meta.url);

/** Names that the schema shortens, and those that ipywidgets' classes have where models have others. */
const renamed = {
  Axis: "ControllerAxis",
  DOMWidget: "Media",
  Datetime: "DatetimePicker",
  NaiveDatetime: "NaiveDatetimePicker",
  Time: "TimePicker",
};
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
/** ipywidgets never opens its abstract class, and names a module that does not have the model. */
const moduleOf = ({ name, module }) => (name === "DOMWidgetModel" ? "@jupyter-widgets/base" : module);

/** Large values that the page which sent them need not hear of again. */
const silentProperties = { FileUpload: ["value"] };

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

function defaultOf(model, { default: value, type, name }) {
  if (value === "reference to new instance") return undefined;
  if (type === "bytes") return "new Uint8Array()";
  if (Array.isArray(value) && value.length === 0 && /^\[/.test(arrayTypes[`${model}.${name}`] ?? ""))
    return undefined;
  return JSON.stringify(value);
}

/** What a property may hold, for the check at run time and for the wire. */
function propertyOf(model, attribute) {
  const { name, type, items } = attribute;
  const known = arrayTypes[`${model}.${name}`];
  const kind =
    known === "UploadedFile[]"
      ? "files"
      : model === "NaiveDatetimePicker" && type === "Datetime"
        ? "naive"
        : (timeKinds[type] ?? type);
  const checked = {
    wire: name,
    kind,
    ...(attribute.allow_none && { isNullable: true }),
    ...(attribute.enum && { oneOf: attribute.enum.filter((value) => value !== null) }),
    ...(known === "[number, number]" && { items: "float", length: 2 }),
    ...(known === "string[]" && { items: "string" }),
    ...(known === "number[]" && { items: model === "IntsInput" ? "int" : "float" }),
    ...(!known && type === "array" && { items: items.type }),
  };
  return JSON.stringify(checked)
    .replace(/"(\w+)":/g, " $1: ")
    .replace("}", " }");
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
  const parts = fields
    .filter((field) => field.default === "reference to new instance")
    .map((field) => `${camel(field.name)}: ${referenceOf(name, field.widget)}`);
  const table = fields.map((field) => `      ${camel(field.name)}: ${propertyOf(name, field)},`);
  return `export interface ${name}State {
${properties.join("\n")}
}
export interface ${name} extends ${name}State {}
export class ${name} extends CoreWidget<${name}State> {
  static readonly model: CoreModel = {
    modelName: "${model.name}",
    modelModule: "${moduleOf(model)}",
    modelModuleVersion: "${model.version}",
    viewName: ${JSON.stringify(view.name)},
    viewModule: "${view.module}",
    viewModuleVersion: "${view.version}",
    properties: {
${table.join("\n")}
    },${name in silentProperties ? `\n    silent: ${JSON.stringify(silentProperties[name])},` : ""}
  };
  static defaults = (): object => ({
${defaults.join("\n")}
  });
${parts.length > 0 ? `  static override parts = () => ({ ${parts.join(", ")} });\n` : ""}  constructor(options: Options<${name}State> = {}) {
    super(options);
  }
}
`;
}

const head = `/**
 * Jupyter's core widgets, generated by ../generate.mjs from @jupyter-widgets/schema
 * (BSD-3-Clause, Copyright (c) Jupyter Development Team). Do not edit.
 */
`;

/** Each file's name and content, as it should be committed. */
export function generate() {
  const models = JSON.parse(readFileSync(schemaPath, "utf8"));
  const isLayout = ({ model }) => model.name === "LayoutModel";
  return {
    "layout.ts": `${head}import { type CoreModel, CoreWidget, type Options } from "../coreWidget.js";

${models.filter(isLayout).map(classOf).join("\n")}`,
    "models.ts": `${head}import type { Json } from "../../../wire/message.js";
import { type AnyWidget, type CoreModel, CoreWidget, type Options } from "../coreWidget.js";
import type { UploadedFile } from "../files.js";
import { Layout } from "../layout.js";

${models
  .filter((model) => !isLayout(model))
  .map(classOf)
  .join("\n")}`,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(generate())) writeFileSync(new URL(name, outputFolder), text);
}
