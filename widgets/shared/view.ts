/** The kernel's half of a view: what the classes of all views have in common. */
import { type MimeBundle, Widget } from "@vision-peel/kernel/widgets";
import { checkChanges, given } from "./checkGiven.js";
import type { Frame } from "./draw/frame.js";
import { stillPng } from "./still.js";
import { storedMime } from "./stored/format.js";
import { packView, type ViewToStore } from "./stored/pack.js";

/** What names a model and its view to the page. */
export interface ViewModule {
  readonly modelName: string;
  readonly viewName: string;
  readonly module: string;
  readonly version: string;
}

/** A picture of a view, as it is seen where no widget can be. */
export interface Still {
  readonly frame: Frame;
  /** one word of `draw/words` per pixel of the frame */
  readonly pixels: Uint32Array;
}

export interface ViewSpec<State extends object, Name extends keyof State & string> {
  readonly module: ViewModule;
  /** all of it, at its start */
  readonly state: State;
  /** the properties that people control */
  readonly controlNames: readonly Name[];
  /** large values: not echoed, and held back from a reloaded page until it shows the view */
  readonly planes: readonly (keyof State & string)[];
  /** @throws ArgumentError for what a control cannot take */
  readonly check: (changes: Partial<State>, state: Readonly<State>) => Partial<State>;
  /** the picture of the view, with its controls as they are */
  readonly still: (controls: Pick<State, Name>) => Still | Promise<Still>;
  /** what of it is kept in the notebook */
  readonly store: (controls: Pick<State, Name>) => ViewToStore;
}

/**
 * A view: every control is a property, checked before anything is sent; every output holds text, a picture, and the
 * state to be explored without a kernel.
 */
export class View<State extends object, Name extends keyof State & string> extends Widget<State> {
  readonly #names: readonly Name[];

  constructor(spec: ViewSpec<State, Name>) {
    const { module, state, controlNames, planes, check, still, store } = spec;
    super({
      modelName: module.modelName,
      modelModule: module.module,
      modelModuleVersion: module.version,
      viewName: module.viewName,
      viewModule: module.module,
      viewModuleVersion: module.version,
      state: { ...state, ...check(state, state) },
      silent: [...planes],
      heldBack: [...planes],
      validate: check,
      describe: async (): Promise<MimeBundle> => {
        const controls = this.controls;
        const { frame, pixels } = await still(controls);
        return {
          "text/plain": this.toString(),
          "image/png": await stillPng(frame, pixels),
          [storedMime]: await packView(store(controls)),
        };
      },
    });
    this.#names = controlNames;
  }

  /** The controls as they are now. */
  protected get controls(): Pick<State, Name> {
    return Object.fromEntries(this.#names.map((name) => [name, this.get(name)])) as Pick<State, Name>;
  }

  /**
   * Sets several controls at once.
   *
   * @throws ArgumentError for a name that is none of them, or a value that one cannot take
   */
  override set(changes: Partial<Pick<State, Name>>): void {
    checkChanges(this.constructor.name, changes, this.#names);
    super.set(given(changes) as Partial<State>);
  }

  /** Sets what is no control: data that have come, progress. */
  protected update(changes: Partial<State>): void {
    super.set(changes);
  }
}
