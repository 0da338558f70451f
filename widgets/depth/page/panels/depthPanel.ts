import type { PanelBody } from "../../../shared/page/shell/panels.js";
import type { DepthControls } from "../../store.js";
import type { DepthChanges } from "../access.js";

export type { DepthControls } from "../../store.js";

/** A panel that follows the state. */
export interface DepthPanel extends PanelBody {
  show(state: DepthControls): void;
}

export type ChangeDepth = (changes: DepthChanges) => void;
