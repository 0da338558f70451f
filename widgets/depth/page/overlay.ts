/** Marks over the picture: measures, the profile's line, and metres in pixels that are large enough. */
import { metresNumber, metresText } from "../../shared/metresText.js";
import type { Pixel, StageFrame } from "../../shared/page/stage/stage.js";
import { cameraOf, measure } from "../measure.js";
import type { DepthState, PixelPair } from "../state.js";
import { paintLabel } from "./label.js";

interface Depth {
  readonly width: number;
  readonly height: number;
  readonly metres: Float32Array;
}

export interface DepthMarks extends Pick<DepthState, "measures" | "fieldOfView"> {
  /** the profile's line, while its panel is open */
  readonly line: PixelPair | null;
  /** a measure that is being drawn */
  readonly drawn: PixelPair | null;
  /** Paints lines of equal depth; undefined: none are asked for. */
  readonly isolines: ((context: CanvasRenderingContext2D, density: number) => void) | undefined;
}

/** CSS pixels that a picture's pixel needs to have a number written in it. */
const NUMBER_SIDE = 38;

export function paintMarks(
  context: CanvasRenderingContext2D,
  frame: StageFrame,
  depth: Depth,
  marks: DepthMarks,
): void {
  const density = window.devicePixelRatio || 1;
  context.font = `${11 * density}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  marks.isolines?.(context, density);
  if (frame.scale >= NUMBER_SIDE * density) paintNumbers(context, frame, depth);
  if (marks.line) stroke(context, frame, density, marks.line);
  const camera = cameraOf(depth, marks.fieldOfView);
  for (const pair of [...marks.measures, ...(marks.drawn ? [marks.drawn] : [])]) {
    stroke(context, frame, density, pair);
    const found = measure(depth, pair, camera);
    const [x, y] = place(frame, {
      x: (pair.from.x + pair.to.x) / 2,
      y: (pair.from.y + pair.to.y) / 2,
    });
    paintLabel(context, density, found ? metresText(found.distance) : "no surface", x, y);
  }
}

const place = ({ left, top, scale }: StageFrame, { x, y }: Pixel): readonly [number, number] => [
  (x + 0.5 - left) * scale,
  (y + 0.5 - top) * scale,
];

/** A line with its ends, white on black, which is seen on every picture. */
function stroke(
  context: CanvasRenderingContext2D,
  frame: StageFrame,
  density: number,
  { from, to }: PixelPair,
): void {
  const [a, b] = [place(frame, from), place(frame, to)];
  for (const [style, width] of [
    ["rgba(0, 0, 0, 0.75)", 4],
    ["#fff", 1.75],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width * density;
    context.beginPath();
    context.moveTo(...a);
    context.lineTo(...b);
    for (const [x, y] of [a, b]) {
      context.moveTo(x + 4 * density, y);
      context.arc(x, y, 4 * density, 0, 2 * Math.PI);
    }
    context.stroke();
  }
}

function paintNumbers(context: CanvasRenderingContext2D, frame: StageFrame, depth: Depth): void {
  const { width, height, metres } = depth;
  const first = (start: number): number => Math.max(0, Math.floor(start));
  const last = (start: number, room: number, side: number): number =>
    Math.min(side - 1, Math.floor(start + room / frame.scale));
  context.lineWidth = 3;
  context.strokeStyle = "rgba(255, 255, 255, 0.8)";
  context.fillStyle = "#111";
  for (let y = first(frame.top); y <= last(frame.top, frame.height, height); y++) {
    for (let x = first(frame.left); x <= last(frame.left, frame.width, width); x++) {
      const text = metresNumber(metres[y * width + x]);
      const [at, down] = place(frame, { x, y });
      const shown = text === "unknown" ? "?" : text;
      context.strokeText(shown, at, down);
      context.fillText(shown, at, down);
    }
  }
}
