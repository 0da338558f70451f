/** The corners that the depth code walks through, from near to far. */
const strip = ["#000", "#f00", "#ff0", "#0f0", "#0ff", "#00f", "#f0f", "#fff"];

function icon(frame: string): string {
  const bars = strip.map(
    (colour, i) => `<rect x="${4 + 3 * i}" y="4" width="3" height="24" fill="${colour}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="1.5" y="1.5" width="29" height="29" rx="6" fill="${frame}"/>${bars.join("")}</svg>`;
}

export const idleIcon = icon("#555");
export const busyIcon = icon("#f57c00");
