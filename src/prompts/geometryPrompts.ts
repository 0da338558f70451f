import { choose, ofImage, polite, sentence, type Wording } from "./wording.js";

const VERBS = [
  ...[
    "predict",
    "generate",
    "estimate",
    "paint",
    "draw",
    "show",
    "compute",
    "render",
    "make",
    "create",
    "produce",
  ],
  ...["give me", "show me", "", ""],
];
const DETERMINERS = ["the", "a", ""];

const DEPTHS = [
  ...["metric depth map", "depth map", "metric depth", "depth", "depth image", "metric depth image"],
  ...[
    "distance map",
    "depth picture",
    "metric distance map",
    "map of depth",
    "depth visualization",
    "distances",
  ],
];
const DEPTH_STYLES = [
  ...["as an image", "visualized in the rainbow colormap", "in rainbow colors", "in the rainbow colormap"],
  ...[
    "in metres",
    "in meters",
    "as a picture",
    "visualized in rainbow colors",
    "as seen from the camera",
    "",
    "",
    "",
  ],
  "visualized in the rainbow (black-red-yellow-green-cyan-blue-violet-white) color palette",
];
const DEPTH_SENTENCES = [
  ...[
    "how far away is everything in this image?",
    "how far is each pixel?",
    "what is the distance of each point?",
  ],
  ...["color each pixel by its distance from the camera", "how many metres away is each surface?"],
  ...["encode the distance of each pixel as a color", "this image is the depth map of the input"],
  ...["paint how far away each surface is", "a depth map image", "the depth of each pixel in meters"],
  ...["show how far things are", "this image shows the metric depth of the input image"],
];
const HELD_DEPTHS = [
  ...["please give me the depth of everything in this picture", "how far away are the things in this photo?"],
  ...[
    "i want the distance from the camera to each surface, in rainbow colors",
    "what depth is each pixel at?",
  ],
  ...["distance map in meters", "this picture shows how far away everything is", "color everything by depth"],
];

/**
 * A request for a depth map: the paper's wordings (arXiv 2604.20329, project page) and many others.
 *
 * @example depthPrompt({ random, isHeldOut: false }) // "Generate a metric depth map of the input image."
 */
export function depthPrompt(wording: Wording): string {
  const { random, isHeldOut } = wording;
  if (isHeldOut || random.between(0, 1) < 0.25) return choose(wording, DEPTH_SENTENCES, HELD_DEPTHS);
  const noun = random.pick(DEPTHS);
  return sentence(
    ...[polite(wording), random.pick(VERBS), random.pick(DETERMINERS), noun],
    ...[ofImage(wording), random.pick(DEPTH_STYLES), random.pick([".", ""])],
  );
}

const NORMALS = [
  ...[
    "surface normal map",
    "surface normals",
    "normals",
    "normal map",
    "surface normal",
    "surface orientation",
  ],
  ...[
    "surface normal image",
    "camera space normals",
    "map of normals",
    "normal visualization",
    "orientation map",
  ],
];
const NORMAL_STYLES = [
  "as an image",
  "in camera space",
  "as colors",
  "as a picture",
  "for each pixel",
  "",
  "",
  "",
  "",
];
const NORMAL_SENTENCES = [
  ...[
    "which way does each surface face?",
    "color each pixel by its surface normal",
    "a surface normal map image",
  ],
  ...[
    "show the orientation of each surface",
    "this image is the normal map of the input",
    "encode normals as colors",
  ],
  ...["what direction does each surface face?", "this image shows the surface normals of the input image"],
  ...["paint which way each surface is facing", "color each surface by the direction it faces"],
];
const HELD_NORMALS = [
  ...["please paint the normals of everything in this picture", "what is the surface normal of each pixel?"],
  ...["i want to see which way everything is facing", "this picture shows the orientation of each pixel"],
  ...["paint the normals", "color everything by surface orientation", "show which direction things face"],
];

/**
 * A request for surface normals, in the paper's wordings and many others.
 *
 * @example normalPrompt({ random, isHeldOut: false }) // "Generate a surface normal map of the input image."
 */
export function normalPrompt(wording: Wording): string {
  const { random, isHeldOut } = wording;
  if (isHeldOut || random.between(0, 1) < 0.25) return choose(wording, NORMAL_SENTENCES, HELD_NORMALS);
  const noun = random.pick(NORMALS);
  return sentence(
    ...[polite(wording), random.pick(VERBS), random.pick(DETERMINERS), noun],
    ...[ofImage(wording), random.pick(NORMAL_STYLES), random.pick([".", ""])],
  );
}
