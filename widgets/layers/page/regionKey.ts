import { element } from "../../shared/page/element.js";
import type { LayerRegion } from "../state.js";

/** More than these are counted: whoever wants all has a SegmentationView. */
const MOST = 24;

export interface RegionKey {
  readonly root: HTMLElement;
  /** Shows what the colours of regions mean; nothing where there are none. */
  show(regions: readonly LayerRegion[]): void;
}

/** What the colours of classes or things mean, for pictures that nothing else explains. */
export function makeRegionKey(): RegionKey {
  const root = element("ul", { class: "peel-region-key", "aria-label": "Colours", hidden: "" });
  let shown: readonly LayerRegion[] = [];
  return {
    root,
    show(regions) {
      if (regions === shown) return;
      shown = regions;
      root.hidden = regions.length === 0;
      const more = regions.length - MOST;
      root.replaceChildren(
        ...regions.slice(0, MOST).map(itemOf),
        ...(more > 0 ? [element("li", { class: "peel-label" }, `and ${more} more`)] : []),
      );
    },
  };
}

function itemOf({ name, colour }: LayerRegion): HTMLElement {
  const swatch = element("span", { class: "peel-swatch", "aria-hidden": "true" });
  swatch.style.backgroundColor = `rgb(${colour.join(" ")})`;
  return element("li", {}, swatch, name);
}
