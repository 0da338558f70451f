/** The kernel with all its packages, copied to where it stays: npx empties its cache, and clones move. */
import { createHash } from "node:crypto";
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { closureOf, describe } from "./closure.js";

interface Manifest {
  version: string;
  /** every file's hash, by its path with "/" */
  files: Record<string, string>;
}

interface SourceFile {
  source: string;
  target: string;
}

/** What is copied: the kernel, what it loads before the first cell, and the library for cells. */
const roots = ["@vision-peel/kernel", "@vision-peel/widgets", "vision-peel"];
/** What the views' other side needs, which is bundled into the labextension: a third of all files. */
const pageOnly = ["@jupyter-widgets/base"];
const manifestName = "manifest.json";

/** The version of the packages that would be copied. */
export const ownVersion: string = describe(
  dirname(fileURLToPath(import.meta.resolve("@vision-peel/kernel/package.json"))),
).version;

export const kernelDirOf = (dataDir: string): string => join(dataDir, "peel");
export const kernelPackageOf = (dataDir: string): string =>
  join(kernelDirOf(dataDir), "node_modules", "@vision-peel", "kernel");

/** What the copied kernel loads before the first cell. */
export const copiedViews = (dataDir: string): string =>
  join(kernelDirOf(dataDir), "node_modules", "@vision-peel", "widgets", "dist", "index.js");

/** Copies what differs from what is there, and removes what is no part of it. */
export function copyKernel(dataDir: string): string {
  const dir = kernelDirOf(dataDir);
  const sources = closureOf(roots, fileURLToPath(import.meta.url), pageOnly).flatMap(filesOf);
  const files = Object.fromEntries(sources.map(({ source, target }) => [target, hashOf(source)]));
  const manifestPlace = join(dir, manifestName);
  // The list goes first and comes last: without it, a copy is known to be incomplete.
  rmSync(manifestPlace, { force: true });
  removeStrangers(dir, files);
  for (const { source, target } of sources) {
    const place = join(dir, target);
    if (existsSync(place) && hashOf(place) === files[target]) continue;
    mkdirSync(dirname(place), { recursive: true });
    // Beside it first: a kernel that runs reads the old file or the new one.
    copyFileSync(source, `${place}.unfinished`, constants.COPYFILE_FICLONE);
    renameSync(`${place}.unfinished`, place);
  }
  const manifest: Manifest = { version: ownVersion, files };
  writeFileSync(manifestPlace, `${JSON.stringify(manifest, null, 1)}\n`);
  return dir;
}

/** The version of a copy; undefined if there is none, or its list of files is broken. */
export function copiedVersion(dataDir: string): string | undefined {
  return readManifest(dataDir)?.version;
}

/** The files of a copy that are missing or not what they were. */
export function damagedFiles(dataDir: string): string[] {
  const manifest = readManifest(dataDir);
  if (!manifest) return [manifestName];
  const dir = kernelDirOf(dataDir);
  return Object.entries(manifest.files)
    .filter(([path, hash]) => !existsSync(join(dir, path)) || hashOf(join(dir, path)) !== hash)
    .map(([path]) => path);
}

function readManifest(dataDir: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(kernelDirOf(dataDir), manifestName), "utf8"));
    return typeof manifest.files === "object" ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Files of another version could be loaded instead of those that take their place. */
function removeStrangers(dir: string, files: Manifest["files"]): void {
  if (!existsSync(dir)) return;
  const folders = new Set(Object.keys(files).flatMap(foldersAbove));
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const place = join(entry.parentPath, entry.name);
    const path = relativePath(dir, place);
    const isKnown = entry.isDirectory() ? folders.has(path) : Object.hasOwn(files, path);
    if (!isKnown || entry.isSymbolicLink()) rmSync(place, { recursive: true, force: true });
  }
}

function foldersAbove(path: string): string[] {
  const parts = path.split("/");
  return parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join("/"));
}

const relativePath = (dir: string, place: string) => relative(dir, place).split(sep).join("/");

function hashOf(path: string): string {
  return createHash("sha1").update(readFileSync(path)).digest("base64url");
}

function filesOf({ name, source, target }: { name: string; source: string; target: string }): SourceFile[] {
  const isOwn = roots.includes(name);
  // A clone's folder holds more than what is published; and the page's side is the labextension's.
  const published = isOwn ? ["package.json", ...(describe(source).files ?? [])] : undefined;
  return readdirSync(source, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relativePath(source, join(entry.parentPath, entry.name)))
    .filter((path) => !path.startsWith("node_modules/") && !path.includes("/node_modules/") && isOfUse(path))
    .filter(
      (path) =>
        !published || published.some((part) => part !== "labextension" && `${path}/`.startsWith(`${part}/`)),
    )
    .map((path) => ({ source: join(source, path), target: `${target}/${path}` }));
}

const platforms = ["aix", "android", "darwin", "freebsd", "linux", "sunos", "win32"];
const architectures = ["arm", "arm64", "ia32", "x64"];

/** Not source maps, nor binaries of other systems, which are most of the bytes. */
function isOfUse(path: string): boolean {
  if (/\.(map|pdb)$/.test(path) || path.endsWith(".tsbuildinfo")) return false;
  const parts = path.split("/");
  const at = parts.findIndex((part) => platforms.includes(part));
  if (!/^(bin|build|prebuilds)$/.test(parts[0]) || at < 0) return true;
  if (parts[at] !== process.platform) return false;
  return !architectures.includes(parts[at + 1]) || parts[at + 1] === process.arch;
}
