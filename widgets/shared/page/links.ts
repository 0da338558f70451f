/** Views of a page that share a cursor or a range move together at once, without a word to the kernel. */
import type { AnyModel } from "./hosts/afm.js";

/** The state that views share, and by what name; each view has some of it. */
export interface LinkedState {
  width: number;
  height: number;
  cursor: { readonly x: number; readonly y: number } | null;
  cursorLink?: string | null;
  near: number;
  far: number | null;
  rangeLink?: string | null;
  isolated: readonly number[];
  selectionLink?: string | null;
}

/** What is shared, the property that names with whom, and how it is told to another view. */
const kinds: readonly {
  readonly link: "cursorLink" | "rangeLink" | "selectionLink";
  readonly keys: readonly (keyof LinkedState)[];
  readonly tell: (from: AnyModel<LinkedState>, to: AnyModel<LinkedState>) => void;
}[] = [
  {
    link: "cursorLink",
    keys: ["cursor"],
    tell(from, to) {
      const cursor = from.get("cursor");
      const at = (place: number, side: "width" | "height"): number =>
        Math.min(to.get(side) - 1, Math.floor(((place + 0.5) / from.get(side)) * to.get(side)));
      const next = cursor && { x: at(cursor.x, "width"), y: at(cursor.y, "height") };
      const now = to.get("cursor");
      if (now?.x !== next?.x || now?.y !== next?.y) to.set("cursor", next);
    },
  },
  {
    link: "selectionLink",
    keys: ["isolated"],
    tell(from, to) {
      const [now, next] = [to.get("isolated"), from.get("isolated")];
      if (now.join() !== next.join()) to.set("isolated", next);
    },
  },
  {
    link: "rangeLink",
    keys: ["near", "far"],
    tell(from, to) {
      for (const key of ["near", "far"] as const) to.set(key, from.get(key));
    },
  },
];

interface Member {
  readonly model: AnyModel<LinkedState>;
  /** how many views of the page show it */
  count: number;
}

/** Who shares what: by the link's name, then by the model behind the view. */
const groups = new Map<string, Map<object, Member>>();
let isTelling = false;

/** Lets a model share what its state names; returns how to stop. Several views of one model share once. */
export function joinLinks(given: AnyModel<never>): () => void {
  const model = given as unknown as AnyModel<LinkedState>;
  const identity = model.identity ?? model;
  const stops = kinds.flatMap(({ link, keys, tell }) => {
    const name = model.get(link);
    if (!name) return [];
    const group = groups.get(name) ?? new Map<object, Member>();
    groups.set(name, group);
    const known = group.get(identity);
    if (known) {
      known.count++;
      return [() => leave(name, group, identity)];
    }
    group.set(identity, { model, count: 1 });
    let isPending = false;
    const spread = (): void => {
      isPending = false;
      if (!group.has(identity)) return;
      isTelling = true;
      try {
        for (const [key, other] of group) {
          if (key === identity) continue;
          tell(model, other.model);
          other.model.save_changes();
        }
      } finally {
        isTelling = false;
      }
    };
    const hear = (): void => {
      // What the kernel has changed, it tells every view by itself.
      if (isTelling || model.isHearing?.() || isPending) return;
      isPending = true;
      // Near and far change one after the other: only both together are a range.
      queueMicrotask(spread);
    };
    for (const key of keys) model.on(`change:${key}`, hear);
    return [
      () => {
        if (leave(name, group, identity)) for (const key of keys) model.off(`change:${key}`, hear);
      },
    ];
  });
  return () => {
    for (const stop of stops) stop();
  };
}

/** Returns whether it was the last view of its model. */
function leave(name: string, group: Map<object, Member>, identity: object): boolean {
  const member = group.get(identity);
  if (!member) return false;
  member.count--;
  if (member.count > 0) return false;
  group.delete(identity);
  if (group.size === 0) groups.delete(name);
  return true;
}
