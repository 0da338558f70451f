import type { PanelBody } from "../../../shared/page/shell/panels.js";
import type { NormalPictures } from "../../draw/pictures.js";
import type { NormalControls } from "../../state.js";

/** A panel that follows the state. */
export interface NormalPanel extends PanelBody {
  show(state: NormalControls, pictures: NormalPictures): void;
}
