import { readFile } from "node:fs/promises";
import type { MimeBundle } from "../../image/types.js";

/** Pictures side by side, as HTML that needs no other file; nothing where there are none. */
export async function picturesShown(pictures: Readonly<Record<string, string>>): Promise<MimeBundle> {
  const shown = await Promise.all(
    Object.entries(pictures).map(async ([name, path]) => {
      const bytes = (await readFile(path)).toString("base64");
      return `<figure style="display:inline-block;margin:4px"><img alt="${name}" style="max-width:320px" src="data:image/png;base64,${bytes}"><figcaption>${name}</figcaption></figure>`;
    }),
  );
  return shown.length > 0 ? { "text/html": shown.join("") } : {};
}
