/** Pictures of pages for docs/: the same on every machine, and small. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import sharp from "sharp";

const MOST_BYTES = 250_000;

/** Letters look the same on every machine: a font from npm. */
export function fontStyle(): string {
  const require = createRequire(import.meta.url);
  const faces = [400, 600].map((weight) => {
    const file = require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
    const data = readFileSync(file).toString("base64");
    return `@font-face { font-family: Inter; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
  });
  return `${faces.join("\n")}
    :root { --jp-ui-font-family: Inter; --jp-code-font-family: Inter; }
    body, .peel-view * { font-family: Inter !important; }
    *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }`;
}

/** A picture that has come to rest: two in a row are the same. */
export async function settled(take: () => Promise<Buffer>): Promise<Buffer> {
  let last = await take();
  for (let tries = 0; tries < 40; tries++) {
    await new Promise((done) => setTimeout(done, 250));
    const next = await take();
    if (next.equals(last)) return next;
    last = next;
  }
  return last;
}

/** As it is if it is small enough, else in 256 colours. */
export async function small(png: Buffer): Promise<Buffer> {
  const exact = await sharp(png).removeAlpha().png({ compressionLevel: 9, effort: 10 }).toBuffer();
  if (exact.length <= 0.6 * MOST_BYTES) return exact;
  const fewer = await sharp(png)
    .removeAlpha()
    .png({ palette: true, colours: 256, dither: 0, effort: 10 })
    .toBuffer();
  if (fewer.length > MOST_BYTES)
    throw new Error(`A picture has ${fewer.length} bytes, more than ${MOST_BYTES}.`);
  return fewer;
}
