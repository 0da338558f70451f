/** Where things of the repository are on the site. */
import { posix } from "node:path";

/** "docs/depth.md" → "docs/depth.html"; the README is the first page. */
export function addressOf(file: string): string {
  if (file === "README.md") return "index.html";
  if (file.endsWith(".md")) return file.replace(/\.md$/, ".html");
  if (file.endsWith(".ipynb")) return file.replace(/\.ipynb$/, ".html");
  return file;
}

/** "vision-peel/color" → "reference/vision-peel-color.html" */
export const addressOfEntry = (name: string): string =>
  `reference/${name.replace("@", "").replaceAll("/", "-")}.html`;

/** The way from one page to another. */
export const wayTo = (from: string, to: string): string => posix.relative(posix.dirname(from), to);
