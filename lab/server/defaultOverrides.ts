/** Defaults that differ from JupyterLab's own, by settings id and key. The user's settings win over them. */
export const defaultOverrides: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  // A notebook that is opened tomorrow shows its widgets without being run again.
  "@jupyter-widgets/jupyterlab-manager:plugin": { saveState: true },
  // Nothing is fetched from outside: no news, no look for updates.
  "@jupyterlab/apputils-extension:notification": { checkForUpdates: false, fetchNews: "false" },
  // Light or dark as the rest of the desktop.
  "@jupyterlab/apputils-extension:themes": { "adaptive-theme": true },
};
