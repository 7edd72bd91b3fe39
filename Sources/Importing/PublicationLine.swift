/// Tells the line under the title of an article that says who wrote it and when.
enum PublicationLine {
    /// Whether a short text holds nothing but a name, a date, a time and words for these.
    ///
    /// `Door Anna de Wit`, `12 maart 2024, 14:05`, `Updated on March 3, 2021`, `3 min read`.
    static func isOne(_ text: String) -> Bool {
        guard text.utf8.count <= 120 else { return false }
        var words: [Substring] = []
        var digits = 0
        for word in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            if word.contains(where: \.isNumber) {
                // Only times and dates: `14`, `05`, `2024`, `3rd`, `14u30`.
                guard word.utf8.count <= 6 else { return false }
                digits += 1
            } else {
                words.append(word)
            }
        }
        let folded = words.map { Text.folded(String($0)) }
        let known = folded.count { terms.contains($0) }
        let others = folded.count - known
        if digits > 0, known > 0 { return others <= (startsWithName(folded) ? 4 : 2) }
        if digits >= 3, others == 0 { return true }
        // `Door Anna de Wit`: a preposition and a name, each word of which begins with a capital.
        guard let first = folded.first, prepositions.contains(first), digits == 0,
            (2...5).contains(words.count), let last = text.last, !".!?:".contains(last)
        else { return false }
        return words.dropFirst().allSatisfy {
            $0.first?.isUppercase == true || particles.contains(String($0))
        }
    }

    private static func startsWithName(_ words: [String]) -> Bool {
        words.first.map(prepositions.contains) ?? false
    }

    private static let prepositions: Set<String> = [
        "door", "by", "von", "par", "por", "di", "auteur", "author",
    ]
    private static let particles: Set<String> = [
        "de", "van", "der", "den", "het", "ten", "ter", "von", "du", "la", "le", "el", "en", "and",
        "und", "et", "y", "da", "di",
    ]

    /// Months, days of the week and words of publishing.
    private static let terms: Set<String> = Set(
        """
        januari februari maart april mei juni juli augustus september oktober november december
        january february march may june july august october
        januar februar marz mai juni juli dezember janvier fevrier mars avril juin juillet aout
        septembre octobre novembre decembre enero febrero marzo abril mayo junio julio agosto
        septiembre octubre noviembre diciembre
        jan feb mar mrt apr jun jul aug sep sept okt oct nov dec dez
        maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
        monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
        montag dienstag mittwoch donnerstag freitag samstag sonntag
        door by von par por auteur author op on am le el om at um a um uhr uur am pm
        gepubliceerd geplaatst geschreven bijgewerkt gewijzigd laatst published posted updated
        last modified submitted written created veroffentlicht aktualisiert publie mis jour
        publicado actualizado leestijd min minuten minutes mins minute read lesezeit
        gmt utc est edt cst pst cet cest
        """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })
}
