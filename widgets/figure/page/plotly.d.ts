/** The whole of Plotly in one file, without types of its own. */
declare module "plotly.js-dist-min" {
  import type * as Plotly from "plotly.js";
  const plotly: typeof Plotly;
  export default plotly;
}
