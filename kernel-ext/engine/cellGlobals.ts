/** What every cell knows without an import, beside Node's own names. Names of cells hide these. */
import { join } from "node:path";
import type tsTypes from "typescript";

const declarations = `
/** The last result that was shown. */
declare var _: any;
/** The result before the last one. */
declare var __: any;
/** The result before the last two. */
declare var ___: any;
/** The last results by the numbers of their cells: \`Out[3]\`. */
declare var Out: Record<number, any>;
/** The cells that have run, by their numbers: \`In[3]\`. */
declare var In: string[];
/** What the last cell that failed has thrown. */
declare var _error: any;
`;

/** The path of a file that is only there for the compiler. */
export const globalsPath = (folder: string): string => join(folder, "__peel__.d.ts").replaceAll("\\", "/");

/** Lets a compiler find it. */
export function serveGlobals(
  host: Pick<tsTypes.WatchCompilerHost<tsTypes.BuilderProgram>, "fileExists" | "readFile">,
  path: string,
): void {
  const { fileExists, readFile } = host;
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.readFile = (name, encoding) => (name === path ? declarations : readFile.call(host, name, encoding));
}
