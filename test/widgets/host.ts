import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { DepthMap, RgbImage } from "vision-peel/image";
import { type DepthState, depthDefaults } from "../../widgets/dist/depth/state.js";
import type { render as Render } from "../../widgets/page.js";
import { type Browser, type BrowserOptions, launchBrowser } from "../support/browser.js";

/** What the bundle and the host put on the page's window. */
interface HostWindow {
  peel: { render: typeof Render };
  model: { get(key: string): unknown; set(key: string, value: unknown): void; saves: string[][] };
  cleanup: () => void;
}
declare const window: HostWindow & Window & typeof globalThis;

const require = createRequire(resolve("widgets/package.json"));
const esbuild = require("esbuild") as typeof import("esbuild");

/** The views as one script for a plain page. Bundled for browsers: a Node module in them fails here. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await esbuild.build({
    entryPoints: [resolve("widgets/dist/page.js")],
    bundle: true,
    // Plotly is a script of its own, which a page takes when a chart is shown: here when a test asks for it.
    plugins: [
      {
        name: "plotly",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^plotly\.js-dist-min$/ }, ({ path }) => ({ path, namespace: "plotly" }));
          onLoad({ filter: /.*/, namespace: "plotly" }, () => ({
            contents: "export default globalThis.Plotly",
          }));
        },
      },
    ],
    minify: true,
    platform: "browser",
    format: "iife",
    globalName: "peel",
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

export interface Shown {
  depth: DepthMap;
  painted?: RgbImage;
  photo?: RgbImage;
  truth?: DepthMap;
  controls?: Partial<DepthState>;
  /** of the element around the view, in CSS pixels */
  width?: number;
}

export interface Host extends Browser {
  /** Loads Plotly, once, for what draws charts. */
  loadPlotly(): Promise<void>;
  /** Shows a DepthView. */
  show(shown: Shown): Promise<void>;
  /** Shows any view by its whole state, `_view_name` among it; typed arrays travel as bytes. */
  showState(state: object, width?: number): Promise<void>;
  /** A square picture made in the page: metres grow from left to right. */
  showRamp(side: number): Promise<void>;
  get<Key extends keyof DepthState>(key: Key): Promise<DepthState[Key]>;
  set(changes: Partial<DepthState>): Promise<void>;
  /** Waits until what was asked for has been painted. */
  painted(): Promise<void>;
  /** The colour of the stage's canvas at a share of its width and height: [r, g, b, a]. */
  colourAt(x: number, y: number): Promise<number[]>;
  screenshot(name: string): Promise<void>;
}

let bundle: Promise<string> | undefined;

