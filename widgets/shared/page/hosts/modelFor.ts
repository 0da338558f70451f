import type { WidgetModel } from "@jupyter-widgets/base";
import type { AnyModel } from "./afm.js";
import { kernelBehind } from "./kernelBehind.js";

/** Lets a view use Jupyter's model while the kernel lives, and keep on working when it does not. */
export function modelFor(model: WidgetModel): AnyModel<object> {
  const kernel = kernelBehind(model);
  return {
    identity: model,
    kernel,
    isHearing: () => Boolean((model as WidgetModel & { isHearing?: boolean }).isHearing),
    get: (key: string) => model.get(key) as never,
    set: (key: string, value: unknown) => void model.set(key, value),
    save_changes: () => {
      if (kernel.listens()) model.save_changes();
    },
    on: (event, handler) => void model.on(event, handler),
    off: (event, handler) => void model.off(event, handler),
    send: (content) => {
      if (kernel.listens()) model.send(content as never, {});
    },
  };
}
