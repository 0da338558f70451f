/** The table of differences in docs/server.md. */
import { readFileSync } from "node:fs";
import type { Difference } from "./compare.js";

export interface Row {
  steps: string[];
  field: string;
  ours: string;
  theirs: string;
  why: string;
}

const place = new URL("../../../docs/server.md", import.meta.url);

export function readTable(): Row[] {
  const lines = readFileSync(place, "utf8").split("\n");
  const start = lines.indexOf("| answers to | field | ours | theirs | why |");
  const end = lines.findIndex((line, i) => i > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) => {
    const [steps, field, ours, theirs, why] = line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, ""));
    return { steps: steps.split("; "), field: field.replaceAll("`", ""), ours, theirs, why };
  });
}

/** True if the row tells of the difference. */
export function covers(row: Row, { step, field, ours, theirs }: Difference): boolean {
  const isStep = row.steps.includes("all") || row.steps.includes(step);
  return isStep && fits(row.field, field) && isValue(row.ours, ours) && isValue(row.theirs, theirs);
}

/** A `*` stands for any part of the path. */
function fits(pattern: string, field: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join(".*")}$`).test(field);
}

function isValue(cell: string, value: unknown): boolean {
  if (cell === "…") return true;
  if (cell === "—") return value === undefined;
  return cell === `\`${JSON.stringify(value)}\``;
}
