import {
  type AlignmentMode,
  ArgumentError,
  type EdgeOptions,
  type FieldOfView,
  type Intrinsics,
  intrinsicsOfCentres,
  intrinsicsOfView,
  type Size,
} from "vision-peel";

/** A camera that may need a picture's size to be known. */
export interface CameraOption {
  on(size: Size): Intrinsics;
  /** whether nobody gave one */
  readonly isGuess: boolean;
}

/** What the command line says of the camera. */
export interface CameraValues {
  readonly fov?: string | undefined;
  readonly intrinsics?: string | undefined;
  readonly "from-centres": boolean;
}

/** @throws ArgumentError for two cameras, or one that cannot be read */
export function cameraOf({ fov, intrinsics, "from-centres": fromCentres }: CameraValues): CameraOption {
  const refuse = (
    argument: string,
    expected: string,
    got: string | undefined,
    remedy: string,
  ): ArgumentError =>
    new ArgumentError({
      argument,
      expected,
      got: got === undefined ? "missing" : JSON.stringify(got),
      remedy,
    });
  if (intrinsics === undefined) {
    if (fromCentres)
      throw refuse("--intrinsics", "given with --from-centres", intrinsics, "give fx,fy,cx,cy");
    const [degrees, side = "horizontal", ...more] = (fov ?? "60").split(",");
    if (!/^\d+(\.\d+)?$/.test(degrees) || more.length > 0 || !/^(horizontal|vertical|diagonal)$/.test(side)) {
      throw refuse("--fov", "degrees, with vertical or diagonal behind if they are", fov, "write --fov 60");
    }
    const view: FieldOfView = { degrees: Number(degrees), side: side as "horizontal" };
    return { isGuess: fov === undefined, on: (size) => intrinsicsOfView(size, view) };
  }
  if (fov !== undefined) throw refuse("--fov", "left out with --intrinsics", fov, "give one of them");
  const words = intrinsics.split(",");
  const [fx, fy, cx, cy] = words.map((word) => (word.trim() === "" ? Number.NaN : Number(word)));
  if (words.length !== 4 || ![fx, fy, cx, cy].every(Number.isFinite)) {
    throw refuse(
      "--intrinsics",
      "four numbers fx,fy,cx,cy",
      intrinsics,
      "write --intrinsics 525,525,320,240",
    );
  }
  const camera = fromCentres ? intrinsicsOfCentres({ fx, fy, cx, cy }) : { fx, fy, cx, cy };
  return { isGuess: false, on: () => camera };
}

/** @throws ArgumentError for what is no `none`, JUMP or JUMP,DEGREES */
export function edgesOf(text: string | undefined): EdgeOptions | false {
  if (text === undefined) return {};
  if (text === "none") return false;
  const match = /^(\d*\.?\d+)(?:,(\d*\.?\d+))?$/.exec(text);
  if (match) {
    const relativeJump = Number(match[1]);
    return match[2] === undefined ? { relativeJump } : { relativeJump, grazingDegrees: Number(match[2]) };
  }
  throw new ArgumentError({
    argument: "--edges",
    expected: "none, or a share with an angle behind",
    got: JSON.stringify(text),
    remedy: "write --edges 0.05,88",
  });
}

/** @throws ArgumentError for another mode */
export function sizeModeOf(text: string): AlignmentMode {
  if (text === "cover-crop" || text === "resize" || text === "none") return text;
  throw new ArgumentError({
    argument: "--fit",
    expected: "cover-crop, resize or none",
    got: JSON.stringify(text),
    remedy: "leave it out for what the paper's model does",
  });
}
