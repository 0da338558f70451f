/** What is painted on the stages: the picture, the one that it is held against, the cone of a direction, the marks. */
import { modeOf } from "../../shared/beside.js";
import type { StageOptions } from "../../shared/page/stage/stage.js";
import type { Cone } from "../draw/layer.js";
import type { NormalPictures } from "../draw/pictures.js";
import { type NormalSource, sourceOf } from "../draw/sources.js";
import { referenceOf } from "../reference.js";
import type { NormalControls, NormalPictureName } from "../state.js";
import { paintMarks } from "./overlay.js";
import { makePainter } from "./painter.js";

type Paints = Pick<Required<StageOptions>, "paint" | "paintOverlay">;

export interface NormalSight {
  /** of the view's own stage, and of the one beside it */
  readonly first: Paints;
  readonly other: Paints;
  /** the picture that the present one is held against */
  readonly reference: NormalPictureName;
  /** Other light, axes or limits: pictures are looked up anew. */
  refresh(): void;
  /** Shows all directions, while that is held; returns whether that is something else. */
  lift(isUp: boolean): boolean;
  /** Shows the reference instead, while that is held, or in turn; returns whether that is something else. */
  peek(isHeld: boolean): boolean;
}

/** @param pictures in the axes of now */
export function makeNormalSight(
  pictures: () => NormalPictures,
  names: readonly NormalPictureName[],
  state: () => NormalControls,
): NormalSight {
  let isLifted = false;
  let isPeeking = false;
  let sources = new Map<NormalPictureName, NormalSource>();
  function source(name: NormalPictureName): NormalSource {
    const known = sources.get(name) ?? sourceOf(pictures(), name, state());
    sources.set(name, known);
    return known;
  }
  const reference = (): NormalPictureName => {
    const { picture, reference: wanted } = state();
    return referenceOf(picture, wanted, names);
  };
  const cone = (): Cone | null => {
    const { direction, cone: degrees } = state();
    return isLifted || !direction ? null : { direction, degrees };
  };
  const beyond = makePainter();
  function paintsOf(name: () => NormalPictureName, over?: Paints["paint"]): Paints {
    const paint = makePainter();
    return {
      paint(context, frame) {
        paint(context, frame, pictures(), source(name()), cone());
        over?.(context, frame);
      },
      paintOverlay: (context, frame) => paintMarks(context, frame, pictures(), state()),
    };
  }
  return {
    first: paintsOf(
      () => (isPeeking ? reference() : state().picture),
      (context, frame) => {
        const { beside, swipe } = state();
        if (swipe === null || isPeeking || modeOf({ beside, swipe }) !== "swipe") return;
        beyond(context, frame, pictures(), source(reference()), cone(), Math.round(swipe * frame.width));
      },
    ),
    other: paintsOf(reference),
    get reference() {
      return reference();
    },
    refresh() {
      sources = new Map();
    },
    lift(isUp) {
      const isOther = isLifted !== isUp;
      isLifted = isUp;
      return isOther;
    },
    peek(isHeld) {
      const isOther = isPeeking !== isHeld;
      isPeeking = isHeld;
      return isOther;
    },
  };
}
