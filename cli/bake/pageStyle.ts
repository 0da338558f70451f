/** The style of a baked page: a notebook for reading, in light and dark, on paper and on small screens. */
export const pageStyle = /* css */ `
:root {
  color-scheme: light dark;
  --ground: #fff; --raised: #f6f7f9; --text: #1c1f24; --muted: #5d6470; --line: #dcdfe5; --link: #1565c0;
  --keyword: #7b2fbf; --string: #23732d; --number: #9a4a00; --type: #00697a; --function: #174ea6; --bad: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #16181d; --raised: #1f2228; --text: #e6e8eb; --muted: #a1a8b3; --line: #363b44; --link: #8ab8ff;
    --keyword: #cf9bff; --string: #8fd694; --number: #f0b27a; --type: #6fd3e3; --function: #9cc2ff; --bad: #ff8a80;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 960px; margin: 0 auto; padding: 32px 20px 80px; }
section { margin: 0 0 20px; }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.4em 0 0.5em; }
section:first-child h1 { margin-top: 0; }
a { color: var(--link); }
img, svg, video { max-width: 100%; height: auto; }
blockquote { margin: 1em 0; padding: 2px 16px; border-left: 4px solid var(--line); color: var(--muted); }
code, pre { font: 13.5px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { padding: 1px 4px; border-radius: 4px; background: var(--raised); }
pre { margin: 0; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { padding: 0; background: none; }
.code { padding: 10px 14px; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); white-space: pre; }
.code:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
.output { margin: 10px 0 0; padding-left: 14px; overflow-x: auto; }
.output:has([data-peel-view], [data-peel-widget]) { overflow: visible; padding-left: 0; }
.stderr { padding: 6px 10px; border-left: 3px solid var(--bad); }
.error { padding: 8px 12px; border: 1px solid var(--bad); border-radius: 6px; }
table, .words > pre { margin: 1em 0; }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px; border-bottom: 1px solid var(--line); text-align: left; }
th { font-weight: 600; }
details { margin: 0 0 8px; }
summary { color: var(--muted); cursor: pointer; font-size: 14px; }
math[display="block"] { margin: 1em 0; overflow-x: auto; }
.tok-keyword, .tok-operatorKeyword { color: var(--keyword); }
.tok-string, .tok-string2 { color: var(--string); }
.tok-number, .tok-bool, .tok-atom { color: var(--number); }
.tok-typeName, .tok-className { color: var(--type); }
.tok-definition { color: var(--function); }
.tok-comment { color: var(--muted); font-style: italic; }
.ansi-bright-black-fg { color: var(--muted); }
.ansi-red-fg, .ansi-bright-red-fg { color: var(--bad); }
.ansi-green-fg, .ansi-bright-green-fg { color: var(--string); }
.ansi-yellow-fg, .ansi-bright-yellow-fg { color: var(--number); }
.ansi-blue-fg, .ansi-bright-blue-fg { color: var(--link); }
.ansi-magenta-fg, .ansi-bright-magenta-fg { color: var(--keyword); }
.ansi-cyan-fg, .ansi-bright-cyan-fg { color: var(--type); }
@media print { main { max-width: none; padding: 0; } section { break-inside: avoid; } }
`;