/** A plain page in a real browser, with the model in the page itself. */
export async function openHost(options?: BrowserOptions): Promise<Host> {
  bundle ??= bundlePage();
  const browser = await launchBrowser(options);
  const { page } = browser;
  // With an address of this machine, for which browsers give out the clipboard.
  const body = `<!doctype html><title>host</title><style>
    body { margin: 16px; background: #fff; } @media (prefers-color-scheme: dark) { body { background: #16181d; } }
  </style><div id="view"></div>`;
  await page.route("http://127.0.0.1/", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto("http://127.0.0.1/");
  await page.addScriptTag({ content: await bundle });
  await page.evaluate(installModel);
  const base64 = (array: ArrayBufferView): string =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
  const painted = () =>
    page.evaluate(
      () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
    );
  async function showState(whole: object, width?: number): Promise<void> {
    const isBinary = ([, value]: [string, unknown]): boolean => ArrayBuffer.isView(value);
    const entries = Object.entries(whole);
    const state = Object.fromEntries(entries.filter((entry) => !isBinary(entry)));
    const planes = Object.fromEntries(
      entries.filter(isBinary).map(([key, value]) => [key, base64(value as ArrayBufferView)]),
    );
    await page.evaluate(
      ([s, p, w]) => (window as never as { show: (...a: unknown[]) => void }).show(s, p, w),
      [state, planes, width] as const,
    );
    await painted();
  }
  return {
    ...browser,
    show: ({ depth, painted: paintedImage, photo, truth, controls = {}, width }) =>
      showState(
        {
          ...depthDefaults,
          width: depth.width,
          height: depth.height,
          depth: depth.data,
          painted: paintedImage?.data ?? null,
          photo: photo?.data ?? null,
          residual: paintedImage ? null : (depth.residual ?? null),
          truth: truth?.data ?? null,
          ...controls,
        },
        width,
      ),
    showState,
    async loadPlotly() {
      if (await page.evaluate(() => "Plotly" in window)) return;
      await page.addScriptTag({ path: require.resolve("plotly.js-dist-min") });
    },
    async showRamp(side) {
      await page.evaluate(
        ([n, d]) => (window as never as { showRamp: (...a: unknown[]) => void }).showRamp(n, d),
        [side, depthDefaults] as const,
      );
      await painted();
    },
    get: (key) => page.evaluate((name) => window.model.get(name), key) as never,
    async set(changes) {
      await page.evaluate((all) => {
        for (const [key, value] of Object.entries(all)) window.model.set(key, value);
      }, changes);
      await painted();
    },
    painted,
    colourAt: (x, y) =>
      page.evaluate(
        ([u, v]) => {
          const canvas = document.querySelector<HTMLCanvasElement>(".peel-canvas");
          if (!canvas) return [];
          const context = canvas.getContext("2d");
          return [...(context?.getImageData(u * canvas.width, v * canvas.height, 1, 1).data ?? [])];
        },
        [x, y] as const,
      ),
    async screenshot(name) {
      mkdirSync("test-results", { recursive: true });
      await page.screenshot({ path: join("test-results", `${name}.png`) });
    },
  };
}

/** Runs in the page: a model as anywidget describes it, without a kernel. */
function installModel(): void {
  const page = window as unknown as Record<string, unknown>;

  function makeModel(state: Record<string, unknown>): unknown {
    const handlers = new Map<string, Set<() => void>>();
    let changed: string[] = [];
    const saves: string[][] = [];
    return {
      saves,
      get: (key: string) => state[key],
      set(key: string, value: unknown) {
        if (Object.is(state[key], value)) return;
        state[key] = value;
        changed.push(key);
        for (const handler of handlers.get(`change:${key}`) ?? []) handler();
      },
      save_changes() {
        saves.push(changed);
        changed = [];
      },
      on: (event: string, handler: () => void) =>
        void handlers.set(event, (handlers.get(event) ?? new Set()).add(handler)),
      off: (event: string, handler: () => void) => void handlers.get(event)?.delete(handler),
    };
  }

  function open(state: Record<string, unknown>, width?: number): void {
    (page.cleanup as (() => void) | undefined)?.();
    const el = document.querySelector<HTMLElement>("#view");
    if (!el) return;
    el.style.width = width === undefined ? "" : `${width}px`;
    page.model = makeModel(state);
    page.cleanup = window.peel.render({ model: page.model as never, el });
  }

  page.makeModel = makeModel;
  page.show = (state: object, planes: Record<string, string>, width?: number) => {
    const binaries = Object.entries(planes).map(([key, text]) => {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      // One byte off, as a message may deliver it.
      const shifted = new Uint8Array(bytes.length + 1);
      shifted.set(bytes, 1);
      return [key, new DataView(shifted.buffer, 1)];
    });
    open({ ...state, ...Object.fromEntries(binaries) }, width);
  };
  page.showRamp = (side: number, defaults: Record<string, unknown>) => {
    const depth = new Float32Array(side * side);
    for (let i = 0; i < depth.length; i++) depth[i] = 0.5 + (10 * (i % side)) / side;
    open({
      ...defaults,
      painted: null,
      photo: null,
      residual: null,
      truth: null,
      width: side,
      height: side,
      depth,
    });
  };
}
