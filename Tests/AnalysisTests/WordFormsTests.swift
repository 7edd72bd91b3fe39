@testable import Analysis
import Testing

/// The tables of words as an index keeps them.
@Suite struct WordFormsTests {
    private func lemma(_ word: String, _ forms: WordForms) -> String? {
        Array(word.utf8).withUnsafeBufferPointer { word in
            forms.lemma(of: word).map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test func saysWhatTheTablesSay() {
        let forms = WordForms.compiled
        let lemmas = Lemmas()
        for (form, lemma) in lemmas.lemmas {
            let found = form.withUnsafeBufferPointer { forms.lemma(of: $0).map(Array.init) }
            #expect(found == lemma)
        }
        for (particle, verbs) in lemmas.joined {
            let number = particle.withUnsafeBufferPointer { forms.particle($0) }
            #expect(number > 0)
            for (verb, lemma) in verbs {
                #expect(forms.joined(number, forms.verb(verb)).map(Array.init) == lemma)
            }
        }
        #expect(lemma("krokodil", forms) == nil)
        #expect(forms.verb(Array("krokodil".utf8)) == 0)
        #expect(forms.isLight(stem: Array("tip".utf8)))
        #expect(!forms.isLight(stem: Array("ouder".utf8)))
    }

    @Test func damagedBytesAreWordsThatAreNotThere() throws {
        let good = WordForms.encoded
        #expect(
            [UInt8](repeating: 1, count: 7).withUnsafeBytes { WordForms(bytes: $0, owner: nil) }
                == nil)
        for place in stride(from: 0, to: good.count, by: 211) {
            var bad = good
            bad[place] ^= 0xFF
            bad.withUnsafeBytes { bytes in
                guard let forms = WordForms(bytes: bytes, owner: nil) else { return }
                for word in ["kinderen", "nodigt", "uit", "krokodil"] { _ = lemma(word, forms) }
                _ = forms.joined(3, forms.verb(Array("nodig".utf8)))
            }
            let cut = Array(good.prefix(place))
            cut.withUnsafeBytes { bytes in
                guard let forms = WordForms(bytes: bytes, owner: nil) else { return }
                _ = lemma("kinderen", forms)
            }
        }
    }
}
