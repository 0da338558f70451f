import { element, uniqueId } from "../element.js";
import { frameLoop } from "../frameLoop.js";
import {
  firstView,
  fitScale,
  fitView,
  frameBox,
  onPixels,
  reveal,
  type Size,
  settle,
  type Viewport,
  zoomAt,
} from "./viewport.js";

export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** A point of the picture, in pixels and parts of them. */
export type Place = Pixel;

/** What a stage is asked to paint: the part of the picture that its canvas shows, in screen pixels. */
export interface StageFrame extends Viewport, Size {}

export interface StageOptions {
  readonly picture: Size;
  /** Paints a frame; called once per screen frame at most, and never because the cursor has moved. */
  readonly paint: (context: CanvasRenderingContext2D, frame: StageFrame) => void;
  /** Paints marks over the picture, on a clear canvas of their own, without painting the picture anew. */
  readonly paintOverlay?: (context: CanvasRenderingContext2D, frame: StageFrame) => void;
  /** Told when the view has zoomed or moved. */
  readonly onView?: () => void;
}

/** The smallest side of the cursor's frame, so that it is seen around a pixel of any size. */
const LEAST_MARKER = 9;

/**
 * A picture that zooms and pans in a box of any size, drawn at the resolution of the screen, with a
 * frame around the pixel under the cursor. Pointer and keys are bound to it by `bindPointer` and `bindKeys`.
 */
export class Stage {
  readonly root: HTMLElement;
  readonly picture: Size;
  readonly #options: StageOptions;
  readonly #picture: Layer;
  readonly #overlay: Layer | undefined;
  readonly #marker: HTMLElement;
  readonly #observer: ResizeObserver;
  readonly #frame = frameLoop(() => this.#paint());
  readonly #overlayFrame = frameLoop(() => this.#paintOverlay());
  #size: Size = { width: 0, height: 0 };
  #view: Viewport = { left: 0, top: 0, scale: 1 };
  #isFitted = true;
  #awaited: (Pixel & Size) | undefined;
  #cursor: Pixel | null = null;
  /** those that show the same part of the same picture, itself among them */
  #locked: ReadonlySet<Stage> = new Set([this]);

