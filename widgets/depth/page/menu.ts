import type { AnyModel } from "../../shared/page/hosts/afm.js";
import { stateAsCode } from "../../shared/page/shell/copyState.js";
import { pngOf, saveFile } from "../../shared/page/shell/download.js";
import type { MenuItem } from "../../shared/page/shell/menu.js";
import type { ViewFrame } from "../../shared/page/shell/viewFrame.js";
import { type DepthState, depthDefaults, farMetres } from "../state.js";

/** What DepthView can save and copy. */
export function menuOfDepthView(model: AnyModel<DepthState>, frame: ViewFrame): MenuItem[] {
  return [
    {
      text: "Save the picture as seen (PNG)",
      run: async () => saveFile("depth.png", await pngOf(frame.stage.canvas)),
    },
    {
      text: "Copy the state as code",
      async run() {
        const { near, picture, outside } = depthDefaults;
        const state = {
          near: model.get("near"),
          far: farMetres(model.get("far")),
          picture: model.get("picture"),
          outside: model.get("outside"),
          cursor: model.get("cursor"),
        };
        await navigator.clipboard.writeText(
          stateAsCode(state, { near, far: Infinity, picture, outside, cursor: null }),
        );
        frame.notice.say("Copied: paste it in a cell after the view’s own.");
      },
    },
  ];
}
