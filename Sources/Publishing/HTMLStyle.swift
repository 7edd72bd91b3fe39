/// How a page looks on the screen and on paper.
enum HTMLStyle {
    /// The style sheet; letters are 18 points when `large`, else 11.
    ///
    /// Contrasts are above 7 to 1 (WCAG 2.2, level AAA).
    static func sheet(large: Bool) -> String {
        """
        html { font: \(large ? "18pt/1.6" : "11pt/1.5") "Atkinson Hyperlegible", Verdana, "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff; }
        body { margin: 0; }
        main { max-width: 44em; margin: 0 auto; padding: 1.5em; }
        h1, h2, h3, h4, h5 { line-height: 1.25; color: #14365c; margin: 1.4em 0 0.4em; }
        h1 { font-size: 1.9em; margin-top: 0; }
        h2 { font-size: 1.45em; border-bottom: 2px solid #14365c; }
        h3 { font-size: 1.2em; }
        h4, h5 { font-size: 1.05em; }
        p, ul, ol, figure, table { margin: 0 0 0.8em; }
        li { margin-bottom: 0.3em; }
        figure { padding: 0.2em 0 0.2em 1em; border-left: 4px solid #14365c; }
        blockquote { margin: 0; }
        blockquote p { margin: 0; }
        figcaption { font-size: 0.9em; color: #3d3d3d; }
        table { width: 100%; border-collapse: collapse; }
        caption { text-align: left; font-weight: bold; padding-bottom: 0.3em; }
        th, td { border: 1px solid #595959; padding: 0.35em 0.5em; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
        th { background: #e3ebf5; overflow-wrap: normal; }
        .checklist { list-style: none; padding-left: 0; }
        .checklist label { display: flex; gap: 0.6em; align-items: baseline; }
        .checklist input { flex: none; width: 1em; height: 1em; }
        .note { background: #f2f2f2; border: 1px solid #595959; padding: 0.5em 0.8em; margin: 0 0 0.8em; }
        .note p { margin: 0; }
        @media screen { .page-break { border-top: 1px dashed #595959; margin: 2em 0; } }
        @page { size: A4; margin: 20mm; }
        @media print {
          main { max-width: none; padding: 0; }
          h1, h2, h3, h4, h5, caption, .note, .lead { break-after: avoid; }
          figure, tr, li, .note { break-inside: avoid; }
          thead { display: table-header-group; }
          p { orphans: 3; widows: 3; }
          .page-break { break-after: page; }
        }
        """
    }
}
