/** Runs in the page: opens views on pictures that are made there, so that none has to cross. */
export function installViews(): void {
  const { peel } = window as unknown as {
    peel: {
      render(props: { model: object; el: HTMLElement }): () => void;
      stateOf(view: string, side: number): Record<string, unknown>;
    };
  };
  const page = window as unknown as Record<string, unknown>;
  let cleanup: (() => void) | undefined;

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

  // Every picture on a stage goes through here. Of several side by side the last one is counted.
  page.paints = 0;
  const { putImageData } = CanvasRenderingContext2D.prototype;
  let onPaint: (() => void) | undefined;
  CanvasRenderingContext2D.prototype.putImageData = function (
    this: CanvasRenderingContext2D,
    ...args: never[]
  ) {
    (putImageData as (...all: never[]) => void).apply(this, args);
    const stage = this.canvas.closest?.(".peel-stage");
    if (!stage || stage !== [...document.querySelectorAll(".peel-stage")].at(-1)) return;
    page.paints = (page.paints as number) + 1;
    onPaint?.();
  } as never;

  page.openView = async (view: string, side: number): Promise<number> => {
    cleanup?.();
    const asView = ([key, value]: [string, unknown]) => [
      key,
      ArrayBuffer.isView(value) ? new DataView(value.buffer) : value,
    ];
    const state = Object.fromEntries(Object.entries(peel.stateOf(view, side)).map(asView));
    const model = modelOf(state);
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
