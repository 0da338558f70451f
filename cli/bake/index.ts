/** Pages of notebooks and of Markdown, for whoever makes a site of them. */
export { type Cell, type Notebook, readNotebook, textOf } from "../notebook/notebook.js";
export { bakePage, type PageOptions } from "./bakePage.js";
export { clean } from "./clean.js";
export { escaped } from "./escaped.js";
export { markdownHtml } from "./markdown.js";
export { pageStyle } from "./pageStyle.js";
