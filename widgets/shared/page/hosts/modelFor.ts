import type { WidgetModel } from "@jupyter-widgets/base";
import type { AnyModel } from "./afm.js";

/** The channel, as the shim of `@jupyter-widgets/base` around JupyterLab's has it. */
interface Channel {
  readonly jsServicesComm?: { readonly isDisposed: boolean };
}

/** A model that is live may yet have lost its kernel: nobody tells it of a shutdown. */
const isHeard = (model: WidgetModel): boolean =>
  Boolean(model.comm_live) && !(model.comm as Channel | undefined)?.jsServicesComm?.isDisposed;

/** Lets a view use Jupyter's model while the kernel lives, and keep on working when it does not. */
export function modelFor(model: WidgetModel): AnyModel<object> {
  return {
    identity: model,
    isHearing: () => Boolean((model as WidgetModel & { isHearing?: boolean }).isHearing),
    get: (key: string) => model.get(key) as never,
    set: (key: string, value: unknown) => void model.set(key, value),
    save_changes: () => {
      if (isHeard(model)) model.save_changes();
    },
    on: (event, handler) => void model.on(event, handler),
    off: (event, handler) => void model.off(event, handler),
    send: (content) => {
      if (isHeard(model)) model.send(content as never, {});
    },
  };
}
