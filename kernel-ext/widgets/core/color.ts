/** What is a colour in CSS: https://www.w3.org/TR/css-color-4/#named-colors */
import { WidgetError } from "./property.js";

const names = new Set(
  `aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown
burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan
darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred
darksalmon darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue
dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray
green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen
lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink
lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen
linen magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal
thistle tomato transparent turquoise violet wheat white whitesmoke yellow yellowgreen`.split(/\s+/),
);
const hex = /^#([\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i;
/** rgb(…), hsl(…) and their kin hold numbers, units and separators. */
const call = /^(rgb|hsl)a?\(\s*[\d.+-]+(%|deg|rad|turn)?([\s,/]+[\d.+-]+%?){2,3}\s*\)$/i;
const variable = /^var\(--[\w-]+\)$/;

/** Throws for what is no colour. */
export function checkColor(widget: string, property: string, color: string): void {
  const isColor = names.has(color.toLowerCase()) || [hex, call, variable].some((form) => form.test(color));
  if (isColor) return;
  const remedy = 'Pass a name of CSS, "#rrggbb", "rgb(255 0 0)" or "hsl(120 50% 50%)"';
  throw new WidgetError(widget, property, `must be a colour, but is ${JSON.stringify(color)}`, remedy);
}
