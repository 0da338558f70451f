/** Lumino, JupyterLab's toolkit, takes no key for a shortcut that comes from an element with it. */
const attribute = "data-lm-suppress-shortcuts";

/**
 * Keeps plain keys inside a view away from the shortcuts of its host: a letter alone would cut a cell.
 * Chords go through, so that Ctrl+S saves and Shift+Enter runs whatever has the focus. Lumino looks from
 * the focused element upwards and stops at the first that has the attribute or fits a shortcut; JupyterLab's
 * fit whatever has the focus, so that it has to stand there. It is set while the key passes the window,
 * before it comes to the document, where Lumino listens.
 */
export function keepPlainKeys(root: HTMLElement, signal: AbortSignal): void {
  const decide = (event: KeyboardEvent): void => {
    const [target] = event.composedPath();
    if (!(target instanceof Element) || !root.contains(target)) return;
    const isChord =
      event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key === "Enter");
    target.toggleAttribute(attribute, !isChord);
  };
  window.addEventListener("keydown", decide, { capture: true, signal });
}
