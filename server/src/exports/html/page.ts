/** The looks of a page that stands alone: for the screen, and as a sheet of A4 on paper. */
export const pageStyle = (landscape: boolean): string => `
@page { size: A4 ${landscape ? 'landscape' : 'portrait'}; margin: 15mm 12mm 15mm 20mm }
body { max-width: ${landscape ? 265 : 178}mm; margin: 10mm auto; padding: 0 4mm; color: #111; background: #fff;
  font: 11.5pt/1.4 'PT Serif', 'Liberation Serif', 'Times New Roman', serif; overflow-wrap: break-word }
h1, h2, h3, h4 { margin: 1em 0 .4em; line-height: 1.25; break-after: avoid }
h1 { font-size: 1.35em } h2 { font-size: 1.2em } h3 { font-size: 1.08em } h4 { font-size: 1em }
p { margin: 0 0 .5em }
header p { text-align: center; font-weight: bold; font-size: 1.15em; margin: 0 }
header .under { font-weight: normal; font-size: 1em; margin: .3em 0 .8em }
.stamps { display: grid; grid-template-columns: 2fr 1fr 2fr; gap: 1em 0; margin-bottom: 1.2em }
.stamps p { text-align: left; font-weight: normal; font-size: 1em; white-space: pre-line }
.stamps p:nth-child(even), .stamps p:last-child { grid-column: 3 }
.stamps p:nth-child(odd):not(:last-child) { grid-column: 1 }
table { width: 100%; border-collapse: collapse; margin: .6em 0; font-size: .9em; line-height: 1.3 }
td, th { padding: 1mm 1.5mm; border: .6pt solid #000; vertical-align: top; text-align: left }
thead th { text-align: center } thead { display: table-header-group } tr { break-inside: avoid }
th[data-stage] { background: #eee; text-align: left; print-color-adjust: exact }
tr:has(> th[data-stage]) { break-after: avoid }
td p:last-child, th p:last-child, li p:last-child { margin-bottom: 0 }
blockquote, aside { margin: .6em 0; padding: .2em 1em; border-left: 2.5pt solid #888 }
aside { background: #f4f4f4 } pre { padding: .5em; background: #f4f4f4; white-space: pre-wrap }
figure { margin: .8em 0 } img { max-width: 100%; height: auto }
ul.tasks { list-style: none; padding-left: 0 } ul.tasks > li { display: flex; gap: .5em }
.columns { display: flex; gap: 1.5em } .columns > div { flex: 1; min-width: 0 }
.break { break-after: page }
@media print { body { max-width: none; margin: 0; padding: 0 } }
footer { margin-top: 1.5em; font-size: .75em; color: #444 }
`
