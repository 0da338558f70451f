/** Values that show themselves by conventions of others: Python's names, vega's specs, `toHTML`. */
import type { MimeBundle } from "../../runtime.js";
import { isPlainObject } from "../../widgets/buffers.js";

type Methods = Record<string, unknown>;

const has = (value: object, name: string): boolean => typeof (value as Methods)[name] === "function";

const call = async (value: object, name: string): Promise<unknown> => {
  const method = (value as Methods)[name];
  return typeof method === "function" ? await method.call(value) : undefined;
};

const reprs: Record<string, string> = {
  _repr_html_: "text/html",
  _repr_markdown_: "text/markdown",
  _repr_latex_: "text/latex",
  _repr_svg_: "image/svg+xml",
  _repr_png_: "image/png",
  _repr_jpeg_: "image/jpeg",
  _repr_json_: "application/json",
};

/** `_repr_mimebundle_()`, which may give metadata beside the data, and `_repr_html_()` and its like. */
export function reprBundle(value: object): Promise<MimeBundle | undefined> | undefined {
  const names = ["_repr_mimebundle_", ...Object.keys(reprs)];
  return names.some((name) => has(value, name)) ? reprOf(value) : undefined;
}

async function reprOf(value: object): Promise<MimeBundle | undefined> {
  const made = await call(value, "_repr_mimebundle_");
  const bundle = Array.isArray(made) ? made[0] : made;
  if (isPlainObject(bundle)) return bundle;
  const found: MimeBundle = {};
  for (const [name, mime] of Object.entries(reprs)) {
    const data = await call(value, name);
    if (data !== undefined && data !== null) found[mime] = data;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

const schema = /^https?:\/\/vega\.github\.io\/schema\/(vega|vega-lite)\/v(\d+)/;
const defaultVega = "application/vnd.vegalite.v5+json";

/** A chart of vega or vega-lite: a specification that names its schema, or a value with `toSpec()`. */
export function vegaBundle(value: object): MimeBundle | undefined | Promise<MimeBundle | undefined> {
  if (!has(value, "toSpec")) return chartOf(value, value);
  return call(value, "toSpec").then((made) => chartOf(made, value));
}

function chartOf(made: unknown, value: object): MimeBundle | undefined {
  if (!isPlainObject(made)) return undefined;
  const found = schema.exec(String(made.$schema ?? ""));
  if (!found && made === value) return undefined;
  const mime = found ? `application/vnd.${found[1].replace("-", "")}.v${found[2]}+json` : defaultVega;
  return { "text/plain": JSON.stringify(made), [mime]: made };
}

/** A value that writes itself as HTML: `toHTML()`. */
export function htmlBundle(value: object): Promise<MimeBundle | undefined> | undefined {
  if (!has(value, "toHTML")) return undefined;
  return call(value, "toHTML").then((made) => (typeof made === "string" ? { "text/html": made } : undefined));
}
