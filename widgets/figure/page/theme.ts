/** A figure in the colours of the page around it: JupyterLab's theme, or the browser's light and dark. */

const light = [
  "#1f77b4",
  "#e4572e",
  "#2a9d5c",
  "#8e5bc0",
  "#c9920e",
  "#d1478f",
  "#17a2b0",
  "#7a6a5a",
  "#6b7a0f",
  "#5c6370",
];
const dark = [
  "#5fb0f0",
  "#ff8a65",
  "#63d297",
  "#bb9af0",
  "#f0c04c",
  "#f489bf",
  "#4fd6e3",
  "#c2ab93",
  "#b8cc4a",
  "#a9b1bd",
];

/** Whether the background behind an element is dark. */
export function isDark(el: Element): boolean {
  const { jpThemeLight } = document.body.dataset;
  if (jpThemeLight !== undefined) return jpThemeLight === "false";
  const { colorScheme } = getComputedStyle(el);
  return colorScheme === "dark" || matchMedia("(prefers-color-scheme: dark)").matches;
}

/** What a layout that sets nothing looks like here. Plotly merges a layout's own values over it. */
export function templateFor(el: Element): object {
  const isDarkHere = isDark(el);
  const style = getComputedStyle(el);
  const variable = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const text = variable("--jp-ui-font-color1", isDarkHere ? "rgba(255,255,255,0.9)" : "rgba(0,0,0,0.87)");
  const ground = variable("--jp-layout-color1", isDarkHere ? "#16181d" : "#ffffff");
  const raised = variable("--jp-layout-color2", isDarkHere ? "#22252b" : "#f1f2f4");
  const grid = isDarkHere ? "rgba(255,255,255,0.12)" : "rgba(0,0,0,0.09)";
  const line = isDarkHere ? "rgba(255,255,255,0.3)" : "rgba(0,0,0,0.28)";
  const axis = { gridcolor: grid, linecolor: line, zerolinecolor: line, tickcolor: line, automargin: true };
  const sceneAxis = { gridcolor: line, linecolor: line, zerolinecolor: line, showbackground: false };
  const polarAxis = { gridcolor: grid, linecolor: line };
  return {
    layout: {
      colorway: isDarkHere ? dark : light,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: text, family: variable("--jp-ui-font-family", "system-ui, sans-serif"), size: 13 },
      title: { font: { size: 16 } },
      margin: { t: 56, r: 24, b: 48, l: 56 },
      hoverlabel: { bgcolor: raised, bordercolor: line, font: { color: text } },
      legend: { bgcolor: "rgba(0,0,0,0)" },
      modebar: { bgcolor: "rgba(0,0,0,0)", color: line, activecolor: text },
      xaxis: axis,
      yaxis: axis,
      scene: { xaxis: sceneAxis, yaxis: sceneAxis, zaxis: sceneAxis },
      polar: { bgcolor: ground, angularaxis: polarAxis, radialaxis: polarAxis },
      colorscale: { sequential: "Viridis", sequentialminus: "Viridis", diverging: "RdBu" },
    },
    data: {
      heatmap: [{ colorscale: "Viridis", colorbar: { outlinewidth: 0 } }],
      surface: [{ colorscale: "Viridis", colorbar: { outlinewidth: 0 } }],
      contour: [{ colorscale: "Viridis", colorbar: { outlinewidth: 0 } }],
      histogram2d: [{ colorscale: "Viridis" }],
      mesh3d: [{ colorscale: "Viridis" }],
    },
  };
}

/** Calls back when the page changes between light and dark. Returns how to stop. */
export function onThemeChange(callback: () => void): () => void {
  const observer = new MutationObserver(callback);
  observer.observe(document.body, { attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  const query = matchMedia("(prefers-color-scheme: dark)");
  query.addEventListener("change", callback);
  return () => {
    observer.disconnect();
    query.removeEventListener("change", callback);
  };
}
