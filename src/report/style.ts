/** The style sheet of the report: light and dark, and on paper. */
export const style = `
:root {
  color-scheme: light dark;
  --text: light-dark(#1b1f27, #e6e9ef); --soft: light-dark(#5b6472, #9aa4b2);
  --page: light-dark(#fbfcfd, #12151b); --card: light-dark(#fff, #191d25);
  --line: light-dark(#dfe3ea, #2c323d); --focus: light-dark(#0b62d6, #7db4ff);
  --native: light-dark(#0a7a4b, #4fd39a); --bridge: light-dark(#8a5a00, #e5b454);
  --left: light-dark(#b3261e, #ff9b92);
  --gone: light-dark(#ffeceb, #3a1f21); --gone-word: light-dark(#ffc9c4, #6b2b2b);
  --come: light-dark(#e6f6ec, #17301f); --come-word: light-dark(#b4e6c6, #235c38);
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .5rem; }
p { margin: .25rem 0; } .soft { color: var(--soft); }
code, pre, .code { font: .85rem/1.45 ui-monospace, monospace; }
a { color: inherit; } :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.bar { display: flex; height: .75rem; border-radius: .4rem; overflow: hidden; margin: 1rem 0 .5rem; gap: 2px; }
.bar span { display: block; min-width: .5rem; }
.native { --verdict: var(--native); } .bridge { --verdict: var(--bridge); } .left { --verdict: var(--left); }
.bar span, .dot { background: var(--verdict); }
.dot { display: inline-block; width: .7rem; height: .7rem; border-radius: 50%; margin-right: .4rem; }
.left > .dot, .dot.left { border-radius: 0; } .bridge > .dot, .dot.bridge { border-radius: 0; rotate: 45deg; }
.legend { display: flex; flex-wrap: wrap; gap: 1.25rem; padding: 0; list-style: none; }
.map { width: 100%; border-collapse: collapse; }
.map th, .map td, .guards th, .guards td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
  vertical-align: top; overflow-wrap: anywhere; }
.map td:first-child { border-left: .25rem solid var(--verdict); }
.verdict { color: var(--verdict); font-weight: 600; }
details { border: 1px solid var(--line); border-left: .25rem solid var(--verdict, var(--line)); border-radius: .4rem;
  background: var(--card); margin: .6rem 0; }
summary { padding: .6rem .9rem; cursor: pointer; } .inside { padding: 0 .9rem .9rem; }
.scroll { overflow-x: auto; }
.diff { width: 100%; border-collapse: collapse; table-layout: fixed; border: 1px solid var(--line); }
.diff td { padding: 0 .5rem; white-space: pre-wrap; overflow-wrap: anywhere; vertical-align: top; }
.diff .number { width: 3rem; text-align: right; color: var(--soft); user-select: none; }
.diff .gone { background: var(--gone); } .diff .come { background: var(--come); }
.diff .gone mark { background: var(--gone-word); color: inherit; }
.diff .come mark { background: var(--come-word); color: inherit; }
.diff .fold td { text-align: center; color: var(--soft); background: var(--page); }
.excerpt { margin: .4rem 0 1rem; padding: .4rem .6rem; border: 1px solid var(--line); border-radius: .3rem;
  overflow-x: auto; } .excerpt mark { background: var(--gone-word); color: inherit; }
@media print {
  :root { color-scheme: light; } body { max-width: none; padding: 0; }
  details { break-inside: auto; } summary { break-after: avoid; } .scroll { overflow: visible; }
}
`;
