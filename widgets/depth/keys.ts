/** What the key sheet of DepthView says. */
export const keysOfDepthView = [
  ["← ↑ ↓ →", "walk over the pixels; with Shift ten at once"],
  ["[ ]", "begin, end the slice at the cursor’s depth"],
  ["Space", "hold to see the picture without the slice"],
  ["P", "next picture"],
  ["+ − 0", "zoom in, out, whole picture"],
  ["Ctrl wheel", "zoom at the pointer"],
  ["Esc", "let go of the pixel"],
  ["?", "show or hide these keys"],
] as const;
