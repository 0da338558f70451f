import sharp from "sharp";
import type { Notebook } from "../notebook/notebook.js";
import { dataOf, storedMime } from "../notebook/outputData.js";

/** The still of a view is seen where no view can be: on the pages of code hosts, in a mail. */
const MOST_WIDTH = 480;

/** Makes the stills of views small, in place: fewer pixels, 256 colours. Pictures without a view stay as they are. */
export async function smallStills({ cells }: Notebook): Promise<void> {
  for (const data of cells.flatMap(({ outputs = [] }) => outputs).map(dataOf)) {
    const png = data?.["image/png"];
    if (!data || typeof png !== "string" || !(storedMime in data)) continue;
    const small = await sharp(Buffer.from(png, "base64"))
      .resize({ width: MOST_WIDTH, withoutEnlargement: true })
      .png({ palette: true, effort: 10 })
      .toBuffer();
    if (small.length < 0.75 * png.length) data["image/png"] = small.toString("base64");
  }
}