  constructor(options: StageOptions) {
    this.#options = options;
    this.picture = options.picture;
    this.#picture = makeLayer({ role: "img", class: "peel-canvas" });
    if (options.paintOverlay) this.#overlay = makeLayer({ class: "peel-overlay", "aria-hidden": "true" });
    this.#marker = element("div", { class: "peel-marker", hidden: "" });
    this.root = element("div", { class: "peel-stage", tabindex: "0", role: "group", id: uniqueId("stage") });
    this.root.style.aspectRatio = `${this.picture.width} / ${this.picture.height}`;
    this.root.append(this.#picture.canvas, ...(this.#overlay ? [this.#overlay.canvas] : []), this.#marker);
    this.#observer = new ResizeObserver(() => this.#resize());
    this.#observer.observe(this.root);
  }

  get view(): Viewport {
    return this.#view;
  }

  /** Percent of the picture's own size; 100 is one picture pixel per CSS pixel. */
  get zoomPercent(): number {
    return 100 * this.#view.scale;
  }

  get isZoomed(): boolean {
    return this.#view.scale > fitScale(this.picture, this.#size) * 1.001;
  }

  /** What a reader without eyes is told about the picture. */
  set description(text: string) {
    this.#picture.canvas.setAttribute("aria-label", text);
  }

  /** The picture as it is seen, without the marks over it. */
  get canvas(): HTMLCanvasElement {
    return this.#picture.canvas;
  }

  /** The marks over it, if the view has any. */
  get overlayCanvas(): HTMLCanvasElement | undefined {
    return this.#overlay?.canvas;
  }

  /**
   * Keeps other stages of the same picture at the same place: what moves one moves all, and all are painted anew
   * together. None lets those go that it was locked with.
   */
  lockWith(...others: readonly Stage[]): void {
    for (const left of this.#locked) left.#locked = new Set([left]);
    if (others.length === 0) return;
    const locked = new Set([this, ...others]);
    for (const stage of locked) stage.#locked = locked;
    for (const other of others) {
      other.#cursor = this.#cursor;
      other.#view = this.#view;
      other.#isFitted = this.#isFitted;
      if (other.#size.width > 0)
        other.#show(settle(this.#view, this.picture, other.#size), this.#isFitted, false);
    }
  }

  /** The stages that it is locked with, in their order, without itself. */
  get others(): readonly Stage[] {
    return [...this.#locked].filter((stage) => stage !== this);
  }

  /** Asks for the picture to be painted anew. */
  repaint(): void {
    for (const stage of this.#locked) stage.#frame.request();
  }

  /** Asks for the marks over the picture to be painted anew. */
  repaintOverlay(): void {
    for (const stage of this.#locked) if (stage.#overlay) stage.#overlayFrame.request();
  }

  /** Magnifies about a point of the stage, by default about the cursor or the middle. */
  zoomBy(factor: number, at?: Pixel): void {
    const { width, height } = this.#size;
    const middle = this.#cursor ? this.#placeOf(this.#cursor) : { x: width / 2, y: height / 2 };
    const { x, y } = at ?? middle;
    this.#show(zoomAt(this.#view, factor, x, y, this.picture, this.#size), false);
  }

  panBy(x: number, y: number): void {
    const { left, top, scale } = this.#view;
    this.#show(
      settle({ left: left - x / scale, top: top - y / scale, scale }, this.picture, this.#size),
      false,
    );
  }

  fit(): void {
    this.#show(fitView(this.picture, this.#size), true);
  }

  /** Zooms to a box of the picture; at once, or when the stage is first seen. */
  showBox(box: Pixel & Size): void {
    this.#awaited = this.#size.width === 0 ? box : undefined;
    if (!this.#awaited) this.#show(frameBox(box, this.picture, this.#size), false);
  }

  /** A point of the stage in CSS pixels → the picture's coordinates, fractional; a pixel's middle is at .5. */
  placeAt(x: number, y: number): Place {
    const { left, top, scale } = this.#view;
    return { x: left + x / scale, y: top + y / scale };
  }

  /** The pixel at a point of the stage in CSS pixels, or null beside the picture. */
  pixelAt(x: number, y: number): Pixel | null {
    const place = this.placeAt(x, y);
    const pixel = { x: Math.floor(place.x), y: Math.floor(place.y) };
    const { width, height } = this.picture;
    return pixel.x >= 0 && pixel.y >= 0 && pixel.x < width && pixel.y < height ? pixel : null;
  }

  /** The pixel in the middle of what is seen. */
  get middlePixel(): Pixel {
    const { width, height } = this.#size;
    return this.pixelAt(width / 2, height / 2) ?? { x: 0, y: 0 };
  }

  /** Frames a pixel, or none. */
  setCursor(pixel: Pixel | null, { isRevealed = false } = {}): void {
    this.#cursor = pixel;
    if (pixel && isRevealed && this.isZoomed) {
      const next = reveal(this.#view, pixel.x, pixel.y, this.picture, this.#size);
      if (next.left !== this.#view.left || next.top !== this.#view.top) this.#show(next, false);
    }
    for (const stage of this.#locked) {
      stage.#cursor = pixel;
      stage.#placeMarker();
    }
  }

  destroy(): void {
    // What it leaves stays together.
    const [first, ...rest] = this.others;
    this.lockWith();
    if (rest.length > 0) first.lockWith(...rest);
    this.#observer.disconnect();
    this.#frame.cancel();
    this.#overlayFrame.cancel();
    // Gives a large canvas back at once instead of at the next collection.
    this.#picture.canvas.width = 0;
    if (this.#overlay) this.#overlay.canvas.width = 0;
    this.root.remove();
  }

  #placeOf({ x, y }: Pixel): Pixel {
    const { left, top, scale } = this.#view;
    return { x: (x + 0.5 - left) * scale, y: (y + 0.5 - top) * scale };
  }

  #placeMarker(): void {
    this.#marker.hidden = this.#cursor === null;
    if (!this.#cursor) return;
    const side = Math.max(LEAST_MARKER, this.#view.scale);
    const { x, y } = this.#placeOf(this.#cursor);
    this.#marker.style.width = this.#marker.style.height = `${side}px`;
    this.#marker.style.transform = `translate(${x - side / 2}px, ${y - side / 2}px)`;
  }

  #show(view: Viewport, isFitted: boolean, isLeading = true): void {
    this.#view = view;
    this.#isFitted = isFitted || !this.isZoomed;
    this.root.classList.toggle("peel-zoomed", this.isZoomed);
    this.#placeMarker();
    this.repaint();
    this.repaintOverlay();
    this.#options.onView?.();
    if (!isLeading) return;
    for (const other of this.others)
      if (other.#size.width > 0) other.#show(settle(view, other.picture, other.#size), isFitted, false);
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.root;
    if (width === 0 || height === 0) return;
    const isFirst = this.#size.width === 0;
    this.#size = { width, height };
    // One that comes beside another shows what that shows.
    if (isFirst && this.#locked.size === 1) this.#show(firstView(this.picture, this.#size), false);
    else if (this.#isFitted) this.fit();
    else this.#show(settle(this.#view, this.picture, this.#size), false);
    if (this.#awaited) this.showBox(this.#awaited);
  }

  #paint(): void {
    const frame = this.#frameOf(this.#picture);
    if (frame) this.#options.paint(this.#picture.context, frame);
  }

  #paintOverlay(): void {
    const frame = this.#overlay && this.#frameOf(this.#overlay);
    if (!this.#overlay || !frame) return;
    this.#overlay.context.clearRect(0, 0, frame.width, frame.height);
    this.#options.paintOverlay?.(this.#overlay.context, frame);
  }

  /** What a layer is to show, and a canvas of that size; nothing while the stage is not seen. */
  #frameOf({ canvas }: Layer): StageFrame | undefined {
    const { width, height } = this.#size;
    const density = window.devicePixelRatio || 1;
    const screen = { width: Math.round(width * density), height: Math.round(height * density) };
    if (screen.width === 0 || screen.height === 0) return undefined;
    if (canvas.width !== screen.width) canvas.width = screen.width;
    if (canvas.height !== screen.height) canvas.height = screen.height;
    const { left, top, scale } = this.#view;
    return { ...screen, ...onPixels({ left, top, scale: scale * density }, this.picture, screen) };
  }
}

interface Layer {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D;
}

function makeLayer(attributes: Record<string, string>): Layer {
  const canvas = element("canvas", attributes);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser cannot draw on a canvas: try another one.");
  return { canvas, context };
}
