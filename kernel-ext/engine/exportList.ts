import type tsTypes from "typescript";

/**
 * tslab ends a cell with the list of its names, and takes them from the compiler's tables as they
 * are: with one more underscore before two (`___filename`), and with the compiler's own (`__global`).
 */
export function repairExportList(cell: string): string {
  return cell.replace(/\nexport \{([^{}\n]*)\}$/, (_, list: string) => {
    const names = list
      .split(", ")
      .map((name) => (name.startsWith("___") ? name.slice(1) : name.startsWith("__") ? "" : name))
      .filter((name) => name !== "");
    return `\nexport {${names.join(", ")}}`;
  });
}

/** Lets a compiler read cells with their list repaired. */
export function repairCells(system: tsTypes.System, isCell: (file: { fileName: string }) => boolean): void {
  const { readFile } = system;
  system.readFile = (fileName, encoding) => {
    const text = readFile.call(system, fileName, encoding);
    return text !== undefined && isCell({ fileName }) ? repairExportList(text) : text;
  };
}
