/** Every `@example` of the codecs and colours runs, and gives what stands behind it. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as codecs from "vision-peel/codecs";
import * as color from "vision-peel/color";
import * as image from "vision-peel/image";
import * as files from "vision-peel/image/files";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { comparisons, examplesIn, runExample } from "../support/jsdocExamples.js";

const folder = mkdtempSync(join(tmpdir(), "peel-examples-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [width, height] = [8, 8];
const data = Float32Array.from({ length: width * height }, (_, i) => 1 + i / 10);
const depth = new image.DepthMap({ width, height, data });
const painted = codecs.encodeDepth(depth);
const ids = Uint16Array.from(data, (_, i) => Number(i > 32));
const instances = new image.InstanceMap({ width, height, data: ids });
const labels = new image.LabelMap({ width, height, data: ids, legend: [{ id: 1, name: "wall" }] });
const fromDsine = Float32Array.from({ length: 3 * width * height }, (_, i) => Number(i % 3 === 2));
const legend = codecs.designLegend(["wall", "floor"]);
const fixtures = {
  ...{ width, height, x: 1, y: 2, depth, painted, instances, scene: { labels }, legend, fromDsine },
  normals: new image.NormalMap({ width, height, data: fromDsine }),
  pictures: [painted, painted, painted],
  readImage: (name: string) => files.readImage(join(folder, name)),
  writeImage: (picture: image.RgbImage, name: string) => files.writeImage(picture, join(folder, name)),
};

beforeAll(async () => {
  await fixtures.writeImage(painted, "painted.png");
  // Croissants are where they are not committed: twelve squares on the same background.
  const squares = Uint16Array.from({ length: 400 * 100 }, (_, i) => {
    const [x, y] = [i % 400, Math.floor(i / 400)];
    return x % 66 < 30 && y % 50 < 30 && x < 396 ? 1 + Math.floor(x / 66) + 6 * Math.floor(y / 50) : 0;
  });
  const map = new image.InstanceMap({ width: 400, height: 100, data: squares });
  await fixtures.writeImage(codecs.encodeInstances(map, { background: "RGB(88, 50, 82)" }), "croissants.png");
});

const sources = ["src/codecs", "src/color"].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"))
    .sort()
    .map((name) => `${room}/${name}`),
);

const told = sources.filter((file) => examplesIn(file).length > 0);

describe.each(told)("%s", (file) => {
  const examples = examplesIn(file);
  it("has examples that are true", async () => {
    const own = await import(pathToFileURL(file.replace(/^src/, "src/dist").replace(/\.ts$/, ".js")).href);
    for (const example of examples) {
      const all = { ...color, ...image, ...codecs, ...own, ...fixtures };
      for (const { line, value, told } of await runExample(example, all)) {
        if (told === undefined) continue;
        for (const [is, should] of comparisons(value, told)) expect(is, line).toEqual(should);
      }
    }
  });
});
