import { formatNpy } from "vision-peel/image/formats";
import type { AnyModel } from "../../shared/page/hosts/afm.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import type { MenuItem } from "../../shared/page/shell/menu.js";
import { seenWithBar } from "../../shared/page/shell/seenWithBar.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import type { Difference } from "../difference.js";
import { type CompareState, compareDefaults, controlNames } from "../state.js";

/** What CompareView can save and copy. */
export function menuOfCompareView(
  model: AnyModel<CompareState>,
  frame: ViewFrame,
  shown: Difference | undefined,
): MenuItem[] {
  return [
    {
      text: "Save the picture as seen (PNG)",
      run: async () => saveFile("comparison.png", await pngOf(seenWithBar(frame))),
    },
    ...(shown
      ? [
          {
            text: "Save the differences as numbers (NPY)",
            run() {
              const { state, data } = shown.layer;
              saveFile("difference.npy", formatNpy({ data, shape: [state.height, state.width] }));
            },
          },
        ]
      : []),
    {
      text: "Copy the state as code",
      async run() {
        const state = Object.fromEntries(controlNames.map((key) => [key, model.get(key)]));
        const [first, second] = model.get("layers").map(({ title }) => title);
        await navigator.clipboard.writeText(stateAsCode(state, { ...compareDefaults, first, second }));
        frame.notice.say("Copied: paste it in a cell after the view’s own.");
      },
    },
  ];
}
