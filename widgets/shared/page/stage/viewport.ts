/** Where a picture lies on its stage. Pure geometry, in the stage's own pixels. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Viewport {
  /** the picture's coordinates at the stage's top left corner */
  readonly left: number;
  readonly top: number;
  /** stage pixels per picture pixel */
  readonly scale: number;
}

/** The largest magnification: one picture pixel as wide as a thumb. */
const MAX_SCALE = 64;

/** The scale at which the whole picture is just seen. */
export const fitScale = (picture: Size, stage: Size): number =>
  Math.min(stage.width / picture.width, stage.height / picture.height);

/** The whole picture, in the middle of the stage. */
export const fitView = (picture: Size, stage: Size): Viewport =>
  settle({ left: 0, top: 0, scale: 0 }, picture, stage);

/** A picture that would be seen thinner than this is a thread: nothing of it can be read or pointed at. */
const THREAD = 4;
/** How thick a thread begins. */
const READABLE = 24;

/** Where a view begins: at the whole picture, or at the begin of a thread, as thick as can be read. */
export function firstView(picture: Size, stage: Size): Viewport {
  const thin = Math.min(picture.width, picture.height);
  if (thin * fitScale(picture, stage) >= THREAD) return fitView(picture, stage);
  return settle({ left: 0, top: 0, scale: READABLE / thin }, picture, stage);
}

/** Keeps the scale within its limits and the picture on the stage: centred where it is smaller. */
export function settle(view: Viewport, picture: Size, stage: Size): Viewport {
  const least = fitScale(picture, stage);
  const scale = Math.min(Math.max(view.scale, least), Math.max(least, MAX_SCALE));
  const along = (start: number, size: number, room: number): number => {
    const seen = room / scale;
    return seen >= size ? (size - seen) / 2 : Math.min(Math.max(start, 0), size - seen);
  };
  return {
    left: along(view.left, picture.width, stage.width),
    top: along(view.top, picture.height, stage.height),
    scale,
  };
}

/**
 * A view in screen pixels, moved so that a picture thinner than one of them lies on the middle of one: between two it
 * would not be seen at all.
 */
export function onPixels(view: Viewport, picture: Size, screen: Size): Viewport {
  const along = (start: number, size: number, room: number): number =>
    size * view.scale < 1 ? (size - (2 * Math.floor(room / 2) + 1) / view.scale) / 2 : start;
  return {
    left: along(view.left, picture.width, screen.width),
    top: along(view.top, picture.height, screen.height),
    scale: view.scale,
  };
}

/** Magnifies by a factor and keeps what lies at the stage's point (x, y) there. */
export function zoomAt(
  view: Viewport,
  factor: number,
  x: number,
  y: number,
  picture: Size,
  stage: Size,
): Viewport {
  const { scale } = settle({ ...view, scale: view.scale * factor }, picture, stage);
  const left = view.left + x / view.scale - x / scale;
  const top = view.top + y / view.scale - y / scale;
  return settle({ left, top, scale }, picture, stage);
}

/** The view that shows a box of the picture, with a third of its size around it. */
export function frameBox(
  box: { readonly x: number; readonly y: number } & Size,
  picture: Size,
  stage: Size,
): Viewport {
  const around = { width: (5 / 3) * box.width, height: (5 / 3) * box.height };
  const scale = settle({ left: 0, top: 0, scale: fitScale(around, stage) }, picture, stage).scale;
  const left = box.x + box.width / 2 - stage.width / scale / 2;
  const top = box.y + box.height / 2 - stage.height / scale / 2;
  return settle({ left, top, scale }, picture, stage);
}

/** Moves the view by no more than needed so that a pixel of the picture is seen. */
export function reveal(view: Viewport, x: number, y: number, picture: Size, stage: Size): Viewport {
  const along = (start: number, at: number, room: number): number => {
    const seen = room / view.scale;
    const margin = Math.min(1, seen / 4);
    if (at < start + margin) return at - margin;
    return at + 1 > start + seen - margin ? at + 1 + margin - seen : start;
  };
  const left = along(view.left, x, stage.width);
  const top = along(view.top, y, stage.height);
  return settle({ ...view, left, top }, picture, stage);
}
