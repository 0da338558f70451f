import { parseArgs } from "node:util";
import { estimateNormals, writeNormals } from "vision-peel";
import { RUN_OPTIONS, RUN_USAGE } from "./options.js";
import { runPhotos } from "./runPhotos.js";

export const usage = `
Usage: peel run normals PHOTO… [-o DIR] [--generator SPEC] [options]

Paints and decodes surface normals of photos: NAME.painted.png, NAME.normals.npy (x right, y up, z to the viewer) on
the photo's grid, NAME.json.

${RUN_USAGE}

Example: peel run normals photo.jpg -o normals
`;

/** Runs the task; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: RUN_OPTIONS });
  await runPhotos({
    ...{ task: "normals", positionals, values },
    async work(photo, options) {
      const { normals, painted, prompt } = await estimateNormals(photo, options);
      const { width, height } = normals;
      return {
        ...{ paintings: [painted], prompt, summary: { width, height } },
        words: `${width} × ${height} normals`,
        async write(place) {
          await writeNormals(normals, place(".normals.npy"));
        },
      };
    },
  });
}
