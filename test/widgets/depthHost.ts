/** What the tests of DepthView's rows share: a scene with photo, painting and truth, and short words for the page. */
import { corrupt, decodeDepth, depthCode, encodeDepth, renderScene, sampleScene } from "vision-peel";
import type { DepthState } from "../../widgets/dist/depth/state.js";
import { type Host, openHost } from "./host.js";

export const [width, height] = [320, 240];
const scene = renderScene(sampleScene({ seed: 7 }), { width, height });
export const { photo, depth: truth } = scene;
export const painted = corrupt(encodeDepth(truth), { seed: 1 });
export const depth = decodeDepth(painted);
export const code = depthCode();
export const at = (x: number, y: number): number => y * width + x;

export interface DepthHost extends Host {
  /** Shows the scene, with a truth unless it is left out. */
  open(controls?: Partial<DepthState>, without?: "truth"): Promise<void>;
  text(selector: string): Promise<string>;
  /** The middle of a pixel, in the page's coordinates. */
  centre(x: number, y: number): Promise<readonly [number, number]>;
  /** The colour of a picture's pixel: [r, g, b, a]. */
  colourOf(x: number, y: number): Promise<number[]>;
  /** Opens a panel by its button, and waits until it is there. */
  panel(title: string): Promise<void>;
  choose(name: string): Promise<void>;
  /** Presses a key with the picture in focus. */
  press(key: string): Promise<void>;
  /** Pixels of a canvas that are not clear. */
  inked(selector: string): Promise<number>;
}

/** A page with the clipboard and downloads at hand. */
export async function openDepthHost(options?: Parameters<typeof openHost>[0]): Promise<DepthHost> {
  const host = await openHost({ viewport: { width: 900, height: 1100 }, ...options });
  const { page } = host;
  return {
    ...host,
    open: (controls = {}, without) =>
      host.show({ depth, painted, photo, controls, ...(without ? {} : { truth }) }),
    text: (selector) => page.locator(selector).innerText(),
    async centre(x, y) {
      const box = await page.locator(".peel-stage").boundingBox();
      if (!box) throw new Error("The stage is not seen.");
      return [box.x + ((x + 0.5) / width) * box.width, box.y + ((y + 0.5) / height) * box.height];
    },
    colourOf: (x, y) => host.colourAt((x + 0.5) / width, (y + 0.5) / height),
    async panel(title) {
      await page.getByRole("button", { name: title, exact: true }).click();
      await page.locator(".peel-panel > *").first().waitFor();
      await host.painted();
    },
    async choose(name) {
      await page.getByRole("radio", { name, exact: true }).check({ force: true });
      await host.painted();
    },
    press: (key) => page.locator(".peel-stage").press(key),
    inked: (selector) =>
      page.locator(selector).evaluate((element) => {
        const canvas = element as HTMLCanvasElement;
        const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
        let count = 0;
        for (let i = 3; i < (data?.length ?? 0); i += 4) if (data?.[i]) count++;
        return count;
      }),
  };
}
