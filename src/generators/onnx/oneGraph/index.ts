export { isOneGraphCard, type OneGraphCard, type Sampling } from "./card.js";
export { checkOneGraphOptions, type OneGraphInit } from "./options.js";
export { type OneGraphOptions, oneGraphPainter } from "./painter.js";
