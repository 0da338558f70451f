import { element, setText } from "../element.js";
import { frameLoop } from "../frameLoop.js";
import { bindHandle, type HandleName, makeHandle } from "./rangeHandle.js";
import { ticksOf } from "./ticks.js";

/** How a bar's positions, 0 to 1, relate to the values along it, and how they look. */
export interface BarScale {
  positionOf(value: number): number;
  valueOf(position: number): number;
  /** metres at the ends of the bar */
  readonly range: { readonly near: number; readonly far: number };
  /** one 8-bit step of the code, in positions */
  readonly step: number;
  /** "2.4 metres" */
  inWords(value: number): string;
}

export interface ColourBarOptions {
  /** may change; `refresh` shows it */
  readonly scale: BarScale;
  /** Paints one row of screen pixels. */
  readonly paint: (pixels: Uint32Array) => void;
  /** A limit, or both at once, was moved by hand. */
  readonly onRange: (near: number, far: number) => void;
  /** Double click: take both limits back. */
  readonly onReset: () => void;
}

/** A colour bar with a limit at either end, ticks at their true places and a mark for the cursor's value. */
export class ColourBar {
  readonly root = element("div", {
    class: "peel-bar",
    role: "group",
    "aria-label": "Slice on the colour bar",
  });
  readonly #options: ColourBarOptions;
  readonly #track = element("div", { class: "peel-track" });
  readonly #canvas = element("canvas", { class: "peel-bar-colours", "aria-hidden": "true" });
  readonly #range = element("div", { class: "peel-range" });
  readonly #mark = element("div", { class: "peel-bar-mark", hidden: "", "aria-hidden": "true" });
  readonly #ticks = element("div", { class: "peel-ticks", "aria-hidden": "true" });
  readonly #handles = { near: makeHandle("near", "Near limit"), far: makeHandle("far", "Far limit") };
  readonly #observer: ResizeObserver;
  readonly #frame = frameLoop(() => this.#paint());
  readonly #controller = new AbortController();
  #limits = { near: 0, far: Infinity };
  /** the limit that a handle which is being dragged moves now: beyond the other one they change places */
  #dragged: HandleName | undefined;

