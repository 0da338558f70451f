/** Real photos with truth: the truth painted, disturbed as published outputs are, decoded, and scored against itself. */
import { readFileSync } from "node:fs";
import {
  corrupt,
  decodeDepth,
  decodeNormals,
  decodeSemantic,
  encodeDepth,
  encodeNormals,
  encodeSemantic,
} from "vision-peel/codecs";
import {
  DepthMap,
  distinctColour,
  encodeIds,
  LabelMap,
  maskArea,
  NormalMap,
  type RgbImage,
} from "vision-peel/image";
import {
  type ReadDepthOptions,
  readDepth,
  readImage,
  readNpz,
  readRaster,
  readSegmentIds,
} from "vision-peel/image/files";
import {
  angularErrors,
  type DepthRules,
  type DepthRulesName,
  matchPanoptic,
  normalScores,
  type PanopticCounts,
  panopticScores,
  scoreDepth,
} from "vision-peel/metrics";
import { describe, expect, it } from "vitest";
import { sharedPath, skipsWithout } from "../support/sharedData.js";

const SEED = 1;
const place = (file: string): string => sharedPath(`data/${file}`);
const disturbed = (painted: RgbImage): RgbImage => corrupt(painted, { seed: SEED });

/** Limits of what is none of UniK3D's data sets: beyond a street's end a step of the code is metres. */
const near = { title: "real photos", min: 0.1, max: 80, crop: "none" } as const;

/** Truth, photo, convention, limits, share of known pixels and their median in metres (the data's README), and what is lost at most
 * (measured, with a margin of a third). */
const DEPTHS: [string, string, ReadDepthOptions["scale"], DepthRulesName | DepthRules, number, number, number][] = [
  ["nyuv2/sync_depth_00000.png", "nyuv2/rgb_00000.jpg", "millimetres", "nyu", 0.7328, 3.258, 0.007],
  ["nyuv2/sync_depth_00050.png", "nyuv2/rgb_00050.jpg", "millimetres", "nyu", 0.7506, 3.208, 0.007],
  ["nyuv2/sync_depth_00100.png", "nyuv2/rgb_00100.jpg", "millimetres", "nyu", 0.6705, 2.479, 0.007],
  ["nyuv2/unidepth_depth.png", "nyuv2/unidepth_rgb.png", "millimetres", "nyu", 0.6813, 3.495, 0.007],
  // Readings stand alone there, and each has edges all around.
  ["kitti/depth_0000000050.png", "kitti/rgb_0000000050.png", "kitti", "kitti", 0.2064, 13.44, 0.07],
  ["ibims1/depth_f32.npy", "ibims1/rgb.png", "metres", "ibims", 0.9429, 5.175, 0.025],
  // Leaves before the sky.
  ["tartanair/depth.npy", "tartanair/rgb.png", "tartanair", near, 0.5128, 16.06, 0.1],
  ["open3d/SUN_depth.png", "open3d/SUN_color.jpg", "sun-rgbd", near, 0.8177, 2.723, 0.01],
  ["open3d/TUM_depth.png", "open3d/TUM_color.png", "tum", near, 0.8081, 2.415, 0.01],
  ["open3d/redwood_depth.png", "open3d/redwood_color.jpg", "millimetres", near, 0.8696, 1.861, 0.01],
  // The photo is from another camera.
  ["arkit/arkit_depth.png", "", "millimetres", near, 1, 2.654, 0.007],
];

const isKnown = (metres: number): boolean => metres > 0 && Number.isFinite(metres);
const medianOf = (depth: DepthMap): number => {
  const known = depth.data.filter(isKnown).sort();
  return known[known.length >> 1];
};

/** Painted and read, without and with disturbances: what 8 bits cost, and no more than `most` by the noise. */
function expectDepthBack(truth: DepthMap, rules: DepthRulesName | DepthRules, most: number): void {
  const painted = encodeDepth(truth);
  const scored = (picture: RgbImage) =>
    scoreDepth(decodeDepth(picture), truth, { protocol: "unik3d", rules }).values;
  const [exact, noisy] = [scored(painted), scored(disturbed(painted))];
  expect(exact.d1).toBe(1);
  expect(exact.absRel).toBeLessThan(0.0015);
  expect(noisy.absRel).toBeGreaterThan(exact.absRel);
  expect(noisy.absRel).toBeLessThan(most);
  expect(noisy.d1).toBeGreaterThan(1 - most);
}

