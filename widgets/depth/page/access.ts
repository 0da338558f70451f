import type { AnyModel } from "../../shared/page/hosts/afm.js";
import type { Slice } from "../draw/layer.js";
import { type DepthState, depthDefaults, farMetres, farOnWire } from "../state.js";
import type { DepthControls } from "../store.js";

/** What the view changes, with `far` in metres. */
export type DepthChanges = Partial<Slice> & Partial<Omit<DepthControls, "near" | "far" | "outside">>;

/** The model as the view's parts read and change it. */
export interface DepthAccess {
  get<Key extends keyof DepthState>(key: Key): DepthState[Key];
  slice(): Slice;
  /** Everything that people control, as it is now. */
  controls(): DepthControls;
  change(changes: DepthChanges): void;
}

const names = Object.keys(depthDefaults) as (keyof DepthControls)[];

export function accessTo(model: AnyModel<DepthState>): DepthAccess {
  return {
    get: (key) => model.get(key),
    slice: () => ({
      near: model.get("near"),
      far: farMetres(model.get("far")),
      outside: model.get("outside"),
    }),
    controls: () => Object.fromEntries(names.map((name) => [name, model.get(name)])) as never,
    change({ far, ...others }) {
      const changes: Partial<DepthState> = far === undefined ? others : { ...others, far: farOnWire(far) };
      for (const [key, value] of Object.entries(changes)) model.set(key as keyof DepthState, value);
      model.save_changes();
    },
  };
}
