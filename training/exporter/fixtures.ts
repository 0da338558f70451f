/** Writes the pictures that both renderers must agree on: `node training/exporter/dist/fixtures.js OUT`. */
import { writeFileSync } from "node:fs";
import { formatNpz } from "vision-peel/image/formats";
import { type PlainScene, packPlain, renderPlain, samplePlain } from "vision-peel/world";

/** Pixels a side, and scenes. */
const SIDE = 40;
const COUNT = 64;
const FIRST_SEED = 200_000_000;

const scenes = Array.from({ length: COUNT }, (_, i): PlainScene => samplePlain({ seed: FIRST_SEED + i }));
const packed = packPlain(scenes);
const pixels = SIDE * SIDE;
const photo = new Uint8Array(3 * pixels * COUNT);
const depth = new Uint16Array(pixels * COUNT);
const normals = new Int8Array(3 * pixels * COUNT);
const slots = new Uint8Array(pixels * COUNT);
for (const [i, scene] of scenes.entries()) {
  const seen = renderPlain(scene, { width: SIDE, height: SIDE });
  photo.set(seen.photo.data, 3 * pixels * i);
  // Millimetres; 65535 is the sky and whatever is farther than that.
  depth.set(
    Array.from(seen.depth.data, (metres) => Math.min(65535, Math.round(1000 * metres))),
    pixels * i,
  );
  normals.set(
    Array.from(seen.normals.data, (part) => (Number.isNaN(part) ? 0 : Math.round(127 * part))),
    3 * pixels * i,
  );
  slots.set(seen.slots, pixels * i);
}
const bytes = formatNpz({
  ...{
    numbers: { data: packed.numbers, shape: [COUNT, 12] },
    looks: { data: packed.looks, shape: [COUNT, 32] },
  },
  classes: { data: packed.classes, shape: [COUNT, 16] },
  seen: { data: new Uint8Array(COUNT * 96), shape: [COUNT, 16, 6] },
  partCounts: { data: packed.partCounts, shape: [COUNT] },
  places: { data: packed.places, shape: [packed.places.length / 7, 7] },
  paints: { data: packed.paints, shape: [packed.paints.length / 10, 10] },
  photo: { data: photo, shape: [COUNT, SIDE, SIDE, 3] },
  depth: { data: depth, shape: [COUNT, SIDE, SIDE] },
  normals: { data: normals, shape: [COUNT, SIDE, SIDE, 3] },
  slots: { data: slots, shape: [COUNT, SIDE, SIDE] },
});
const out = process.argv[2] ?? "test/world/plainScenes.npz";
writeFileSync(out, bytes);
process.stdout.write(`${out}: ${COUNT} scenes, ${(bytes.length / 1e3).toFixed(0)} kB\n`);