describe.skipIf(skipsWithout("data/rgbd"))("real depth", { timeout: 60_000 }, () => {
  it.each(DEPTHS)("%s", async (file, photoFile, scale, rules, share, median, most) => {
    const truth = await readDepth(place(`rgbd/${file}`), { scale });
    if (photoFile !== "") {
      const photo = await readImage(place(`rgbd/${photoFile}`));
      expect([photo.width, photo.height]).toEqual([truth.width, truth.height]);
    }
    expect(truth.data.filter(isKnown).length / truth.data.length).toBeCloseTo(share, 3);
    expect(medianOf(truth) / median).toBeCloseTo(1, 3);
    expectDepthBack(truth, rules, most);
  });

  it("the raw Kinect's disparities of NYUv2 show the same room", async () => {
    const raw = readFileSync(place("rgbd/nyuv2/raw_kinect_NYU_depth.pgm"));
    // 16 bits little endian, other than the format says: the reader must be told the numbers, not the file.
    const stored = new Uint16Array(raw.buffer.slice(raw.byteOffset + raw.length - 2 * 640 * 480));
    const data = Float32Array.from(stored, (d) => (d >= 1084 ? Number.NaN : 351.3 / (1092.5 - d)));
    const truth = new DepthMap({ width: 640, height: 480, data });
    expect(medianOf(truth)).toBeCloseTo(3.268, 3);
    expectDepthBack(truth, "nyu", 0.01);
  });

  it("Middlebury's disparities become metres", async () => {
    const { arr_0: disparity } = await readNpz(place("rgbd/middlebury/motorcycle_disp.npz"));
    const [height, width] = disparity.shape;
    const data = Float32Array.from(disparity.data as Float32Array, (d) =>
      Number.isFinite(d) ? (994.978 * 0.193001) / (d + 31.086) : Number.NaN,
    );
    const truth = new DepthMap({ width, height, data });
    const known = data.filter(isKnown).sort();
    expect(known[0]).toBeGreaterThan(1.9);
    expect(known[known.length - 1]).toBeLessThan(5.1);
    const photo = await readImage(place("rgbd/middlebury/motorcycle_left.png"));
    expect([photo.width, photo.height]).toEqual([width, height]);
    expectDepthBack(truth, near, 0.02);
  });

  it("TartanAir's normals", async () => {
    const { width, height, data } = await readRaster(place("rgbd/tartanair/normal_u16.png"));
    // Left, up, to the viewer; 0, 0, 0 is none.
    const vectors = Float32Array.from(data as Uint16Array, (_, i) => {
      const at = i - (i % 3);
      if (data[at] === 0 && data[at + 1] === 0 && data[at + 2] === 0) return Number.NaN;
      const value = (2 * Number(data[i])) / 65_535 - 1;
      return i % 3 === 0 ? -value : value;
    });
    const truth = new NormalMap({ width, height, data: vectors });
    const painted = encodeNormals(truth);
    const errorOf = (picture: RgbImage) =>
      normalScores(angularErrors(decodeNormals(picture).data, truth.data)).mean;
    const [exact, noisy] = [errorOf(painted), errorOf(disturbed(painted))];
    expect(exact).toBeLessThan(0.5);
    expect(noisy).toBeGreaterThan(exact);
    expect(noisy).toBeLessThan(11);
  });
});

/** Ids of a picture of classes in their own colours, disturbed, as they are read again. */
function idsBack(ids: LabelMap): ArrayLike<number> {
  const legend = Object.fromEntries(
    ids.legend.map(({ name, colour }) => [name, `rgb(${(colour ?? []).join(", ")})`]),
  );
  const back = decodeSemantic(disturbed(encodeSemantic(ids)), legend, { background: null });
  const idOf = new Map(ids.legend.map(({ id, name }) => [name, id]));
  const own = new Map(back.legend.map(({ id, name }) => [id, idOf.get(name) ?? 65_535]));
  return back.data.map((id) => own.get(id) ?? 65_535);
}

/** Classes that are there, in colours that are far from each other. */
function coloured(width: number, height: number, data: Uint16Array): LabelMap {
  const there = [...new Set(data)].sort((a, b) => a - b);
  const legend = there.map((id, i) => ({ id, name: `class ${id}`, colour: distinctColour(i + 1) }));
  return new LabelMap({ width, height, data, legend });
}

describe.skipIf(skipsWithout("data/semantic"))("real classes and segments", { timeout: 60_000 }, () => {
  it.each(["000000000139", "000000000785", "000000001268", "000000001993"])("COCO-Stuff %s", async (name) => {
    const { width, height, data } = await readRaster(place(`semantic/coco_stuff/${name}_label.png`));
    const photo = await readImage(place(`semantic/coco_stuff/${name}.jpg`));
    expect([photo.width, photo.height]).toEqual([width, height]);
    const labels = coloured(width, height, Uint16Array.from(data as Uint8Array));
    for (const { id } of labels.legend) expect(id <= 181 || id === 255).toBe(true);
    const back = idsBack(labels);
    const ious = labels.legend.map(({ id }) => {
      let [both, either] = [0, 0];
      for (let i = 0; i < back.length; i++) {
        const [a, b] = [back[i] === id, labels.data[i] === id];
        if (a && b) both++;
        if (a || b) either++;
      }
      return both / either;
    });
    // Classes of a few pixels lose most.
    expect(ious.reduce((sum, one) => sum + one) / ious.length).toBeGreaterThan(0.75);
    const instances = await readRaster(place(`semantic/coco_stuff/${name}_inst.png`));
    expect([instances.width, instances.height]).toEqual([width, height]);
  });

  it("COCO panoptic: PQ of the segments against themselves", async () => {
    const { annotations } = JSON.parse(
      readFileSync(place("semantic/coco_panoptic/panoptic_examples.json"), "utf8"),
    );
    const counts = new Map<number, PanopticCounts>();
    for (const { file_name, segments_info } of annotations) {
      const { width, height, data } = await readSegmentIds(
        place(`semantic/coco_panoptic/panoptic_examples/${file_name}`),
      );
      const numbers = [0, ...segments_info.map(({ id }: { id: number }) => id)];
      const placesOf = new Map(numbers.map((id, i) => [id, i]));
      const places = Uint16Array.from(data, (id) => placesOf.get(id) ?? 65_535);
      expect(places).not.toContain(65_535);
      const areas = encodeIds({ width, height, data: places });
      for (const { id, area } of segments_info) {
        const mask = areas.get(placesOf.get(id) ?? 0);
        expect(mask && maskArea(mask)).toBe(area);
      }
      const found = Uint32Array.from(idsBack(coloured(width, height, places)), (one) => numbers[one] ?? 0);
      const segments = segments_info.map((one: { id: number; category_id: number; iscrowd: number }) => ({
        ...{ id: one.id, category: one.category_id, isCrowd: one.iscrowd === 1 },
      }));
      matchPanoptic({ data: found, segments }, { data, segments }, counts);
    }
    const { pq } = panopticScores(counts);
    expect(pq).toBeGreaterThan(0.75);
  });
});
