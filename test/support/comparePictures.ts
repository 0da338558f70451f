import sharp from "sharp";

/** How two pictures differ; pixels count as off by more than 24 of 255 levels in any channel. */
export async function shareOff(one: Buffer, other: Buffer): Promise<number> {
  const [a, b] = await Promise.all(
    [one, other].map((png) => sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
  );
  if (a.info.width !== b.info.width || a.info.height !== b.info.height) return 1;
  let off = 0;
  for (let i = 0; i < a.data.length; i += 3) {
    if ([0, 1, 2].some((k) => Math.abs(a.data[i + k] - b.data[i + k]) > 24)) off++;
  }
  return (3 * off) / a.data.length;
}
