import type { Dialect } from "./types.js";

/** Colours that a prompt names: classes, instances and expressions are painted alike by all who follow prompts. */
const PROMPTED = { semantic: {}, instances: {}, referring: {} } as const;

/** The dialects that need not be registered. */
export const BUILT_IN: readonly Dialect[] = [
  {
    name: "vision-banana",
    about:
      "the paper's: metres along the edges of the RGB cube, normals with red to the left (arXiv 2604.20329)",
    depth: "cube:power:lambda=-3,c=10/3",
    normals: { frame: "dsine" },
    ...PROMPTED,
  },
  {
    // Its site says "grayscale relative inverse depth" and "camera normals"; its axes are taken to be the camera's.
    name: "open-vision-banana",
    about:
      "Open Vision Banana (FLUX.2 Klein): grey inverse depth up to scale and shift, white near; camera normals",
    depth: "grey_r:disparity:near=1,unit=relative",
    normals: { frame: "camera" },
    ...PROMPTED,
  },
  {
    name: "marigold",
    about: "Marigold: grey depth up to scale and shift, black near (arXiv 2312.02145); camera normals",
    depth: "grey:linear:far=1,unit=relative",
    normals: { frame: "camera" },
  },
  {
    name: "lotus",
    about:
      "Lotus: grey depth up to scale and shift, black near; normals with red to the left (arXiv 2409.18124)",
    depth: "grey:linear:far=1,unit=relative",
    normals: { frame: "dsine" },
  },
  {
    name: "lotus-disparity",
    about: "Lotus' disparity models: grey inverse depth up to scale and shift, white near",
    depth: "grey_r:disparity:near=1,unit=relative",
    normals: { frame: "dsine" },
  },
];
