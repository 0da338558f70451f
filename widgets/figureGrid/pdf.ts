import PdfDocument from "pdfkit";
import { type FigureLayout, MM_PER_POINT } from "./layout.js";
import type { Lettering } from "./lettering.js";

/** Vector letters, which can be selected, over the pictures' own pixels. */
export async function figurePdf(
  layout: FigureLayout,
  pngs: readonly Buffer[],
  { bytes }: Lettering,
): Promise<Buffer> {
  const points = (mm: number): number => mm / MM_PER_POINT;
  const size: [number, number] = [points(layout.width), points(layout.height)];
  // The same figure is the same file.
  const info = { CreationDate: new Date(0), ModDate: new Date(0), Producer: "Peel", Creator: "Peel" };
  const document = new PdfDocument({ size, margin: 0, info });
  const parts: Buffer[] = [];
  document.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve);
    document.on("error", reject);
  });
  for (const { layer, x, y, width, height } of layout.pictures)
    document.image(pngs[layer], points(x), points(y), { width: points(width), height: points(height) });
  document.font(bytes).fontSize(points(layout.fontSize)).fillColor("#111");
  for (const { text, x, y, anchor, isTurned } of layout.texts) {
    const [left, foot] = [points(x), points(y)];
    document.save();
    if (isTurned) document.rotate(-90, { origin: [left, foot] });
    const from = anchor === "middle" ? left - document.widthOfString(text) / 2 : left;
    document.text(text, from, foot, { lineBreak: false, baseline: "alphabetic" });
    document.restore();
  }
  document.end();
  await ended;
  return Buffer.concat(parts);
}
