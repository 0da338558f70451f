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
  /** The state has changed: what is open follows; the others when they are opened again. */
  refresh(): void;
}

/**
 * Panels that follow the state while they are open.
 *
 * @param show brings a panel to the state as it is now
 */
export function followState<Body extends PanelBody>(
  all: readonly LivePanel<Body>[],
  show: (body: Body) => void,
): LivePanels {
  const shown = new Set<Body>();
  return {
    panels: all.map(({ name, title, key, make }) => ({
      name,
      title,
      ...(key === undefined ? {} : { key }),
      async make() {
        const body = await make();
        shown.add(body);
        show(body);
        return {
          ...body,
          onShow(isShown: boolean) {
            if (isShown) {
              shown.add(body);
              show(body);
            } else shown.delete(body);
            body.onShow?.(isShown);
          },
        };
      },
    })),
    refresh() {
      for (const body of shown) show(body);
    },
  };
}
