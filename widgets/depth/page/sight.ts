/** What is painted on the stages: the picture, the one that it is held against, the slice, and the marks. */
import { modeOf } from "../../shared/beside.js";
import type { StageOptions } from "../../shared/page/stage/stage.js";
import type { Slice } from "../draw/layer.js";
import type { DepthPictures } from "../draw/pictures.js";
import { referenceOf } from "../reference.js";
import type { DepthPictureName, PixelPair } from "../state.js";
import type { DepthAccess } from "./access.js";
import { makeIsolinePainter } from "./isolinePainter.js";
import type { Looks } from "./looks.js";
import { paintMarks } from "./overlay.js";
import { makePainter } from "./painter.js";

type Paints = Pick<Required<StageOptions>, "paint" | "paintOverlay">;

export interface DepthSight {
  /** of the view's own stage, and of the one beside it */
  readonly first: Paints;
  readonly other: Paints;
  /** the picture that the present one is held against */
  readonly reference: DepthPictureName;
  /** Shows the picture without the slice, while that is held. */
  lift(isUp: boolean): void;
  /** Shows the reference instead, while that is held, or in turn. */
  peek(isHeld: boolean): void;
}

interface SightOptions {
  readonly pictures: DepthPictures;
  readonly looks: Looks;
  readonly access: DepthAccess;
  readonly names: readonly DepthPictureName[];
  /** the profile's line, and a pair that is being drawn */
  readonly line: () => PixelPair | null;
  readonly drawn: () => PixelPair | null;
  readonly repaint: () => void;
  readonly repaintOverlay: () => void;
}

const wholeSlice: Slice = { near: 0, far: Infinity, outside: "dimmed" };

export function makeDepthSight(options: SightOptions): DepthSight {
  const { pictures, looks, access, names, line, drawn, repaint, repaintOverlay } = options;
  const { get, slice } = access;
  let isLifted = false;
  let isPeeking = false;
  const reference = (): DepthPictureName => referenceOf(get("picture"), get("reference"), names);
  const sliceNow = (): Slice => (isLifted ? wholeSlice : slice());

  function paintsOf(picture: () => DepthPictureName, over?: Paints["paint"]): Paints {
    const painter = makePainter(pictures);
    const paintIsolines = makeIsolinePainter();
    let lastSlice = "";
    return {
      paint(context, frame) {
        const before = painter.version;
        painter.paint(context, frame, looks.source(picture()), sliceNow());
        over?.(context, frame);
        // Lines of equal depth are those of what was just looked up, in the slice that is seen.
        const { near, far } = sliceNow();
        if (get("isolines") && (painter.version !== before || `${near} ${far}` !== lastSlice))
          repaintOverlay();
        lastSlice = `${near} ${far}`;
      },
      paintOverlay(context, frame) {
        const { layer, version } = painter;
        const isOfFrame = layer?.width === frame.width && layer.height === frame.height;
        paintMarks(context, frame, pictures, {
          measures: get("measures"),
          fieldOfView: get("fieldOfView"),
          line: get("panel") === "profile" ? line() : null,
          drawn: drawn(),
          isolines:
            get("isolines") && isOfFrame
              ? (onto, density) => paintIsolines(onto, layer, version, density, sliceNow())
              : undefined,
        });
      },
    };
  }
  const beyond = makePainter(pictures);
  return {
    first: paintsOf(
      () => (isPeeking ? reference() : get("picture")),
      (context, frame) => {
        const swipe = get("swipe");
        if (swipe === null || isPeeking || modeOf({ beside: get("beside"), swipe }) !== "swipe") return;
        beyond.paint(context, frame, looks.source(reference()), sliceNow(), Math.round(swipe * frame.width));
      },
    ),
    other: paintsOf(reference),
    get reference() {
      return reference();
    },
    lift(isUp) {
      isLifted = isUp;
      repaint();
    },
    peek(isHeld) {
      isPeeking = isHeld;
      repaint();
    },
  };
}
