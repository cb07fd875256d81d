/** How a worksheet looks on paper and, before that, on a screen. Its map has a landscape page of its own. */
export const worksheetStyle = `
@page { size: A4 portrait; margin: 16mm 15mm; }
@page map { size: A4 landscape; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 190mm; padding: 8mm; color: #111; background: #fff;
  font: 10.5pt/1.5 system-ui, 'Segoe UI', 'Hiragino Sans', 'Yu Gothic UI', 'Noto Sans CJK JP', sans-serif; }
h1 { font-size: 18pt; margin: 0 0 3mm; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 13pt; margin: 7mm 0 2mm; border-bottom: 1px solid #111; break-after: avoid; }
h3 { font-size: 11pt; margin: 4mm 0 1mm; break-after: avoid; overflow-wrap: anywhere; }
small { font-weight: 400; color: #555; }
p { margin: 0 0 1.5mm; overflow-wrap: anywhere; }
.blanks span { display: inline-block; width: 45mm; border-bottom: 1px solid #111; margin-right: 6mm; }
.map svg { display: block; width: 100%; max-height: 170mm; }
table { width: 100%; border-collapse: collapse; font-size: 8.5pt; }
th, td { border: 1px solid #999; padding: 0.8mm 1.6mm; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { background: #eee; }
td { font-family: ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Noto Sans Mono CJK JP', monospace; }
tr, li { break-inside: avoid; }
thead { display: table-header-group; }
ol { padding-left: 7mm; margin: 0; }
ol > li { margin: 0 0 4mm; padding-left: 1mm; }
ul { list-style: none; padding: 0; margin: 1mm 0 0; }
ul > li { margin: 0 0 1.5mm; }
.about { color: #444; font-size: 9pt; }
.line { border-bottom: 1px solid #111; height: 9mm; }
.tick, .number { display: inline-block; width: 4.5mm; height: 4.5mm; border: 1px solid #111; margin-right: 2.5mm; vertical-align: -0.8mm; }
.number { width: 8mm; }
@media print {
  body { padding: 0; max-width: none; }
  .map { page: map; break-before: page; break-after: page; }
  .solutions { break-before: page; }
}
@media screen { .solutions { border-top: 3px double #111; margin-top: 20mm; } }
`
