/**
 * Numbers in the text of a notebook that come from its run. In Markdown
 *
 *     half of the pixels are off by less than <!-- = median.toFixed(2) -->0.03<!-- --> m
 *
 * reads "… less than 0.03 m": the comments are not seen, and what stands between them is what the expression is where
 * the cell stands, after all cells before it.
 */
import { type Cell, textOf } from "../notebook/notebook.js";

const NUMBER = /<!--\s*=\s*(.+?)\s*-->([\s\S]*?)<!--\s*-->/g;

/** Expressions in a cell's text, in their order. */
export const expressionsIn = ({ cell_type, source }: Cell): string[] =>
  cell_type === "markdown" ? [...textOf(source).matchAll(NUMBER)].map(([, expression]) => expression) : [];

/** The cell's text with these values, in the order of its expressions. */
export function withValues({ source }: Cell, values: readonly string[]): string {
  let at = 0;
  return textOf(source).replace(NUMBER, (_, expression) => `<!-- = ${expression} -->${values[at++]}<!-- -->`);
}
