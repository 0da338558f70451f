import { element } from "../../shared/page/element.js";
import { Stage, type StageOptions } from "../../shared/page/stage/stage.js";

export interface MoreStages {
  /** Shows all pictures beside the first, under their names, or none of them. */
  show(isShown: boolean): void;
}

/**
 * Further stages beside a view's own, one for each picture; all of them zoom, pan and point together.
 *
 * @param bind binds pointer and keys to a stage; called when it is first shown
 */
export function makeMoreStages(
  first: Stage,
  pictures: readonly { readonly title: string; readonly paint: StageOptions["paint"] }[],
  bind: (stage: Stage) => void,
  signal: AbortSignal,
): MoreStages {
  const [own, ...others] = pictures;
  const nameOf = (title: string) =>
    element("span", { class: "peel-stage-name", "aria-hidden": "true" }, title);
  const firstName = nameOf(own.title);
  let made: Stage[] | undefined;
  let usualWidth = "";
  function make(): Stage[] {
    return others.map(({ title, paint }) => {
      const stage = new Stage({ picture: first.picture, paint });
      stage.root.append(nameOf(title));
      stage.root.setAttribute("aria-label", `${title}; all pictures move together`);
      stage.description = title;
      bind(stage);
      signal.addEventListener("abort", () => stage.destroy());
      return stage;
    });
  }
  return {
    show(isShown) {
      const body = first.root.parentElement;
      if (!body || body.classList.contains("peel-many") === isShown) return;
      const view = first.root.closest<HTMLElement>(".peel-view");
      body.classList.toggle("peel-many", isShown);
      if (isShown) {
        made ??= make();
        first.root.append(firstName);
        first.root.after(...made.map(({ root }) => root));
        first.lockWith(...made);
      } else {
        first.lockWith();
        firstName.remove();
        for (const { root } of made ?? []) root.remove();
      }
      if (!view) return;
      if (isShown) usualWidth = view.style.maxWidth;
      view.style.maxWidth = isShown ? `${2 * Number.parseFloat(usualWidth)}px` : usualWidth;
    },
  };
}
