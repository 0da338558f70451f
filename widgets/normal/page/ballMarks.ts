/** What is drawn over the ball: its axes, the direction with its cone, the light, the normal under the cursor. */
import { anglesOf } from "../directions.js";
import { onBall, type Turn } from "../draw/ball.js";
import type { BallContent, BallHandle, Direction } from "../state.js";

export interface BallState {
  readonly ball: BallContent;
  readonly handle: BallHandle;
  readonly turn: Turn;
  readonly direction: Direction | null;
  readonly cone: number;
  readonly light: Direction;
  /** the normal under the cursor */
  readonly normal: Direction | null;
}

/** CSS pixels */
export const SIDE = 144;
/** Room around the ball, in CSS pixels: a mark on its rim is seen whole. */
export const RIM = 7;

const axisNames: readonly (readonly [string, Direction])[] = [
  ["right", [1, 0, 0]],
  ["left", [-1, 0, 0]],
  ["up", [0, 1, 0]],
  ["down", [0, -1, 0]],
  ["camera", [0, 0, 1]],
  ["away", [0, 0, -1]],
];

export function paintBallMarks(
  context: CanvasRenderingContext2D,
  side: number,
  { turn, direction, cone, light, handle, normal }: BallState,
): void {
  const density = side / SIDE;
  const place = (at: Direction): readonly [number, number, boolean] => {
    const [x, y, z] = onBall(at, turn);
    const radius = side / 2 - RIM * density;
    return [side / 2 + x * radius, side / 2 - y * radius, z >= -1e-6];
  };
  context.font = `${10 * density}px system-ui, sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const [name, axis] of axisNames) {
    const [x, y, isFront] = place(axis);
    if (!isFront) continue;
    // Names stand inside of the ball, which ends where the canvas does.
    const inwards = (at: number, room: number): number =>
      Math.min(side - room * density, Math.max(room * density, at));
    outlined(context, density, name, inwards(x, name.length * 3 + 3), inwards(y, 8));
  }
  if (direction) ring(context, density, coneOutline(direction, cone).map(place));
  if (direction) dot(context, density, place(direction), "#fff");
  if (handle === "light") sun(context, density, place(light));
  if (normal) dot(context, density, place(normal), "#111");
}

function outlined(
  context: CanvasRenderingContext2D,
  density: number,
  text: string,
  x: number,
  y: number,
): void {
  context.lineWidth = 2.5 * density;
  context.strokeStyle = "rgba(255, 255, 255, 0.8)";
  context.strokeText(text, x, y);
  context.fillStyle = "rgba(0, 0, 0, 0.85)";
  context.fillText(text, x, y);
}

/** Points around a direction, as far from it as the cone is wide. */
function coneOutline(direction: Direction, degrees: number): Direction[] {
  const { azimuth, elevation } = anglesOf(direction);
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  const right: Direction = [Math.cos(a), 0, -Math.sin(a)];
  const up: Direction = [-Math.sin(a) * Math.sin(e), Math.cos(e), -Math.cos(a) * Math.sin(e)];
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return Array.from({ length: 49 }, (_, i) => {
    const [u, v] = [s * Math.cos((i * Math.PI) / 24), s * Math.sin((i * Math.PI) / 24)];
    return direction.map((part, k) => c * part + u * right[k] + v * up[k]) as unknown as Direction;
  });
}

function ring(
  context: CanvasRenderingContext2D,
  density: number,
  points: readonly (readonly [number, number, boolean])[],
): void {
  for (const [style, width] of [
    ["rgba(0, 0, 0, 0.75)", 3],
    ["#fff", 1.25],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width * density;
    context.beginPath();
    for (let i = 1; i < points.length; i++) {
      if (!points[i - 1][2] || !points[i][2]) continue;
      context.moveTo(points[i - 1][0], points[i - 1][1]);
      context.lineTo(points[i][0], points[i][1]);
    }
    context.stroke();
  }
}

/** Full in front, a ring behind. */
function dot(
  context: CanvasRenderingContext2D,
  density: number,
  [x, y, isFront]: readonly [number, number, boolean],
  colour: string,
): void {
  context.beginPath();
  context.arc(x, y, 3.5 * density, 0, 2 * Math.PI);
  context.lineWidth = 1.5 * density;
  context.strokeStyle = colour === "#fff" ? "#111" : "#fff";
  if (isFront) {
    context.fillStyle = colour;
    context.fill();
  }
  context.stroke();
}

function sun(
  context: CanvasRenderingContext2D,
  density: number,
  [x, y, isFront]: readonly [number, number, boolean],
): void {
  dot(context, density, [x, y, isFront], "#ffd54a");
  context.strokeStyle = "#111";
  context.beginPath();
  for (let i = 0; i < 8; i++) {
    const [c, s] = [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)];
    context.moveTo(x + 5.5 * density * c, y + 5.5 * density * s);
    context.lineTo(x + 8 * density * c, y + 8 * density * s);
  }
  context.stroke();
}
