/**
 * Labextensions that somebody has switched off: `jupyter labextension disable` writes it into `page_config.json`.
 * https://jupyterlab.readthedocs.io/en/stable/user/extensions.html#managing-extensions-with-jupyter-labextension
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { managerName, viewsName } from "../install/install.js";
import { jupyterConfigDirs } from "../install/places.js";
import { outputOf } from "../outputOf.js";
import { type Finding, fault, ok, type Patient } from "./finding.js";

interface Switch {
  isOff: boolean;
  file: string;
  level: string;
}

export function checkEnabled(patient: Patient): Finding {
  const name = "switched on";
  const switches = readSwitches(patient);
  for (const extension of [viewsName, managerName]) {
    const off = [...switches].find(([key, { isOff }]) => isOff && isOf(extension, key));
    if (!off) continue;
    const [key, { file, level }] = off;
    const found = `${key} is disabled in ${file}`;
    const jupyter = jupyterFor(patient);
    if (!jupyter) return fault(name, found, `Take ${key} out of disabledExtensions in ${file}.`);
    return fault(name, found, "Enable it", [jupyter, "labextension", "enable", `--level=${level}`, key]);
  }
  return ok(name, "views and widget manager are not disabled");
}

/** An extension is switched off as a whole, or plugin by plugin. */
const isOf = (extension: string, key: string) => key === extension || key.startsWith(`${extension}:`);

/** What is said last counts. */
function readSwitches(patient: Patient): Map<string, Switch> {
  const files = [
    { file: join(patient.dataDir, "lab", "settings", "page_config.json"), level: "sys_prefix" },
    ...jupyterConfigDirs(patient).flatMap(({ dir, level }) =>
      configFilesIn(join(dir, "labconfig")).map((file) => ({ file, level })),
    ),
  ];
  const switches = new Map<string, Switch>();
  for (const { file, level } of files) {
    for (const [key, isOff] of disabledIn(file)) switches.set(key, { isOff, file, level });
  }
  return switches;
}

function configFilesIn(dir: string): string[] {
  const parts = join(dir, "page_config.d");
  const names = existsSync(parts) ? readdirSync(parts).filter((name) => name.endsWith(".json")) : [];
  return [...names.sort().map((name) => join(parts, name)), join(dir, "page_config.json")];
}

/** Older ones keep a list, newer ones an object of truth values. */
function disabledIn(file: string): [string, boolean][] {
  try {
    const { disabledExtensions: disabled = {} } = JSON.parse(readFileSync(file, "utf8"));
    if (Array.isArray(disabled)) return disabled.map((key) => [String(key), true]);
    return Object.entries(disabled).map(([key, value]) => [key, value === true]);
  } catch {
    return [];
  }
}

/** The command of the Jupyter that is looked at, if there is one that runs. */
function jupyterFor({ prefix }: Patient): string | undefined {
  const own = prefix && join(prefix, process.platform === "win32" ? "Scripts" : "bin", "jupyter");
  if (own && existsSync(own)) return own;
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .some((dir) => existsSync(join(dir, "jupyter-labextension")));
  return onPath && outputOf("jupyter", "--version") !== undefined ? "jupyter" : undefined;
}
