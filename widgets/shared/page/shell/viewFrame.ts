import { type KeyMeanings, makeKeySheet } from "../controls/keySheet.js";
import { element } from "../element.js";
import { keepPlainKeys } from "../hosts/hostShortcuts.js";
import { Stage, type StageOptions } from "../stage/stage.js";
import { makeZoomTools } from "../stage/zoomTools.js";
import { injectStyle } from "../style.js";
import { makeAnnouncer } from "./announcer.js";
import { makeButton } from "./button.js";
import { makeFullscreen } from "./fullscreen.js";
import type { History } from "./history.js";
import { type MenuItem, makeMenu } from "./menu.js";
import { makeNotice, type Notice } from "./notice.js";

/** The stage is at most this high, in CSS pixels, and the view as wide as the picture then is. */
const STAGE_HEIGHT = 500;
const LEAST_WIDTH = 480;

export interface ViewFrameOptions {
  /** "Depth view" */
  readonly label: string;
  readonly stage: Omit<StageOptions, "onView">;
  /** what stands in the head, left of the tools */
  readonly head: readonly HTMLElement[];
  /** what stands under the picture, from top to bottom */
  readonly foot: readonly HTMLElement[];
  readonly keys: KeyMeanings;
  /** what Ctrl+Z takes back */
  readonly history: History;
  /** what can be saved and copied; asked for at every opening */
  readonly menu: () => readonly MenuItem[];
  /** what is to be known about the data shown */
  readonly note?: string | undefined;
}

/** The parts that every view has, put together. */
export interface ViewFrame {
  readonly root: HTMLElement;
  readonly stage: Stage;
  readonly notice: Notice;
  /** Says a sentence to those who listen. */
  say(text: string): void;
  /** Does what a key common to all views means; returns whether it means something. */
  pressKey(key: string): boolean;
}

/**
 * Builds a view: head with tools, stage, foot, key sheet, menu and messages. Ends with the signal.
 *
 * @param el the host's element; gets the view as its child
 */
export function makeViewFrame(el: HTMLElement, options: ViewFrameOptions, signal: AbortSignal): ViewFrame {
  const { picture } = options.stage;
  const stage: Stage = new Stage({ ...options.stage, onView: () => zoom.update() });
  const zoom = makeZoomTools(() => stage);
  const keySheet = makeKeySheet(options.keys);
  const notice = makeNotice();
  const announcer = makeAnnouncer();
  const fullscreen = makeFullscreen(() => root, signal);
  const menu = makeMenu("⋯", "Save and copy (S)", options.menu, notice.fail);
  zoom.root.append(menu.root, fullscreen.button, makeButton("?", "Keys (?)", keySheet.toggle));

  const root = element(
    "div",
    { class: "peel-view", role: "group", "aria-label": options.label },
    element("div", { class: "peel-head" }, ...options.head, zoom.root),
    element(
      "div",
      { class: "peel-main" },
      element("div", { class: "peel-body" }, stage.root, keySheet.root),
      element(
        "div",
        { class: "peel-below" },
        ...options.foot,
        ...(options.note ? [element("p", { class: "peel-note" }, options.note)] : []),
      ),
    ),
    notice.root,
    announcer.root,
  );
  keepPlainKeys(root, signal);
  root.addEventListener("keydown", (event) => undoByKeys(event, options.history));
  const width = Math.round((STAGE_HEIGHT * picture.width) / picture.height);
  root.style.maxWidth = `${Math.max(LEAST_WIDTH, width)}px`;
  stage.root.setAttribute("aria-label", "Picture: arrow keys read its pixels, question mark lists the keys");
  injectStyle(el);
  el.append(root);
  signal.addEventListener("abort", () => {
    stage.destroy();
    notice.destroy();
    announcer.destroy();
    root.remove();
  });

  return {
    root,
    stage,
    notice,
    say: announcer.say,
    pressKey(key) {
      switch (key) {
        case "?":
          keySheet.toggle();
          return true;
        case "s":
        case "S":
          menu.toggle();
          return true;
        case "f":
        case "F":
          void fullscreen.toggle();
          return true;
        default:
          return false;
      }
    },
  };
}

/** Ctrl+Z and Ctrl+Shift+Z, but in a field that is being typed in. */
function undoByKeys(event: KeyboardEvent, history: History): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
  if (event.target instanceof HTMLInputElement && event.target.type === "text") return;
  if (event.shiftKey) history.redo();
  else history.undo();
  event.preventDefault();
  event.stopPropagation();
}

/** The keys of the key sheet that every view has. */
export const sharedKeys = [
  ["+ − 0", "zoom in, out, whole picture"],
  ["Ctrl wheel", "zoom at the pointer"],
  ["Ctrl Z", "take back the last change; with Shift make it again"],
  ["S", "save and copy"],
  ["F", "full screen"],
  ["Esc", "let go of the pixel"],
  ["?", "show or hide these keys"],
] as const;