  constructor(options: ColourBarOptions) {
    this.#options = options;
    this.#track.append(this.#canvas, this.#range, this.#mark, this.#handles.near, this.#handles.far);
    this.root.append(this.#track, this.#ticks);
    for (const name of ["near", "far"] as const) {
      bindHandle(
        this.#handles[name],
        this.#track,
        {
          place: () => options.scale.positionOf(this.#limits[this.#dragged ?? name]),
          step: options.scale.step,
          grasp: (isHeld) => {
            this.#dragged = isHeld ? name : undefined;
          },
          dragTo: (to) => this.#dragTo(to),
          moveTo: (to) => this.#moveTo(name, to),
        },
        this.#controller.signal,
      );
    }
    this.#bindTrack();
    this.#observer = new ResizeObserver(() => this.#label());
    this.#observer.observe(this.#track);
  }

  /** Shows a slice. */
  setLimits(near: number, far: number): void {
    this.#limits = { near, far };
    const { scale } = this.#options;
    const places = { near: scale.positionOf(near), far: scale.positionOf(far) };
    for (const name of ["near", "far"] as const) {
      const handle = this.#handles[name];
      handle.style.left = `${100 * places[name]}%`;
      handle.setAttribute("aria-valuenow", (100 * places[name]).toFixed(1));
      handle.setAttribute("aria-valuetext", scale.inWords(this.#limits[name]));
    }
    this.#range.style.left = `${100 * places.near}%`;
    this.#range.style.right = `${100 - 100 * places.far}%`;
    this.#frame.request();
  }

  /** The scale, or its colours, have changed. */
  refresh(): void {
    this.#label();
    this.setLimits(this.#limits.near, this.#limits.far);
  }

  /** Marks the cursor's value; nothing for a value that has no place. */
  setMark(value: number | undefined): void {
    this.#mark.hidden = !(value !== undefined && value >= 0);
    if (!this.#mark.hidden)
      this.#mark.style.left = `${100 * this.#options.scale.positionOf(value as number)}%`;
  }

  destroy(): void {
    this.#controller.abort();
    this.#observer.disconnect();
    this.#frame.cancel();
    this.root.remove();
  }

  #moveTo(name: HandleName, position: number): void {
    const { scale, onRange } = this.#options;
    const value = scale.valueOf(Math.min(1, Math.max(0, position)));
    const { near, far } = this.#limits;
    // A limit pushes against the other and stops there; near has to stay finite.
    if (name === "far") onRange(near, Math.max(near, value));
    else onRange(Math.min(far, value, scale.valueOf(1 - scale.step)), far);
  }

  /** A handle that is dragged past the other takes its place: the slice is between them, as before. */
  #dragTo(position: number): void {
    const { scale, onRange } = this.#options;
    const value = scale.valueOf(Math.min(1, Math.max(0, position)));
    const { near, far } = this.#limits;
    if (this.#dragged === "near" && value > far) {
      this.#dragged = "far";
      onRange(far, value);
    } else if (this.#dragged === "far" && value < near) {
      this.#dragged = "near";
      onRange(value, near);
    } else if (this.#dragged) this.#moveTo(this.#dragged, position);
    if (this.#dragged) this.#handles[this.#dragged].focus({ preventScroll: true });
  }

  /** Between the limits the whole slice is dragged; beside them the nearer limit comes. */
  #bindTrack(): void {
    const { signal } = this.#controller;
    const { scale, onRange, onReset } = this.#options;
    const placeOf = (event: MouseEvent): number => {
      const box = this.#track.getBoundingClientRect();
      return (event.clientX - box.left) / box.width;
    };
    let grip: { at: number; near: number; far: number } | undefined;
    this.#track.addEventListener(
      "pointerdown",
      (event) => {
        if (event.button !== 0 || (event.target as Element).getAttribute("role") === "slider") return;
        const at = placeOf(event);
        const near = scale.positionOf(this.#limits.near);
        const far = scale.positionOf(this.#limits.far);
        const isWhole = near <= 0 && far >= 1;
        this.#track.setPointerCapture(event.pointerId);
        if (!isWhole && at > near && at < far) grip = { at, near, far };
        else this.#moveTo(Math.abs(at - near) <= Math.abs(at - far) ? "near" : "far", at);
      },
      { signal },
    );
    this.#track.addEventListener(
      "pointermove",
      (event) => {
        if (!grip) return;
        const by = Math.min(1 - grip.far, Math.max(-grip.near, placeOf(event) - grip.at));
        onRange(scale.valueOf(grip.near + by), scale.valueOf(grip.far + by));
      },
      { signal },
    );
    for (const name of ["pointerup", "pointercancel"] as const) {
      this.#track.addEventListener(
        name,
        () => {
          grip = undefined;
        },
        { signal },
      );
    }
    this.#track.addEventListener("dblclick", onReset, { signal });
  }

  #label(): void {
    const width = this.#track.clientWidth;
    if (width === 0) return;
    const { scale } = this.#options;
    const ticks = ticksOf((value) => scale.positionOf(value), width, scale.range).map(
      ({ position, label }) => {
        const tick = element("span", { class: "peel-tick" });
        setText(tick, label);
        tick.style.left = `${100 * position}%`;
        return tick;
      },
    );
    this.#ticks.replaceChildren(...ticks);
    this.#frame.request();
  }

  #paint(): void {
    const width = Math.round(this.#track.clientWidth * (window.devicePixelRatio || 1));
    const context = this.#canvas.getContext("2d");
    if (width === 0 || !context) return;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    // One row is drawn; the style sheet stretches it to the bar's height.
    this.#canvas.height = 1;
    const pixels = new Uint32Array(width);
    this.#options.paint(pixels);
    context.putImageData(new ImageData(new Uint8ClampedArray(pixels.buffer), width, 1), 0, 0);
  }
}
