/**
 * Brings the views of a baked page to life. Each stands in its place as a still picture, with its output as
 * JSON in a script beside it: what has no JavaScript, prints, or cleans scripts away still shows the picture.
 */
import { views } from "../../../../page.js";
import { element } from "../../element.js";
import { staticModel } from "../staticModel.js";
import { stateOfOutput } from "../stored/unpack.js";

/** Pages and notebooks mark the place of a view by this attribute. */
const PLACE = "[data-peel-view]";

/** Views that are nearer than this to what is seen are shown: a page of fifty must open at once. */
const AHEAD = "600px";

/** Shows every view that comes near; calling it again finds those that came later. */
export function showBakedViews(): void {
  const places = [...document.querySelectorAll<HTMLElement>(`${PLACE}:not([data-peel-shown])`)];
  for (const place of places) {
    place.dataset.peelShown = "";
    nearing.observe(place);
  }
}

const nearing = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearing.unobserve(target);
      show(target as HTMLElement);
    }
  },
  { rootMargin: AHEAD },
);

function show(place: HTMLElement): void {
  try {
    const state = stateOfOutput(JSON.parse(place.querySelector("script")?.textContent ?? "null") ?? {});
    const view = views[String(state._view_name)];
    if (!view) throw new Error(`This page knows no view "${state._view_name}": bake it again.`);
    const el = element("div");
    place.append(el);
    view({ model: staticModel(state) as never, el });
    place.querySelector(":scope > :is(img, p)")?.remove();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    place.append(element("p", { role: "alert" }, reason));
  }
}
