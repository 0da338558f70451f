import type { Panel, PanelBody } from "./panels.js";

/** A panel to be made when it is first opened; `make` may import its code. */
export interface LivePanel<Body extends PanelBody> {
  readonly name: string;
  readonly title: string;
  readonly key?: string;
  readonly make: () => Promise<Body>;
}

export interface LivePanels {
  /** for `makePanels` */
  readonly panels: readonly Panel[];
  /** The state has changed: what was opened follows. */
  refresh(): void;
}

/**
 * Panels that follow the state while they exist.
 *
 * @param show brings a panel to the state as it is now
 */
export function followState<Body extends PanelBody>(
  all: readonly LivePanel<Body>[],
  show: (body: Body) => void,
): LivePanels {
  const made = new Set<Body>();
  return {
    panels: all.map(({ name, title, key, make }) => ({
      name,
      title,
      ...(key === undefined ? {} : { key }),
      async make() {
        const body = await make();
        made.add(body);
        show(body);
        return {
          ...body,
          onShow(isShown: boolean) {
            if (isShown) show(body);
            body.onShow?.(isShown);
          },
        };
      },
    })),
    refresh() {
      for (const body of made) show(body);
    },
  };
}
