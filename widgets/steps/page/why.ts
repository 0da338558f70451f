/** Why the pixel under the cursor says what it says. */
import { placeOn } from "../../layers/draw.js";
import type { Layer, LayerSource } from "../../layers/source.js";
import { element } from "../../shared/page/element.js";
import { explainDepth } from "../explain/depth.js";
import type { ExplainedStep, Rgb } from "../explain/explanation.js";
import { explainInstance } from "../explain/instances.js";
import { explainLabel } from "../explain/legend.js";
import { explainNormal } from "../explain/normals.js";
import type { Explains } from "../state.js";

interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** What is looked at: the layers by their titles, and their sources. */
export interface Explained {
  readonly grid: { readonly width: number; readonly height: number };
  readonly layer: (title: string) => Layer | undefined;
  readonly source: (layer: Layer) => LayerSource;
}

/**
 * The decoder's way at a pixel, step by step; empty where nothing was painted.
 *
 * @param cleaning options that may have changed what the colour says, in words
 */
export function explain(
  explains: Explains,
  { grid, layer, source }: Explained,
  { x, y }: Pixel,
  cleaning: readonly string[] = [],
): ExplainedStep[] {
  const painted = layer("painted");
  if (!painted) return [];
  const at = 3 * placeOn(painted.state, grid, x, y);
  const rgb = [...painted.data.subarray(at, at + 3)] as unknown as Rgb;
  const textOf = (title: string): string => {
    const one = layer(title);
    return one ? source(one).read(placeOn(one.state, grid, x, y)).text : "";
  };
  switch (explains.kind) {
    case "walk": {
      const depth = layer("depth");
      const metres = depth ? (depth.data[placeOn(depth.state, grid, x, y)] as number) : Number.NaN;
      return explainDepth(rgb, explains, metres, cleaning);
    }
    case "normals":
      return explainNormal(rgb);
    case "legend":
      return explainLabel(rgb, explains.regions, textOf("semantic") || textOf("referring"));
    case "instances":
      return explainInstance(rgb, explains, {
        fate: textOf("pruning"),
        component: textOf("flood fill"),
        thing: textOf("instances"),
      });
    default:
      return [
        { label: "painted colour", text: rgb.join(" "), colour: rgb },
        { label: "dialect", text: `${explains.dialect}: docs/dialects.md tells its code` },
      ];
  }
}

/** What the pixels around say: nine values of a layer, the middle one the pixel's own. */
export function neighbours({ grid, source }: Explained, layer: Layer, { x, y }: Pixel): string[][] {
  const offsets = [-1, 0, 1];
  return offsets.map((down) =>
    offsets.map((right) => {
      const [column, row] = [x + right, y + down];
      const isOutside = column < 0 || row < 0 || column >= grid.width || row >= grid.height;
      return isOutside ? "" : source(layer).read(placeOn(layer.state, grid, column, row)).text;
    }),
  );
}

export interface WhyPanel {
  readonly root: HTMLElement;
  show(steps: readonly ExplainedStep[], around: readonly (readonly string[])[], place: string): void;
}

export function makeWhyPanel(): WhyPanel {
  const title = element("h4", { class: "peel-why-title" });
  const list = element("ol", { class: "peel-why" });
  const table = element("table", {
    class: "peel-table peel-around",
    "aria-label": "The pixel and those around it",
  });
  const both = element("div", { class: "peel-why-both" }, list, table);
  const root = element(
    "section",
    { class: "peel-why-place", "aria-label": "Why the pixel says this" },
    title,
    both,
  );
  return {
    root,
    show(steps, around, place) {
      title.textContent =
        steps.length > 0 ? `Why: ${place}` : "Click a pixel to read why it says what it says";
      both.hidden = steps.length === 0;
      list.replaceChildren(...steps.map(itemOf));
      table.replaceChildren(
        ...around.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, text)))),
      );
    },
  };
}

function itemOf({ label, text, colour }: ExplainedStep): HTMLElement {
  const swatch = element("span", { class: "peel-swatch", "aria-hidden": "true" });
  if (colour) swatch.style.backgroundColor = `rgb(${colour.join(" ")})`;
  return element(
    "li",
    {},
    element("span", { class: "peel-label" }, label),
    ...(colour ? [swatch] : []),
    element("span", {}, text),
  );
}
