internal import Publishing

// What is said of a bundle that is brought up to date.
extension Texts {
    static let revisionLabels = MarkdownRevision.Labels(
        record: "Laat deze regels staan: hieraan ziet ‘ouderwijs bundel --ververs’ wat je zelf "
            + "aanpaste.",
        changed:
            "**Jij paste dit aan, en in de kennisbank veranderde het ook.** Hieronder staat de "
            + "nieuwe tekst. Kies welke je houdt en haal dit blok dan weg.",
        gone: "**Jij paste dit aan, maar het hoort niet meer bij deze bundel.** Kies of je het "
            + "houdt en haal dit blok dan weg.")

    static func lines(
        of report: MarkdownRevision.Report, _ path: String, isWritten: Bool
    ) -> [String] {
        func blocks(_ count: Int) -> String { self.count(count, "blok", "blokken") }
        let changed = [
            (report.updated, "bijgewerkt"), (report.added, "erbij gekomen"),
            (report.removed, "vervallen"),
        ]
        let kept = [
            (report.edited, "je aanpaste: zo gelaten"),
            (report.own, "je zelf schreef: zo gelaten"),
            (report.left, "je weghaalde: weggebleven"),
        ].map { ($0.0, ($0.0 == 1 ? "dat " : "die ") + $0.1) }
        let first =
            isWritten ? "‘\(path)’ is bijgewerkt." : "‘\(path)’ was al bij: er is niets veranderd."
        return [first]
            + (changed + kept).filter { $0.0 > 0 }.map { "  \(blocks($0.0)) \($0.1)" }
    }

    static func unsettled(_ number: Int, _ path: String) -> String {
        let blocks = number == 1 ? "staat één blok" : "staan \(number) blokken"
        return "In ‘\(path)’ \(blocks) om uit te kiezen: zoek naar ‘.conflict’."
    }

    static func message(for error: RevisionError, _ path: String) -> String {
        let again = "Maak de bundel opnieuw, in een ander bestand."
        return switch error {
        case .notText:
            "‘\(path)’ is geen tekst. Geef een Markdown-bestand dat ‘ouderwijs bundel’ maakte."
        case .noRecord:
            "In ‘\(path)’ staat niet (meer) wat ‘ouderwijs bundel’ maakte; daarom kan ik niet zien "
                + "wat je zelf hebt aangepast. \(again)"
        case .version:
            "‘\(path)’ is gemaakt met een andere versie van Ouderwijs. \(again)"
        case .damaged:
            "De regels onderaan ‘\(path)’ zijn niet heel meer; daarom kan ik niet zien wat je zelf "
                + "hebt aangepast. Zet ze terug uit een oudere kopie. Heb je die niet? \(again)"
        case .tooLong: "‘\(path)’ is te lang om te vergelijken. Knip het bestand in stukken."
        }
    }

    static func message(forHead error: any Error, _ path: String) -> String {
        guard case .property(let name, let value) = error as? BundleRequest.Fault else {
            return "In de kop van ‘\(path)’ hoort één van de regels ‘topic’, ‘folder’ of ‘card’ te "
                + "staan."
        }
        return "In de kop van ‘\(path)’ kan ‘\(value)’ niet achter ‘\(name)’ staan."
    }

    static func notWithRefresh(_ option: OptionName) -> String {
        "‘\(option.flag)’ gaat niet samen met ‘--ververs’: duur, doelgroep en editie staan in de "
            + "kop van het bestand."
    }
}
