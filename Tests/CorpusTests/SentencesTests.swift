import Corpus
import Testing

struct SentencesTests {
    @Test(arguments: [
        ("", []), ("Eén zin", ["Eén zin"]), ("Een. Twee! Drie?", ["Een.", "Twee!", "Drie?"]),
        ("Denk bijv. aan koffie. Of thee.", ["Denk bijv. aan koffie.", "Of thee."]),
        ("Dat is o.a. Nederlands. Klaar.", ["Dat is o.a. Nederlands.", "Klaar."]),
        ("Volgens J. Jansen kan het. Ja.", ["Volgens J. Jansen kan het.", "Ja."]),
        ("Hij zei: “Kom maar.” Toen ging hij.", ["Hij zei: “Kom maar.”", "Toen ging hij."]),
        ("Wat nu?! Niets…  Echt niets.", ["Wat nu?!", "Niets…", "Echt niets."]),
        ("Kijk op www.school.nl. Daar staat het.", ["Kijk op www.school.nl.", "Daar staat het."]),
        ("1. Begin hier. 2. Ga verder.", ["1. Begin hier.", "2. Ga verder."]),
        ("Om 3.30 uur. Echt.", ["Om 3.30 uur.", "Echt."]), ("Waarom? omdat.", ["Waarom? omdat."]),
    ])
    func splits(text: String, expected: [String]) {
        let bytes = Array(text.utf8)
        #expect(
            Sentences.ranges(in: text).map { String(decoding: bytes[$0], as: UTF8.self) }
                == expected)
    }

    @Test func cutsASentenceWithoutSpaces() {
        let text = String(repeating: "é", count: 100)
        let pieces = Sentences.pieces(of: text, limit: 33)
        #expect(pieces.joined() == text)
        #expect(pieces.allSatisfy { $0.utf8.count <= 33 })
    }
}
