/** The ball: legend and count of directions, and a place to point at them by hand and by keys. */
import { element } from "../../shared/page/element.js";
import { frameLoop } from "../../shared/page/frameLoop.js";
import { anglesOf, directionInWords, directionOf } from "../directions.js";
import { atBall, drawDensity, drawLegend, type Turn } from "../draw/ball.js";
import type { GaussMap } from "../gauss.js";
import type { BallHandle, Direction } from "../state.js";
import { type BallState, paintBallMarks, RIM, SIDE } from "./ballMarks.js";

export interface Ball {
  readonly root: HTMLElement;
  show(state: BallState): void;
  setCounts(counts: GaussMap): void;
  destroy(): void;
}

export interface BallChanges {
  direction?: Direction | null;
  light?: Direction;
  turn?: Turn;
}

/** A click, not a drag, in CSS pixels. */
const SLOP = 3;
const STEP_DEGREES = 5;

/** @param say tells those who listen what keys have done */
export function makeBall(change: (changes: BallChanges) => void, say: (text: string) => void): Ball {
  const canvas = element("canvas", { class: "peel-ball", tabindex: "0", role: "application" });
  canvas.style.width = canvas.style.height = `${SIDE}px`;
  const root = element("div", { class: "peel-ball-place" }, canvas);
  let state: BallState | undefined;
  let counts: GaussMap | undefined;
  let drawn: ImageData | undefined;
  let drawnKey = "";
  const frame = frameLoop(paint);

  function paint(): void {
    const context = canvas.getContext("2d");
    if (!state || !context) return;
    const side = Math.round(SIDE * (window.devicePixelRatio || 1));
    if (canvas.width !== side) canvas.width = canvas.height = side;
    const content = state.ball === "density" && counts ? "density" : "legend";
    const rim = Math.round((RIM * side) / SIDE);
    const inner = side - 2 * rim;
    const key = [content, side, ...state.turn].join(" ");
    if (key !== drawnKey || !drawn) {
      const words =
        content === "density" && counts
          ? drawDensity(inner, state.turn, counts)
          : drawLegend(inner, state.turn);
      drawn = new ImageData(new Uint8ClampedArray(words.buffer as ArrayBuffer), inner, inner);
      drawnKey = key;
    }
    context.clearRect(0, 0, side, side);
    context.putImageData(drawn, rim, rim);
    paintBallMarks(context, side, state);
  }

  function moveTo(x: number, y: number, turn: Turn, isFinal = false): void {
    if (!state) return;
    const direction = atBall(x, y, turn);
    if (state.handle === "light") change({ light: direction });
    else change({ direction });
    if (isFinal) say(wordsOf(state.handle, direction));
  }

  let start: { x: number; y: number; turn: Turn } | undefined;
  let hasMoved = false;
  const placeOf = (event: PointerEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    const radius = box.width / 2 - RIM;
    return [
      (event.clientX - box.left - box.width / 2) / radius,
      (box.top + box.height / 2 - event.clientY) / radius,
    ];
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !state) return;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true });
    start = { x: event.clientX, y: event.clientY, turn: state.turn };
    hasMoved = false;
    if (state.handle !== "turn") moveTo(...placeOf(event), state.turn);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!start || !state) return;
    const [dx, dy] = [event.clientX - start.x, event.clientY - start.y];
    hasMoved ||= Math.hypot(dx, dy) > SLOP;
    if (!hasMoved) return;
    if (state.handle === "turn") {
      const perPixel = 180 / (SIDE - 2 * RIM);
      change({ turn: turned(start.turn, dx * perPixel, -dy * perPixel) });
    } else moveTo(...placeOf(event), state.turn);
  });
  const end = (): void => {
    start = undefined;
  };
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  canvas.addEventListener("dblclick", () => {
    if (state?.handle === "turn") change({ turn: [0, 0] });
  });
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !state) return;
    const step = STEP_DEGREES * (event.shiftKey ? 3 : 1);
    const moves: Record<string, readonly [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, step],
      ArrowDown: [0, -step],
    };
    const move = moves[event.key];
    if (move) nudge(state, move);
    else if ((event.key === "Escape" || event.key === "Delete") && state.direction)
      change({ direction: null });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  function nudge(
    { handle, turn, light, direction }: BallState,
    [right, up]: readonly [number, number],
  ): void {
    if (handle === "turn") {
      const next = turned(turn, right, up);
      change({ turn: next });
      say(`turned ${Math.round(next[0])} degrees right, ${Math.round(next[1])} up`);
      return;
    }
    const { azimuth, elevation } = anglesOf((handle === "light" ? light : direction) ?? [0, 0, 1]);
    const moved = directionOf(azimuth + right, Math.min(90, Math.max(-90, elevation + up)));
    change(handle === "light" ? { light: moved } : { direction: moved });
    say(wordsOf(handle, moved));
  }

  return {
    root,
    show(next) {
      state = next;
      canvas.setAttribute("aria-label", labelOf(next));
      frame.request();
    },
    setCounts(given) {
      counts = given;
      drawnKey = "";
      frame.request();
    },
    destroy() {
      frame.cancel();
      canvas.width = 0;
    },
  };
}

/** The whole way round to the sides; to the poles and no further. */
function turned([right, up]: Turn, byRight: number, byUp: number): Turn {
  const around = ((((right + byRight + 180) % 360) + 360) % 360) - 180;
  return [around, Math.min(90, Math.max(-90, up + byUp))];
}

const wordsOf = (handle: BallHandle, direction: Direction): string => {
  const { azimuth, elevation } = anglesOf(direction);
  const what = handle === "light" ? "light from" : "direction";
  return `${what} ${directionInWords(direction)}: azimuth ${Math.round(azimuth)}, elevation ${Math.round(elevation)} degrees`;
};

function labelOf({ ball, handle, direction, light }: BallState): string {
  const content = ball === "legend" ? "the colours of all directions" : "how often each direction occurs";
  const now =
    handle === "light"
      ? wordsOf("light", light)
      : direction
        ? wordsOf("direction", direction)
        : "no direction chosen";
  const keys = handle === "turn" ? "arrow keys turn it" : `arrow keys move the ${handle}`;
  return `Ball of directions: ${content}; ${now}; ${keys}`;
}
