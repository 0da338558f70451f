import { element, setText } from "../element.js";
import { Stage, type StageOptions } from "../stage/stage.js";

export interface Twin {
  /** Shows the other picture beside the first, under these names; null takes it away. */
  show(names: readonly [first: string, other: string] | null): void;
}

/**
 * A second stage beside a view's own. Both show the same part at the same zoom, whichever is moved, and both frame the
 * pixel under the cursor.
 *
 * @param bind binds pointer and keys to the second stage, as they are to the first; called when it is first shown
 */
export function makeTwin(
  first: Stage,
  options: Pick<StageOptions, "paint" | "paintOverlay" | "onView">,
  bind: (twin: Stage) => void,
  signal: AbortSignal,
): Twin {
  const labels = [0, 1].map(() =>
    element("span", { class: "peel-stage-name", "aria-hidden": "true", hidden: "" }),
  );
  let twin: Stage | undefined;
  let usualWidth = 0;

  function make(): Stage {
    const made = new Stage({ ...options, picture: first.picture });
    made.root.append(labels[1]);
    bind(made);
    signal.addEventListener("abort", () => made.destroy());
    return made;
  }
  first.root.append(labels[0]);
  return {
    show(names) {
      const isOn = names !== null;
      const isThere = first.root.parentElement?.classList.contains("peel-two") ?? false;
      for (const label of labels) label.hidden = !isOn;
      if (names) {
        twin ??= make();
        for (const [i, name] of names.entries()) setText(labels[i], name);
        twin.root.setAttribute("aria-label", `Beside it: ${names[1]}; both move together`);
        twin.description = names[1];
      }
      if (isOn === isThere || !twin) return;
      first.root.parentElement?.classList.toggle("peel-two", isOn);
      // Two pictures want twice the room.
      const view = first.root.closest<HTMLElement>(".peel-view");
      if (view) {
        usualWidth ||= Number.parseFloat(view.style.maxWidth);
        view.style.maxWidth = `${(isOn ? 2 : 1) * usualWidth}px`;
      }
      if (isOn) {
        first.root.after(twin.root);
        first.lockWith(twin);
      } else {
        first.lockWith();
        twin.root.remove();
      }
    },
  };
}
