import sharp from "sharp";
import type { Layer } from "../layers/source.js";
import { type FigureLayout, INCH_MM } from "./layout.js";
import { type Lettering, outlineOf } from "./lettering.js";

/** On white, pictures pixel by pixel: a code's colour is that colour. Only photos that are printed smaller are averaged. */
export async function figurePng(
  layout: FigureLayout,
  layers: readonly Layer[],
  pngs: readonly Buffer[],
  lettering: Lettering,
  dpi: number,
): Promise<Buffer> {
  const dots = dpi / INCH_MM;
  const [width, height] = [layout.width, layout.height].map((mm) => Math.max(1, Math.round(mm * dots)));
  const pictures = await Promise.all(
    layout.pictures.map(async ({ layer, x, y, width: wide, height: high }) => {
      // From one whole pixel to another, so that neighbours meet.
      const [left, top] = [x, y].map((mm) => Math.round(mm * dots));
      const right = Math.min(width, Math.round((x + wide) * dots));
      const foot = Math.min(height, Math.round((y + high) * dots));
      const size = { width: Math.max(1, right - left), height: Math.max(1, foot - top) };
      const { kind, width: pixels } = layers[layer].state;
      const kernel = kind === "rgb" && size.width < pixels ? "lanczos3" : "nearest";
      const input = await sharp(pngs[layer])
        .resize({ ...size, fit: "fill", kernel })
        .png()
        .toBuffer();
      return { input, left, top };
    }),
  );
  const words = Buffer.from(lettersSvg(layout, lettering, width, height));
  const white = { width, height, channels: 3, background: "#fff" } as const;
  return sharp({ create: white, limitInputPixels: false })
    .composite([...pictures, { input: words, left: 0, top: 0 }])
    .removeAlpha()
    .withMetadata({ density: dpi })
    .png()
    .toBuffer();
}

/** The letters alone, as outlines: no font of this machine is asked. */
function lettersSvg(layout: FigureLayout, lettering: Lettering, width: number, height: number): string {
  const paths = layout.texts.map((placed) => {
    const { path, width: wide } = outlineOf(lettering, placed, layout.fontSize);
    const turn = placed.isTurned ? " rotate(-90)" : "";
    const back = placed.anchor === "middle" ? ` translate(${-wide / 2} 0)` : "";
    return `<path transform="translate(${placed.x} ${placed.y})${turn}${back}" d="${path}"/>`;
  });
  const view = `0 0 ${layout.width} ${layout.height}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${view}" preserveAspectRatio="none"><g fill="#111">${paths.join("")}</g></svg>`;
}
