import type { WidgetModel } from "@jupyter-widgets/base";
import type { KernelBehind } from "./afm.js";

/** The channel, as the shim of `@jupyter-widgets/base` around JupyterLab's has it. */
interface Channel {
  readonly jsServicesComm?: { readonly isDisposed: boolean };
}

interface Signal {
  connect(slot: () => void): boolean;
  disconnect(slot: () => void): boolean;
}

/** JupyterLab's manager of a notebook; other programs have no such context. */
interface Manager {
  readonly context?: { readonly sessionContext?: { readonly [name in (typeof news)[number]]?: Signal } };
}

/** What a session tells of its kernel. A model hears of a restart; of a shutdown nobody tells it. */
const news = ["kernelChanged", "statusChanged", "connectionStatusChanged"] as const;

/** The kernel behind Jupyter's model. One that is live may yet have lost it. */
export function kernelBehind(model: WidgetModel): KernelBehind {
  const listens = (): boolean =>
    Boolean(model.comm_live) && !(model.comm as Channel | undefined)?.jsServicesComm?.isDisposed;
  return {
    listens,
    onChange(tell) {
      let before = listens();
      const look = (): void => {
        const now = listens();
        if (now === before) return;
        before = now;
        tell();
      };
      // Channels are closed a moment after a session has told that its kernel is gone.
      const lookSoon = (): void => void setTimeout(look);
      const { sessionContext } = (model.widget_manager as Manager).context ?? {};
      model.on("comm_live_update", look);
      for (const name of news) sessionContext?.[name]?.connect(lookSoon);
      return () => {
        model.off("comm_live_update", look);
        for (const name of news) sessionContext?.[name]?.disconnect(lookSoon);
      };
    },
  };
}
