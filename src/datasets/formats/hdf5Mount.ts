import { randomUUID } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { unreadable } from "../../image/formats/raster.js";
import { type ReadImageSource, readBytes } from "../../image/readBytes.js";
import { type Hdf5Handle, type Hdf5Module, loadHdf5 } from "./hdf5Library.js";

/** A file as the library sees it: alone in a file system in memory, which is all that its links can reach. */
export interface MountedHdf5 {
  readonly name: string;
  readonly file: Hdf5Handle;
  readonly module: Hdf5Module;
  close(): void;
}

/** @throws UnreadableError for a file that is missing, or no HDF5 */
export async function mountHdf5(source: ReadImageSource): Promise<MountedHdf5> {
  const { File, module } = await loadHdf5();
  const path = `/${randomUUID()}`;
  const { name, release } = await mount(source, path, module);
  const remove = (): void => {
    module.FS.unlink(path);
    release();
  };
  try {
    const file = new File(path, "r");
    let isOpen = true;
    const close = (): void => {
      if (!isOpen) return;
      isOpen = false;
      file.close();
      remove();
    };
    return { name, file, module, close };
  } catch (cause) {
    remove();
    const expected = "a whole file of HDF5 (.h5, .hdf5, MATLAB 7.3)";
    throw unreadable(name, expected, "something else, broken off or corrupt", undefined, cause);
  }
}

async function mount(
  source: ReadImageSource,
  path: string,
  { FS }: Hdf5Module,
): Promise<{ name: string; release: () => void }> {
  if (typeof source !== "string" && !(source instanceof URL)) {
    const { name, bytes } = await readBytes(source, 'openHdf5("file.h5")');
    FS.writeFile(path, bytes);
    return { name, release: () => {} };
  }
  const name = String(source);
  const descriptor = openedFile(source, name);
  const { size } = fstatSync(descriptor);
  FS.writeFile(path, new Uint8Array(0));
  const { node } = FS.lookupPath(path);
  // Emscripten's MEMFS asks a file for its length and reads through its operations: both are the host's from here on.
  Object.defineProperty(node, "usedBytes", { get: () => size });
  node.stream_ops = {
    ...node.stream_ops,
    read: (_, buffer, offset, length, position) =>
      readSync(descriptor, buffer, offset, Math.max(0, Math.min(length, size - position)), position),
  };
  return { name, release: () => closeSync(descriptor) };
}

function openedFile(path: string | URL, name: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(path, "r");
  } catch (cause) {
    const got = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "missing" : "not readable for you";
    throw unreadable(name, "a file of HDF5", got, "check the path", cause);
  }
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw unreadable(name, "a file of HDF5", "a folder or a device", "give the path of a file");
}
