/** The script of a baked page that holds Jupyter's own widgets, too: `baked.ts` with a widget manager. */

import { showBakedViews } from "./shared/page/hosts/baked/showBakedViews.js";
import { showBakedWidgets } from "./shared/page/hosts/baked/showBakedWidgets.js";

showBakedViews();
void showBakedWidgets();
