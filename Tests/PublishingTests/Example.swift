import Publishing

extension Sheet {
    /// A sheet with every kind of block, and with texts that look like markup.
    static let example = Sheet(
        title: "1. Ouders & \"school\": *samen*",
        properties: [
            Property("topic", "huis\"bezoek\\"), Property("source", "a"), Property("source", "b"),
            Property("on", "90"),
        ],
        blocks: [
            .heading(level: 1, text: "Begin #"),
            .paragraph("- geen lijst <b>vet</b>\u{0}\nen *niet* schuin"),
            .quotation(text: "Een [huis]bezoek helpt.", source: "Bron & co", passage: "bron-1"),
            .heading(level: 2, text: "Lijsten"),
            .list(ordered: false, items: [Item("eerste", passage: "bron-2"), Item("1. tweede")]),
            .list(ordered: true, items: [Item("stap"), Item("  "), Item("nog een stap")]),
            .checklist([Item("stoelen klaar")]),
            .table(
                caption: "Programma", header: ["Minuten", "Wat"],
                rows: [["10", "a|b"], ["15"], ["5", "c", "te veel"]]),
            .note("Zeg dit <rustig>."),
            .pageBreak,
            .paragraph(" \n "),
        ])
}
