/** Runs in the page: makes pictures there, so that none has to cross, and opens views on them. */
export function installPictures(): void {
  const { peel } = window as unknown as {
    peel: {
      render(props: { model: object; el: HTMLElement }): () => void;
      defaults: Record<string, Record<string, unknown>>;
    };
  };
  const page = window as unknown as Record<string, unknown>;
  let cleanup: (() => void) | undefined;

  function planesOf(view: string, side: number): Record<string, unknown> {
    const count = side * side;
    const photo = new Uint8Array(3 * count);
    for (let i = 0; i < photo.length; i++) photo[i] = (i * 2654435761) >>> 24;
    if (view === "DepthView") {
      const depth = new Float32Array(count);
      for (let y = 0, i = 0; y < side; y++)
        for (let x = 0; x < side; x++, i++)
          depth[i] = 1 + 4 * (y / side) + Math.sin(x / 37) * Math.cos(y / 53);
      return { depth, painted: null, photo, residual: null, truth: null };
    }
    if (view === "NormalView") {
      const normals = new Float32Array(3 * count);
      for (let i = 0; i < count; i++) {
        const x = 0.7 * Math.sin((i % side) / 37);
        const y = 0.7 * Math.cos(i / side / 53);
        normals.set([x, y, Math.sqrt(1 - x * x - y * y)], 3 * i);
      }
      return { normals, painted: null, photo, residual: null, truth: null, depth: null, fieldOfView: 60 };
    }
    const ids = new Uint16Array(count);
    const tile = side / 8;
    for (let i = 0; i < count; i++)
      ids[i] = 1 + 8 * Math.floor(i / side / tile) + Math.floor((i % side) / tile);
    const regions = Array.from({ length: 64 }, (_, k) => ({
      id: k + 1,
      name: `thing ${k + 1}`,
      colour: [(k * 83) % 256, (k * 47) % 256, (k * 151) % 256],
    }));
    return { ids, margin: null, painted: null, photo, regions, areInstances: false, truth: null };
  }

  function modelOf(state: Record<string, unknown>) {
    const handlers = new Map<string, Set<() => void>>();
    return {
      get: (key: string) => state[key],
      set(key: string, value: unknown) {
        if (Object.is(state[key], value)) return;
        state[key] = value;
        for (const handler of handlers.get(`change:${key}`) ?? []) handler();
      },
      save_changes() {},
      on: (event: string, handler: () => void) =>
        void handlers.set(event, (handlers.get(event) ?? new Set()).add(handler)),
      off: (event: string, handler: () => void) => void handlers.get(event)?.delete(handler),
    };
  }

  // Every picture on a stage goes through here.
  page.paints = 0;
  const { putImageData } = CanvasRenderingContext2D.prototype;
  let onPaint: (() => void) | undefined;
  CanvasRenderingContext2D.prototype.putImageData = function (
    this: CanvasRenderingContext2D,
    ...args: never[]
  ) {
    (putImageData as (...all: never[]) => void).apply(this, args);
    if (!this.canvas.closest?.(".peel-stage")) return;
    page.paints = (page.paints as number) + 1;
    onPaint?.();
  } as never;

  page.openView = async (view: string, side: number): Promise<number> => {
    cleanup?.();
    const asView = ([key, value]: [string, unknown]) => [
      key,
      ArrayBuffer.isView(value) ? new DataView(value.buffer) : value,
    ];
    const planes = Object.fromEntries(Object.entries(planesOf(view, side)).map(asView));
    const model = modelOf({ ...peel.defaults[view], ...planes, width: side, height: side, _view_name: view });
    page.model = model;
    const painted = new Promise<void>((resolve) => {
      onPaint = resolve;
    });
    const start = performance.now();
    cleanup = peel.render({ model, el: document.querySelector("#view") as HTMLElement });
    await painted;
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return performance.now() - start;
  };
  page.endView = () => {
    cleanup?.();
    cleanup = undefined;
    onPaint = undefined;
    page.model = undefined;
  };
}
