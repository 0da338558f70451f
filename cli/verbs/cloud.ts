import { parseArgs } from "node:util";
import {
  ArgumentError,
  alignmentOf,
  alignToPainted,
  depthOfRayLength,
  type Mesh,
  meshOf,
  normalsOfDepth,
  paintedIntrinsics,
  pointCloudOf,
  readImage,
  writePoints,
} from "vision-peel";
import { numberOf } from "../arguments.js";
import { cameraOf, edgesOf, sizeModeOf } from "../cloud/options.js";
import { readAnyDepth } from "../cloud/readAnyDepth.js";
import { DIALECT_USAGE, dialectNamed } from "../dialect.js";
import { outputOf } from "../encode/output.js";
import { named, workOnFiles } from "../files.js";

export const usage = `
Usage: peel cloud DEPTH… -o FILE.ply|glb [--photo PHOTO] [--fov DEGREES | --intrinsics fx,fy,cx,cy] [--mesh]
                            [--dialect NAME | --code CODE]

Makes points, or a surface, of depth: from a painted picture, which is decoded, or from a file of metres.
A 16-bit grey PNG holds metres, unless a dialect or code is named.

  -o FILE             .ply (x right, y down, z into the picture; binary) or .glb (x right, y up, z to the
                      viewer); for several files with {name} in it
  --photo PHOTO       colours; one of another size is taken for what the depth was painted of, and fitted
  --fit MODE          how that was done: cover-crop (default: scaled to cover, centre cropped), resize or none
  --dialect NAME      ${DIALECT_USAGE}
  --code CODE         any other code of a painted picture; peel decode depth --help tells them
  --fov DEGREES       field of view across the photo (or the depth, without one); "50,vertical" and
                      "80,diagonal", too; default 60, said as a warning
  --intrinsics fx,fy,cx,cy
                      the camera, in the photo's pixels (or the depth's), from the top left corner
  --from-centres      cx and cy count from the first pixel's centre, as OpenCV, KITTI and TartanAir do
  --ray               the file holds lengths along each pixel's ray, not depth along the optical axis
  --scale NAME        what the file's numbers are: metres, millimetres, kitti … as in peel convert
  --channel NAME      the array of a .npz, the channel of an EXR
  --mesh              join neighbouring pixels to triangles
  --edges JUMP[,DEGREES]
                      leave out where depth jumps by more than this share (default 0.05) or the surface is
                      seen at more than so many degrees from its normal (default 88); "none" keeps all
  --normals RADIUS    also normals of the depth, over neighbours so many pixels away (1; 3 for painted depth)
  --max METRES        nothing further away
  --ascii             a .ply of text
  --json              print one JSON object for each file

Example: peel cloud painted.png --photo photo.jpg --fov 60 --mesh -o room.glb
`;

/** Runs the verb; see `usage`. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      output: { type: "string", short: "o" },
      photo: { type: "string" },
      fit: { type: "string", default: "cover-crop" },
      fov: { type: "string" },
      intrinsics: { type: "string" },
      "from-centres": { type: "boolean", default: false },
      ray: { type: "boolean", default: false },
      scale: { type: "string" },
      channel: { type: "string" },
      dialect: { type: "string" },
      code: { type: "string" },
      mesh: { type: "boolean", default: false },
      edges: { type: "string" },
      normals: { type: "string" },
      max: { type: "string" },
      ascii: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
  });
  const camera = cameraOf(values);
  const edges = edgesOf(values.edges);
  const fit = sizeModeOf(values.fit);
  const maxMetres = numberOf("--max", values.max);
  const radius = numberOf("--normals", values.normals);
  const code = { dialect: await dialectNamed(values.dialect), code: values.code };
  const output = outputOf(values.output, "room.ply");
  if (values.ascii && !/\.ply$/i.test(output)) {
    throw new ArgumentError({
      argument: "--ascii",
      expected: "used with a .ply",
      got: `used with ${output}`,
      remedy: "leave it out",
    });
  }
  const guesses = camera.isGuess ? ["No camera was given, so 60 degrees across are taken."] : [];
  await workOnFiles({
    task: "cloud",
    what: "DEPTH -o FILE.ply",
    positionals,
    json: values.json,
    output,
    reads: [values.photo],
    async work(input, place = "", { say }) {
      const { depth: stored, source, warnings } = await readAnyDepth(input, values, code);
      const photoPath = named(values.photo, input);
      const photo = photoPath === undefined ? undefined : await readImage(photoPath, { upright: true });
      const alignment = alignmentOf(photo ?? stored, stored, fit);
      const intrinsics = paintedIntrinsics(camera.on(photo ?? stored), alignment);
      const depth = values.ray ? depthOfRayLength(stored, intrinsics) : stored;
      const isSameSize = photo?.width === depth.width && photo.height === depth.height;
      const colours = photo && (isSameSize ? photo : alignToPainted(photo, alignment));
      const normals = radius === undefined ? undefined : normalsOfDepth(depth, intrinsics, { radius });
      const options = {
        edges,
        ...(colours && { photo: colours }),
        ...(normals && { normals }),
        ...(maxMetres !== undefined && { maxMetres }),
      };
      const cloud = (values.mesh ? meshOf : pointCloudOf)(depth, intrinsics, options);
      await writePoints(cloud, place, { encoding: values.ascii ? "ascii" : "binary" });
      say(`Wrote ${place}.`);
      const triangles = ((cloud as Partial<Mesh>).triangles?.length ?? 0) / 3;
      const { width, height } = depth;
      const record = {
        width,
        height,
        source,
        points: cloud.count,
        ...(values.mesh && { triangles }),
        intrinsics,
        output: place,
      };
      return { record, table: `${cloud}\n`, warnings: [...guesses, ...warnings] };
    },
  });
}
