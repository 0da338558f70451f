import sharp from "sharp";
import { DepthMap, decodeDepth, encodeDepth, readImage } from "vision-peel";
import type { Measure } from "../../cases.js";
import { compare } from "../../compare.js";
import { depthLikeMetres } from "../../pictures.js";

const SIDE = 1024;

/** From the bytes of a PNG to metres: how much of it is the PNG. */
export const fileMeasure: Measure = async (rounds) => {
  const depth = new DepthMap({ width: SIDE, height: SIDE, data: depthLikeMetres(SIDE) });
  const painted = encodeDepth(depth);
  const raw = { width: SIDE, height: SIDE, channels: 3 } as const;
  const png = await sharp(painted.data, { raw }).png().toBuffer();
  return await compare<number>(
    {
      name: "PNG bytes → metres, 1024²",
      amount: SIDE * SIDE,
      unit: "pixel",
      rivals: [
        { name: "the PNG decoder alone", run: async () => (await sharp(png).raw().toBuffer()).length / 3 },
        {
          name: "readImage and decodeDepth",
          run: async () => decodeDepth(await readImage(png)).data.length,
        },
      ],
      verify: (pixels) => (pixels === SIDE * SIDE ? undefined : `${pixels} pixels came`),
    },
    rounds,
  );
};
