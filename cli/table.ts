/** Rows in columns that are as wide as they need, numbers to the right. The first row holds the heads. */
export function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const isNumeric = rows[0].map((_, column) =>
    rows.slice(1).every((row) => /^[\d.,%−\s-]*$/.test(row[column])),
  );
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        isNumeric[column] ? cell.padStart(widths[column]) : cell.padEnd(widths[column]),
      )
      .join("  ")
      .trimEnd();
  return `${rows.map(line).join("\n")}\n`;
}

/** Share of a whole, in percent. */
export const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;
