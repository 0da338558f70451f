import { ArgumentError } from "../../errors.js";
import { boxIou, type CocoMask, maskArea, maskBox, maskIou, type PixelBox } from "../../image/rle/index.js";
import { checkSameProtocol, type ProtocolScores } from "../sums/protocolScores.js";
import { averagePrecision, type CategoryMatches } from "./averagePrecision.js";
import { COCO_AREAS, type CocoArea, type CocoMatches, matchCoco } from "./cocoMatch.js";

/** What was found. */
export interface CocoInstance {
  readonly category: number;
  readonly mask: CocoMask;
  /** x, y, width, height; default: around the mask */
  readonly box?: PixelBox;
  /** square pixels; default: of the mask */
  readonly area?: number;
}
export interface ScoredInstance extends CocoInstance {
  /** 0 to 1 */
  readonly score: number;
}
export interface TrueInstance extends CocoInstance {
  readonly isCrowd?: boolean;
}

/** Matches by category, area and picture, as JSON. */
export interface CocoApJson {
  readonly protocol: string;
  readonly matches: readonly (readonly [
    category: number,
    area: CocoArea,
    picture: number | string,
    matches: CocoMatches,
  ])[];
}

const AREAS = Object.keys(COCO_AREAS) as CocoArea[];

/**
 * COCO's average precision and recall over any number of pictures: `AP`, `AP50`, `AP75`, `APs`, `APm`, `APl`, `AR1`,
 * `AR10`, `AR100`, `ARs`, `ARm`, `ARl`; −1, as pycocotools writes it, where there was nothing to be found. Scores are
 * ranked over all pictures, so that what is kept grows with detections: some bytes of each.
 *
 * @example
 * const ap = new CocoAp("masks");
 * ap.add(image.id, detections, truths);
 * ap.scores().values.AP
 */
export class CocoAp {
  readonly protocol: string;
  readonly #by: "masks" | "boxes";
  readonly #matches = new Map<number, Record<CocoArea, CategoryMatches>>();
  readonly #pictures = new Set<number | string>();

  constructor(by: "masks" | "boxes" = "masks", data = "COCO") {
    this.#by = by;
    this.protocol = `COCO AP (${by}) on ${data}`;
  }

  /**
   * Adds a picture: once, whole.
   *
   * @param picture its id: equal scores are ranked by it, as pycocotools ranks them
   * @throws ArgumentError for a picture that was added before, or masks that do not fit
   */
  add(
    picture: number | string,
    detections: readonly ScoredInstance[],
    truths: readonly TrueInstance[],
  ): void {
    if (this.#pictures.has(picture)) throw twice(picture);
    this.#pictures.add(picture);
    const categories = new Set([...detections, ...truths].map(({ category }) => category));
    for (const category of categories) {
      const found = detections.filter((one) => one.category === category);
      const wanted = truths.filter((one) => one.category === category);
      const crowd = wanted.map(({ isCrowd }) => Boolean(isCrowd));
      const boxes = (all: readonly CocoInstance[]): PixelBox[] =>
        all.map(({ box, mask }) => box ?? maskBox(mask));
      const masks = (all: readonly CocoInstance[]): CocoMask[] => all.map(({ mask }) => mask);
      const ious =
        this.#by === "boxes"
          ? boxIou(boxes(found), boxes(wanted), crowd)
          : maskIou(masks(found), masks(wanted), crowd);
      const sized = found.map(({ score, area, mask }) => ({ score, area: area ?? maskArea(mask) }));
      const known = wanted.map(({ area, mask }, i) => ({ area: area ?? maskArea(mask), isCrowd: crowd[i] }));
      for (const area of AREAS) this.#of(category)[area].push([picture, matchCoco(sized, known, ious, area)]);
    }
  }

  /** @throws ArgumentError for another protocol, or a picture that both have */
  merge(other: CocoAp): void {
    checkSameProtocol("other", this.protocol, other.protocol);
    for (const picture of other.#pictures) {
      if (this.#pictures.has(picture)) throw twice(picture);
      this.#pictures.add(picture);
    }
    for (const [category, areas] of other.#matches)
      for (const area of AREAS) this.#of(category)[area].push(...areas[area]);
  }

  scores(): ProtocolScores {
    const categories = [...this.#matches.keys()];
    return { protocol: this.protocol, samples: this.#pictures.size, values: this.#valuesOf(categories) };
  }

  /** The same numbers of one category. */
  categoryScores(category: number): ProtocolScores {
    return { protocol: this.protocol, samples: this.#pictures.size, values: this.#valuesOf([category]) };
  }

  get categories(): readonly number[] {
    return [...this.#matches.keys()].sort((a, b) => a - b);
  }

  #valuesOf(categories: readonly number[]): Record<string, number> {
    const of = (area: CocoArea, most: number) => {
      const all = categories.map((category) =>
        averagePrecision(this.#matches.get(category)?.[area] ?? [], most),
      );
      return all.filter((one) => one !== undefined);
    };
    const all = of("all", 100);
    const sized = { s: of("small", 100), m: of("medium", 100), l: of("large", 100) };
    const mean = (values: readonly number[]): number =>
      values.length === 0 ? -1 : values.reduce((sum, one) => sum + one, 0) / values.length;
    const recall = (some: typeof all): number => mean(some.flatMap(({ recalls }) => recalls));
    const precision = (some: typeof all): number => mean(some.flatMap(({ precisions }) => precisions));
    const at = (k: number): number => mean(all.map(({ precisions }) => precisions[k]));
    return {
      ...{ AP: precision(all), AP50: at(0), AP75: at(5) },
      ...{ APs: precision(sized.s), APm: precision(sized.m), APl: precision(sized.l) },
      ...{ AR1: recall(of("all", 1)), AR10: recall(of("all", 10)), AR100: recall(all) },
      ...{ ARs: recall(sized.s), ARm: recall(sized.m), ARl: recall(sized.l) },
    };
  }

  toJSON(): CocoApJson {
    const matches = [...this.#matches].flatMap(([category, areas]) =>
      AREAS.flatMap((area) => areas[area].map(([picture, one]) => [category, area, picture, one] as const)),
    );
    return { protocol: this.protocol, matches };
  }

  static fromJSON({ protocol, matches }: CocoApJson): CocoAp {
    const ap = new CocoAp(protocol.includes("(boxes)") ? "boxes" : "masks");
    (ap as { protocol: string }).protocol = protocol;
    for (const [category, area, picture, one] of matches) {
      ap.#pictures.add(picture);
      ap.#of(category)[area].push([picture, one]);
    }
    return ap;
  }

  #of(category: number): Record<CocoArea, CategoryMatches> {
    const known = this.#matches.get(category);
    if (known) return known;
    const made = { all: [], small: [], medium: [], large: [] };
    this.#matches.set(category, made);
    return made;
  }
}

const twice = (picture: number | string): ArgumentError =>
  new ArgumentError({
    ...{ argument: "picture", expected: "one that was not added before", got: JSON.stringify(picture) },
    remedy: "add each picture once, with all its detections",
  });
