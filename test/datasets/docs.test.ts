/** docs/datasets.md tells of every data set what the library tells. */
import { readFileSync } from "node:fs";
import { listDatasets } from "vision-peel/datasets";
import { expect, it } from "vitest";

const page = readFileSync("docs/datasets.md", "utf8").replaceAll("\\<", "<").replaceAll("\\|", "|");

it.each(listDatasets())("$name", ({ name, title, task, licence, source, layout, splits }) => {
  const rows = page.split("\n").filter((line) => line.startsWith(`| \`${name}\` |`));
  expect(rows.length).toBe(2);
  for (const text of [title, task, licence, source, ...splits]) expect(rows[0]).toContain(text);
  expect(rows[1]).toContain(layout);
});
