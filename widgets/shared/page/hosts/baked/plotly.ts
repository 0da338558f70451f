/**
 * Stands for `plotly.js-dist-min` in a baked page, which brings Plotly along compressed and unpacks it when
 * the first chart is shown.
 */

/** Where the page has it: gzip as base64. */
const HOLDER = "script[data-peel-plotly]";

async function unpackPlotly(): Promise<unknown> {
  const packed = document.querySelector(HOLDER)?.textContent;
  if (!packed) throw new Error("This page has lost its Plotly: bake it again.");
  const bytes = Uint8Array.from(atob(packed.trim()), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.src = URL.createObjectURL(await new Response(unpacked).blob());
  try {
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = () => reject(new Error("The page's Plotly cannot be run here."));
      document.head.append(script);
    });
  } finally {
    URL.revokeObjectURL(script.src);
  }
  return (globalThis as { Plotly?: unknown }).Plotly;
}

export default await unpackPlotly();
