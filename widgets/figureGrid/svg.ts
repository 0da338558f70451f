import type { FigureLayout } from "./layout.js";

const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign] ?? sign,
  );
const mm = (value: number): string => Number(value.toFixed(3)).toString();

/**
 * A figure as SVG in millimetres, with its pictures inside.
 *
 * @param png of each layer, as base64
 */
export function figureSvg(layout: FigureLayout, png: readonly string[]): string {
  const { width, height, pictures, texts, fontSize } = layout;
  const images = pictures.map(
    ({ layer, x, y, width: wide, height: high, isEnlarged }) =>
      `<image${isEnlarged ? ' style="image-rendering:pixelated"' : ""} x="${mm(x)}" y="${mm(y)}" width="${mm(wide)}" height="${mm(high)}" preserveAspectRatio="none" href="data:image/png;base64,${png[layer]}"/>`,
  );
  const words = texts.map(({ text, x, y, anchor, isTurned }) => {
    const turn = isTurned ? ` transform="rotate(-90 ${mm(x)} ${mm(y)})"` : "";
    return `<text x="${mm(x)}" y="${mm(y)}" text-anchor="${anchor}"${turn}>${escaped(text)}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(width)}mm" height="${mm(height)}mm" viewBox="0 0 ${mm(width)} ${mm(height)}">`,
    `<rect width="100%" height="100%" fill="#fff"/>`,
    ...images,
    `<g font-family="Helvetica, Arial, 'DejaVu Sans', sans-serif" font-size="${mm(fontSize)}" fill="#111">`,
    ...words,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}
