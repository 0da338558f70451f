import * as base from "@jupyter-widgets/base";
import { heldUntilShown } from "./heldFrontEnd.js";

export type ExportMap = Record<string, typeof base.WidgetModel | typeof base.WidgetView>;
type Define = (needs: string[], factory: (widgets: typeof base) => ExportMap) => void;

let loaded: Promise<ExportMap> | undefined;

/**
 * Loads anywidget's front end from npm. Its file is an ES module that calls AMD's global `define`,
 * so one is put there for the moment of loading and taken away again.
 */
export function loadAnywidget(): Promise<ExportMap> {
  loaded ??= load().then(heldUntilShown);
  return loaded;
}

async function load(): Promise<ExportMap> {
  const page = globalThis as { define?: Define | undefined };
  const before = page.define;
  const had = Object.hasOwn(page, "define");
  let made: ExportMap | undefined;
  page.define = (_needs, factory) => {
    made = factory(base);
  };
  try {
    await import("anywidget");
  } finally {
    if (had) page.define = before;
    else delete page.define;
  }
  if (!made) throw new Error("anywidget 0.11.0 did not define its widgets: reinstall @vision-peel/widgets.");
  return made;
}
