import { execFile, spawnSync } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { installKernelspec } from "@vision-peel/kernel/install";
import { afterAll, expect, it } from "vitest";
import { type Notebook, type Output, textOf } from "../../cli/notebook/notebook.js";
import { codeCell, notebookFolder, notebookOf, peelExecute } from "../support/executeNotebook.js";

/** Debian's own Python: the one that apt's packages belong to. */
const python = "/usr/bin/python3";
const found = spawnSync(python, ["-c", "import nbclient, nbconvert; print(nbclient.__version__)"]);
const isSkipped = found.status !== 0 && process.env.PEEL_CI !== "1";
if (isSkipped) console.log("Skipped: nbclient is not installed (apt install jupyter-nbconvert).");
const files = notebookFolder();
afterAll(() => files.remove());

const notebook = notebookOf(
  'for (let i = 0; i < 3; i++) console.log(i); console.error("e"); 6 * 7',
  'import { clearOutput, display, html, IntSlider, Output } from "@vision-peel/kernel"; console.log("gone"); clearOutput({ wait: true }); console.log("stays")',
  'const shown = await display("old"); undefined',
  'await shown.update("new"); undefined',
  codeCell('throw new RangeError("meant")', { metadata: { tags: ["raises-exception"] } }),
  "const slider = new IntSlider({ value: 3 }); slider",
  'slider.value = 5; const out = new Output(); await out.capture(() => { console.log("in"); console.log("side") }); out',
  'import { DepthView } from "@vision-peel/widgets"; import { DepthMap } from "vision-peel"; new DepthView({ depth: new DepthMap({ width: 2, height: 2, data: Float32Array.of(1, 2, 3, 4) }) })',
);

const stateType = "application/vnd.jupyter.widget-state+json";
interface StoredModel {
  model_name: string;
  state: Record<string, unknown>;
  buffers?: unknown[];
}
type Stored = Record<string, { state: Record<string, StoredModel> }>;

/** Ids are random and times differ: a model's name takes the place of its id, and of times stay the names. */
function comparable({ cells, metadata }: Notebook) {
  const stored = (metadata.widgets as Stored)[stateType];
  const models = Object.entries(stored.state);
  const parts = {
    cells: cells.map(({ outputs = [], ...cell }) => ({ ...cell, outputs: merged(outputs) })),
    metadata: { ...metadata, widgets: { ...stored, state: [] } },
    models: models.map(([, model]) => model),
  };
  const sorted = (key: string, value: unknown) => {
    if (key === "execution") return Object.keys(value as object).sort();
    if (key === "source") return textOf(value as string);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  let text = JSON.stringify(parts, sorted);
  for (const [id, { model_name }] of models) text = text.replaceAll(id, model_name);
  const named = JSON.parse(text) as typeof parts;
  const orderOf = (model: StoredModel) => JSON.stringify(model);
  return { ...named, models: named.models.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)) };
}

/** nbclient 0.7 leaves neighbouring streams as they came (its later `coalesce_streams` merges them, as we do). */
function merged(outputs: Output[]): Output[] {
  const list: Output[] = [];
  for (const output of outputs) {
    const last = list.at(-1);
    if (output.output_type === "stream" && last?.output_type === "stream" && last.name === output.name) {
      last.text = [...(last.text as string[]), ...(output.text as string[])];
    } else list.push({ ...output });
  }
  return list;
}

it.skipIf(isSkipped)("makes the notebook that nbconvert --execute makes", { timeout: 180_000 }, async () => {
  const path = files.write("both.ipynb", notebook);
  const dataDir = files.at("data");
  installKernelspec({ dataDir, preload: ["@vision-peel/widgets"] });
  const env = { ...process.env, JUPYTER_DATA_DIR: dataDir, JUPYTER_RUNTIME_DIR: join(dataDir, "runtime") };
  const args = ["-m", "nbconvert", "--to", "notebook", "--execute", path, "--output", "theirs.ipynb"];
  await promisify(execFile)(python, args, { env });
  expect(await peelExecute([path, "-o", files.at("ours.ipynb")])).toMatchObject({ code: 0 });
  const ours = comparable(files.read("ours.ipynb"));
  const theirs = comparable(files.read("theirs.ipynb"));
  expect(ours.models.map(({ model_name }) => model_name)).toContain("DepthModel");
  // What differs on purpose: the planes of a view that its output stores are not in the file a second time.
  for (const model of theirs.models.filter(({ model_name }) => model_name === "DepthModel")) {
    const { depth: _, ...state } = model.state;
    model.state = { ...state, is_kept_in_output: true };
    expect(model.buffers).toHaveLength(1);
    delete model.buffers;
  }
  for (const model of ours.models)
    if (model.model_name === "DepthModel") expect(model.buffers).toBeUndefined();
  const byText = (models: StoredModel[]) => models.map((model) => JSON.stringify(sortedKeys(model))).sort();
  expect({ ...ours, models: byText(ours.models) }).toEqual({ ...theirs, models: byText(theirs.models) });
});

/** The same value with its keys in order. */
function sortedKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sortedKeys);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortedKeys(item)]),
  );
}
