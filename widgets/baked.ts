/** The script of a baked page, one for all of its views; see `shared/page/hosts/baked`. */
import { showBakedViews } from "./shared/page/hosts/baked/showBakedViews.js";

showBakedViews();
// A notebook's later outputs come when they like; each says so.
(globalThis as { peelBaked?: () => void }).peelBaked = showBakedViews;
