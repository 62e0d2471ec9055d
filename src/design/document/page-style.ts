/** The colours of pages and of pictures that stand alone, light and dark. */
export const pageColours = `
:root { color-scheme: light dark;
  --paper: #fdfdfb; --panel: #f4f5f1; --ink: #1d2125; --muted: #626a72; --line: #dfe2dc;
  --accent: #1f5fa8; --accent-soft: #e8f0fa; --good: #1c6e45; --good-soft: #e4f2ea; --bad: #a8322a; --bad-soft: #fae8e5; --warn: #7d5700; --warn-soft: #fbf0d6; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #15181b; --panel: #1d2125; --ink: #e7e9ea; --muted: #9aa3ab; --line: #30363c;
  --accent: #7db4f5; --accent-soft: #1b2a3c; --good: #6cc795; --good-soft: #17301f; --bad: #f29085; --bad-soft: #3a1d1a; --warn: #e6b75c; --warn-soft: #352a10; } }
`;

/** The page's one style sheet. Charts take their colours from its custom properties. */
export const pageStyle: string = `${pageColours}* { box-sizing: border-box; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
.page { display: grid; grid-template-columns: 15rem minmax(0, 48rem); gap: 3.5rem; justify-content: center; padding: 0 1.5rem 5rem; }
main { min-width: 0; }
nav { font-size: .875rem; }
nav details { position: sticky; top: 2.5rem; padding-top: 2.75rem; }
nav summary { display: none; }
nav ol { list-style: none; margin: 0; padding: 0; border-left: 1px solid var(--line); }
nav li { margin: 0; }
nav a { display: block; padding: .25rem 0 .25rem 1rem; color: var(--muted); text-decoration: none; }
nav a:hover, nav a:focus-visible { color: var(--accent); }
header { padding: 2.5rem 0 .5rem; }
h1 { font-size: 2.25rem; line-height: 1.15; letter-spacing: -.02em; margin: 0; text-wrap: balance; }
.subtitle { color: var(--muted); margin: .5rem 0 0; }
section { scroll-margin-top: 1.5rem; }
h2 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; margin: 3.5rem 0 1rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
#verdict h2 { margin-top: 1.5rem; border: 0; padding: 0; font-size: .8125rem; text-transform: uppercase; letter-spacing: .08em; color: var(--muted); }
h3 { font-size: 1.0625rem; line-height: 1.4; margin: 2.25rem 0 .5rem; }
.title { font-size: .9375rem; font-weight: 600; margin: 1.75rem 0 .5rem; }
p { margin: 0 0 .75rem; }
ul, section ol { margin: 0 0 .75rem; padding-left: 1.25rem; }
li { margin-bottom: .25rem; overflow-wrap: anywhere; }
p, dd, h1, h2, h3 { overflow-wrap: anywhere; }
a { color: var(--accent); }
.simulated { margin: 0; padding: .75rem 1.5rem; background: var(--warn-soft); color: var(--warn); font-weight: 600; text-align: center; }
.notice { padding: .9rem 1.1rem; border-left: 4px solid; border-radius: 2px 6px 6px 2px; font-size: 1.0625rem; font-weight: 600; }
.notice.good { background: var(--good-soft); border-color: var(--good); color: var(--good); }
.notice.bad { background: var(--bad-soft); border-color: var(--bad); color: var(--bad); }
.notice.warning { background: var(--warn-soft); border-color: var(--warn); color: var(--warn); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 1px; margin: 1.25rem 0; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.facts div { background: var(--paper); padding: .7rem 1rem .8rem; }
.facts dt { color: var(--muted); font-size: .8125rem; }
.facts dd { margin: .1rem 0 0; font-weight: 600; font-variant-numeric: tabular-nums; }
#reproduce .facts { display: block; background: none; border: 0; }
#reproduce .facts div { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 1rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
#reproduce .facts dd { font-weight: 400; font-size: .9375rem; }
.label { font-size: .6875rem; font-weight: 600; text-transform: uppercase; letter-spacing: .06em; color: var(--muted); }
.measured { border-left: 2px solid var(--accent); padding-left: 1rem; margin: .5rem 0 1rem; }
.measured .label { display: block; color: var(--accent); margin-bottom: .1rem; }
.measured p:last-child, .measured ul:last-child { margin-bottom: 0; }
.finding { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; margin: 0 0 .9rem; break-inside: avoid; }
.finding h3 { margin: 0 0 .35rem; }
.finding .label { border-radius: 4px; padding: .15rem .4rem; margin-right: .25rem; background: var(--panel); }
.finding.problem .label { background: var(--bad-soft); color: var(--bad); }
.finding.warning .label { background: var(--warn-soft); color: var(--warn); }
.finding p { margin: 0 0 .35rem; color: var(--muted); }
.finding .next { color: var(--ink); margin: 0; }
.finding .next::before { content: "→ "; color: var(--accent); }
figure { margin: 1.5rem 0; break-inside: avoid; }
figcaption { font-size: .875rem; color: var(--muted); margin-bottom: .75rem; }
figcaption strong { display: block; color: var(--ink); font-size: .9375rem; }
figure svg { --plot-background: var(--paper); display: block; max-width: 100%; height: auto; overflow: visible; }
figure svg text, figure svg tspan { white-space: pre; }
.narrow { display: none; }
figure details { margin-top: .5rem; font-size: .875rem; }
summary { cursor: pointer; color: var(--accent); width: fit-content; }
.table { overflow-x: auto; margin: .75rem 0 1.25rem;
  background: linear-gradient(to right, var(--paper) 40%, transparent) 0 / 2.5rem 100%, linear-gradient(to left, var(--paper) 40%, transparent) 100% / 2.5rem 100%,
    linear-gradient(to right, var(--line), transparent) 0 / .9rem 100%, linear-gradient(to left, var(--line), transparent) 100% / .9rem 100%;
  background-repeat: no-repeat; background-attachment: local, local, scroll, scroll; }
table { border-collapse: collapse; font-size: .875rem; line-height: 1.45; min-width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--muted); font-size: .8125rem; vertical-align: bottom; }
th, td { padding: .45rem .9rem .45rem 0; border-bottom: 1px solid var(--line); }
td { vertical-align: top; overflow-wrap: break-word; max-width: 24rem; }
th:last-child, td:last-child { padding-right: 0; }
td.short { white-space: nowrap; }
td.long { min-width: 12rem; }
.number { text-align: right; white-space: nowrap; }
tr.marked td { background: var(--accent-soft); }
tr.marked td:first-child { box-shadow: -.6rem 0 var(--accent-soft); }
.quiet { color: var(--muted); font-weight: 400; }
.strong { font-weight: 600; }
.good { color: var(--good); }
.bad { color: var(--bad); }
.histogram, .share { vertical-align: middle; margin-right: .5rem; fill: var(--accent); }
.share .track { fill: var(--line); }
pre { background: var(--panel); padding: .9rem 1.1rem; border-radius: 8px; overflow-x: auto; margin: 0 0 1rem; }
code { font: .875rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media (max-width: 70rem) {
  .page { grid-template-columns: minmax(0, 48rem); gap: 0; }
  nav details { position: static; padding-top: 1rem; }
  nav ol { columns: 2; border: 0; }
  nav a { padding-left: 0; }
}
@media (max-width: 46rem) {
  .page { padding: 0 1rem 3rem; }
  .wide { display: none; }
  .narrow { display: block; }
  h1 { font-size: 1.75rem; }
  h2 { font-size: 1.3125rem; margin-top: 2.5rem; }
  header { padding-top: 1rem; }
  .facts { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .facts div { padding: .55rem .75rem .65rem; }
  .simulated { padding: .75rem 1rem; text-align: left; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; --panel: #f4f5f1; --ink: #000; --muted: #555; --line: #ccc; --accent: #1f5fa8; --accent-soft: #eee;
    --good: #1c6e45; --good-soft: #fff; --bad: #a8322a; --bad-soft: #fff; --warn: #7d5700; --warn-soft: #fff; }
  body { font-size: 10.5pt; }
  nav, figure details { display: none; }
  .page { display: block; padding: 0; }
  .wide { display: block; } .narrow { display: none; }
  .table { overflow: visible; background: none; } table { font-size: 8.5pt; }
  h2, h3, .title { break-after: avoid; }
  tr, .facts, .notice { break-inside: avoid; }
}
`;
