"""The look of prints: on paper, and of the preview on the screen."""

BASE = """
html { font-feature-settings: 'locl' 0; }
body { margin: 0; color: #111; font-family: "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
.print-format { font-size: 10.5pt; line-height: 1.5; }
.print-format img { max-width: 100%; }
.print-heading { text-align: center; margin-bottom: 6mm; }
.print-heading h2 { font-size: 18pt; margin: 0 0 1mm; }
.print-name { color: #555; }
.print-state { text-align: center; font-size: 20pt; letter-spacing: 0.4em;
  color: #b42318; margin-bottom: 3mm; }
.print-section { margin-bottom: 4mm; }
.section-heading { font-size: 12pt; border-bottom: 1px solid #999; margin: 0 0 2mm; padding-bottom: 1mm; }
.section-columns { display: flex; gap: 6mm; }
.section-column { flex: 1 1 0; min-width: 0; }
table.fields { width: 100%; border-collapse: collapse; }
table.fields th { width: 38%; text-align: left; font-weight: normal; color: #555; vertical-align: top; }
table.fields th, table.fields td { padding: 1mm 1mm 1mm 0; overflow-wrap: break-word; }
.wide { margin-top: 2mm; }
.wide h4 { font-size: 10.5pt; margin: 0 0 1mm; }
table.rows { width: 100%; border-collapse: collapse; }
table.rows thead { display: table-header-group; }
table.rows tr { break-inside: avoid; }
table.rows th, table.rows td { border: 1px solid #777; padding: 1mm 1.5mm;
  text-align: left; vertical-align: top; }
table.rows th { background: #f2f2f2; }
.number { text-align: right !important; font-variant-numeric: tabular-nums; }
.text-right { text-align: right; }
.text-center { text-align: center; }
.text-muted { color: #666; }
.page-break { break-after: page; }
.print-picture { max-height: 40mm; }
.letter-head { margin-bottom: 4mm; }
"""
SCREEN = """
@media screen {
  body { background: #e5e7eb; }
  .print-format { background: #fff; width: 210mm; min-height: 297mm; margin: 16px auto; padding: 15mm;
    box-sizing: border-box; box-shadow: 0 1px 6px rgb(0 0 0 / .2); }
  .print-toolbar { position: sticky; top: 0; padding: 8px 16px; background: #fff; text-align: right;
    border-bottom: 1px solid #d1d5db; }
  .print-toolbar a { margin-left: 16px; color: #1d4ed8; }
}
@media print { .print-toolbar, .screen-only { display: none; } }
"""
