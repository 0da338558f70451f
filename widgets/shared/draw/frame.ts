/** What part of the picture a frame shows. */
export interface Frame {
  /** size of the frame in screen pixels */
  readonly width: number;
  readonly height: number;
  /** the picture's coordinates at the frame's top left corner */
  readonly left: number;
  readonly top: number;
  /** screen pixels per picture pixel */
  readonly scale: number;
}
