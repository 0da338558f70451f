import {
  ArgumentError,
  type DepthScale,
  type LegendEntry,
  type NormalFrame,
  NormalMap,
  normalsFromFrame,
  normalsInFrame,
  type ReadRasterOptions,
  readDepth,
  readImage,
  readLabels,
  readNormals,
  readRaster,
  type WriteDepthOptions,
  writeDepth,
  writeImage,
  writeLabels,
  writeNormals,
} from "vision-peel";

/** How a call wants its files converted. */
export interface Conversion {
  readonly reading: ReadRasterOptions;
  readonly scale: string | undefined;
  readonly toScale: string | undefined;
  readonly frame: string | undefined;
  readonly toFrame: string | undefined;
  readonly voidId: number | undefined;
  /** names of the ids */
  readonly legend: readonly LegendEntry[] | undefined;
}

/** What was written. */
export interface Converted {
  readonly width: number;
  readonly height: number;
  /** one sentence each of what was lost */
  readonly warnings: readonly string[];
  readonly scale?: unknown;
  readonly frame?: string;
}

export type Kind = "depth" | "normals" | "labels" | "picture";

/** A converter reads one file and writes another. */
export const converters: Readonly<
  Record<Kind, (input: string, output: string, conversion: Conversion) => Promise<Converted>>
> = {
  async depth(input, output, { reading, scale, toScale }) {
    const depth = await readDepth(input, {
      ...reading,
      ...(scale !== undefined && { scale: depthScale(scale) }),
    });
    const target = toScale === undefined ? {} : { scale: depthScale(toScale) as WriteDepthOptions["scale"] };
    if (toScale !== undefined && !/\.png$/i.test(output)) {
      throw new ArgumentError({
        argument: "--to-scale",
        expected: "left out for what is no PNG",
        got: JSON.stringify(toScale),
        remedy: "other formats hold metres",
      });
    }
    const { warnings } = await writeDepth(depth, output, target);
    const read = (depth.provenance?.warnings as readonly string[] | undefined) ?? [];
    return { ...sizeOf(depth), warnings: [...read, ...warnings], scale: depth.provenance?.scale };
  },

  async normals(input, output, { reading, frame = "camera", toFrame = "camera" }) {
    const read = await readNormals(input, reading);
    const { width, height } = read;
    // As the library's own axes first, so that both names are checked.
    const own = new NormalMap({ width, height, data: normalsFromFrame(read.data, frame as NormalFrame) });
    const data = normalsInFrame(own, toFrame as NormalFrame);
    await writeNormals(new NormalMap({ width, height, data }), output);
    return { width, height, warnings: [], frame: toFrame };
  },

  async labels(input, output, { reading, voidId, legend }) {
    const options = { ...reading, ...(voidId !== undefined && { voidId }), ...(legend && { legend }) };
    const labels = await readLabels(input, options);
    await writeLabels(labels, output);
    return { ...sizeOf(labels), warnings: [] };
  },

  async picture(input, output) {
    const image = await readImage(input);
    await writeImage(image, output);
    const warnings = image.provenance?.warnings as readonly string[] | undefined;
    return { ...sizeOf(image), warnings: warnings ?? [] };
  },
};

/** What a file holds, by its numbers, and by what is to be written; see the usage of `peel convert`. */
export async function kindOfFile(path: string, output: string, reading: ReadRasterOptions): Promise<Kind> {
  const { channels, data } = await readRaster(path, reading);
  const isFloat = data.constructor.name.startsWith("Float");
  // Sixteen bits in three channels may be either; arrays hold vectors, and a PNG colours.
  const isDeep = data.constructor.name === "Uint16Array";
  if (channels >= 3) return isFloat || (isDeep && !/\.png$/i.test(output)) ? "normals" : "picture";
  if (isFloat) return "depth";
  // Arrays of 32 or 64 bits, and of signed numbers, hold ids: no camera writes such depth.
  return data.constructor.name === "Uint16Array" ? "depth" : "labels";
}

/** A depth scale as the command line gives it: a name, or metres per unit. */
export function depthScale(text: string): DepthScale {
  const factor = Number(text);
  return text.trim() !== "" && Number.isFinite(factor) ? factor : (text as DepthScale);
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });
