/** The classes of Cityscapes (Cordts et al., CVPR 2016; mcordts/cityscapesScripts helpers/labels.py): facts of the data. */

export interface CityscapesLabel {
  readonly name: string;
  /** what pictures of labels hold, and predictions are to hold */
  readonly id: number;
  /** what networks are trained by: 0 to 18, 255 for what is not scored */
  readonly trainId: number;
  readonly category: string;
  /** whether its things are told apart, so that iIoU is scored */
  readonly hasInstances: boolean;
  readonly isScored: boolean;
  readonly colour: readonly [number, number, number];
}

type Row = readonly [
  name: string,
  category: string,
  trainId: number,
  colour: readonly [number, number, number],
];
const NONE = 255;

/** By id, from 0. */
const rows: readonly Row[] = [
  ["unlabeled", "void", NONE, [0, 0, 0]],
  ["ego vehicle", "void", NONE, [0, 0, 0]],
  ["rectification border", "void", NONE, [0, 0, 0]],
  ["out of roi", "void", NONE, [0, 0, 0]],
  ["static", "void", NONE, [0, 0, 0]],
  ["dynamic", "void", NONE, [111, 74, 0]],
  ["ground", "void", NONE, [81, 0, 81]],
  ["road", "flat", 0, [128, 64, 128]],
  ["sidewalk", "flat", 1, [244, 35, 232]],
  ["parking", "flat", NONE, [250, 170, 160]],
  ["rail track", "flat", NONE, [230, 150, 140]],
  ["building", "construction", 2, [70, 70, 70]],
  ["wall", "construction", 3, [102, 102, 156]],
  ["fence", "construction", 4, [190, 153, 153]],
  ["guard rail", "construction", NONE, [180, 165, 180]],
  ["bridge", "construction", NONE, [150, 100, 100]],
  ["tunnel", "construction", NONE, [150, 120, 90]],
  ["pole", "object", 5, [153, 153, 153]],
  ["polegroup", "object", NONE, [153, 153, 153]],
  ["traffic light", "object", 6, [250, 170, 30]],
  ["traffic sign", "object", 7, [220, 220, 0]],
  ["vegetation", "nature", 8, [107, 142, 35]],
  ["terrain", "nature", 9, [152, 251, 152]],
  ["sky", "sky", 10, [70, 130, 180]],
  ["person", "human", 11, [220, 20, 60]],
  ["rider", "human", 12, [255, 0, 0]],
  ["car", "vehicle", 13, [0, 0, 142]],
  ["truck", "vehicle", 14, [0, 0, 70]],
  ["bus", "vehicle", 15, [0, 60, 100]],
  ["caravan", "vehicle", NONE, [0, 0, 90]],
  ["trailer", "vehicle", NONE, [0, 0, 110]],
  ["train", "vehicle", 16, [0, 80, 100]],
  ["motorcycle", "vehicle", 17, [0, 0, 230]],
  ["bicycle", "vehicle", 18, [119, 11, 32]],
];

const withInstances = ["human", "vehicle"];

/** The 34 classes by their ids. (License plates have the id −1: they are in no picture.) */
export const cityscapesLabels: readonly CityscapesLabel[] = Object.freeze(
  rows.map(([name, category, trainId, colour], id) =>
    Object.freeze({
      ...{ name, id, trainId, category, colour, isScored: trainId !== NONE },
      hasInstances: withInstances.includes(category),
    }),
  ),
);

/** Pixels that an instance of a class has on average: iIoU weighs small things as much as large ones by it. */
export const averageInstancePixels: Readonly<Record<string, number>> = Object.freeze({
  ...{ bicycle: 4672.3249222261, caravan: 36771.8241758242, motorcycle: 6298.7200839748 },
  ...{ rider: 3930.4788056518, bus: 35732.1511111111, train: 67583.7075812274, car: 12794.0202738185 },
  ...{ person: 3462.4756337644, truck: 27855.1264367816, trailer: 16926.9763313609 },
});

/** The id of each train id. */
export const idOfTrainId: readonly number[] = Object.freeze(
  cityscapesLabels.filter(({ isScored }) => isScored).map(({ id }) => id),
);
