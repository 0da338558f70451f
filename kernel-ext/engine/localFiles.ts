/**
 * Stands in for the compiler's file watching. A kernel holds no inotify watch at all: the few files
 * beside the notebook that a program has read are looked at again before each cell, and the
 * thousands of installed ones never.
 */
import type tsTypes from "typescript";
import { stampOf } from "./tsconfig.js";
import { ts } from "./typescript.js";

const isSettled = (path: string) => path.includes("/node_modules/");
const nothing: tsTypes.FileWatcher = { close: () => {} };

interface Watched {
  path: string;
  stamp: string;
  onChange: tsTypes.FileWatcherCallback;
}

export class LocalFiles {
  readonly #watched = new Set<Watched>();

  watch(path: string, onChange: tsTypes.FileWatcherCallback): tsTypes.FileWatcher {
    if (isSettled(path)) return nothing;
    const entry = { path, stamp: stampOf(path), onChange };
    this.#watched.add(entry);
    return { close: () => this.#watched.delete(entry) };
  }

  /** Tells the compiler what has changed since the last time; false if nothing has. */
  refresh(): boolean {
    let isChanged = false;
    for (const entry of [...this.#watched]) {
      const stamp = stampOf(entry.path);
      if (stamp === entry.stamp) continue;
      const { Created, Changed, Deleted } = ts.FileWatcherEventKind;
      const kind = stamp === "" ? Deleted : entry.stamp === "" ? Created : Changed;
      entry.stamp = stamp;
      entry.onChange(entry.path, kind);
      isChanged = true;
    }
    return isChanged;
  }
}
