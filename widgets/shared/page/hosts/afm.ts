/**
 * The contract of a view, after anywidget's front-end module: render({ model, el }) → cleanup.
 * https://anywidget.dev/en/afm/
 */

/** The page's half of a widget, as JupyterLab's manager, anywidget and a plain page alike can offer it. */
export interface AnyModel<State extends object> {
  get<Key extends keyof State & string>(key: Key): State[Key];
  set<Key extends keyof State & string>(key: Key, value: State[Key]): void;
  /** Sends what has been set to the kernel, if there is one. */
  save_changes(): void;
  on(event: string, handler: () => void): void;
  off(event: string, handler: () => void): void;
  /** Sends a message of its own to the kernel, if there is one. */
  send?(content: object): void;
  /** The kernel behind it. A model without one has none that could ever listen. */
  readonly kernel?: KernelBehind;
  /** What stands behind it, where it is made anew for every view. */
  readonly identity?: object;
  /** Whether what changes just now comes from the kernel. */
  isHearing?(): boolean;
}

/** Whether somebody listens to what a view sends, and word when that changes. */
export interface KernelBehind {
  listens(): boolean;
  /** Returns how to stop. */
  onChange(tell: () => void): () => void;
}

export interface RenderProps<State extends object> {
  readonly model: AnyModel<State>;
  readonly el: HTMLElement;
}

export type Cleanup = () => void;
export type Render<State extends object> = (props: RenderProps<State>) => Cleanup;
