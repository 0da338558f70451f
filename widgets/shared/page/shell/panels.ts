import { element, uniqueId } from "../element.js";

/** A part of a view that is made when it is first opened. */
export interface Panel {
  /** as the state's `panel` names it */
  readonly name: string;
  readonly title: string;
  /** the key that opens and closes it, shown in its tip */
  readonly key?: string;
  /** May import its code: what nobody opens is not loaded. */
  readonly make: () => PanelBody | Promise<PanelBody>;
}

export interface PanelBody {
  readonly root: HTMLElement;
  /** The panel has come into sight, or has left it. */
  onShow?(isShown: boolean): void;
  destroy(): void;
}

export interface Panels {
  readonly root: HTMLElement;
  /** Opens a panel by its name; null closes what is open. */
  show(name: string | null): void;
  destroy(): void;
}

/**
 * A row of buttons, each of which opens a panel under it; one is open at a time.
 *
 * @param onChoose a button was pressed: the name of the panel to open, or null
 */
export function makePanels(panels: readonly Panel[], onChoose: (name: string | null) => void): Panels {
  const strip = element("div", { class: "peel-strip", role: "group", "aria-label": "Panels" });
  const place = element("div", { class: "peel-panel", id: uniqueId("panel"), role: "region", hidden: "" });
  const bodies = new Map<string, Promise<PanelBody>>();
  const buttons = new Map<string, HTMLButtonElement>();
  let open: string | null = null;
  let isOver = false;

  for (const { name, title, key } of panels) {
    const tip = key ? `${title} (${key})` : title;
    const button = element(
      "button",
      { type: "button", title: tip, "aria-expanded": "false", "aria-controls": place.id },
      title,
    );
    button.addEventListener("click", () => onChoose(open === name ? null : name));
    buttons.set(name, button);
    strip.append(button);
  }

  async function put(panel: Panel): Promise<void> {
    let body: PanelBody;
    try {
      const made = bodies.get(panel.name) ?? Promise.resolve(panel.make());
      bodies.set(panel.name, made);
      body = await made;
    } catch (error) {
      bodies.delete(panel.name);
      const reason = error instanceof Error ? error.message : String(error);
      if (open === panel.name) place.replaceChildren(`${panel.title} cannot be shown: ${reason}`);
      return;
    }
    if (isOver || open !== panel.name) return;
    place.replaceChildren(body.root);
    body.onShow?.(true);
  }

  return {
    root: element("div", { class: "peel-panels" }, strip, place),
    show(name) {
      if (name === open) return;
      const last = open;
      if (last !== null)
        void bodies.get(last)?.then(
          (body) => body.onShow?.(false),
          () => {},
        );
      const panel = panels.find((candidate) => candidate.name === name);
      open = panel ? panel.name : null;
      for (const [key, button] of buttons) button.setAttribute("aria-expanded", String(key === open));
      place.hidden = open === null;
      place.setAttribute("aria-label", panel?.title ?? "");
      place.replaceChildren();
      if (panel) void put(panel);
    },
    destroy() {
      isOver = true;
      for (const body of bodies.values())
        void body.then(
          (made) => made.destroy(),
          () => {},
        );
      bodies.clear();
    },
  };
}
