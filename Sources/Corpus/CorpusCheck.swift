/// Looks for what is wrong with the documents of a corpus.
public struct CorpusCheck {
    /// Something that is wrong or deserves a look.
    public enum Finding: Hashable, Sendable {
        /// Two passages or documents bear one id.
        case doubledID(id: String)
        /// A passage has neither label nor text.
        case empty(id: String)
        /// An id that others refer to is gone.
        case missing(id: String)
        /// A passage is longer than can be quoted well; bytes.
        case long(id: String, bytes: Int)
        /// A topic that the thesaurus does not have.
        case unknownTopic(id: String, topic: String)
        /// A link names a document that the corpus does not hold.
        case deadLink(document: String, target: String)
        /// Two passages of one document say nearly the same.
        case nearlySame(id: String, other: String)
        /// A document in another language than Dutch.
        case otherLanguage(document: String, language: String)

        /// Whether the corpus does not work as it should; the others deserve a look.
        public var isFault: Bool {
            switch self {
            case .doubledID, .empty, .missing: true
            case .long, .unknownTopic, .deadLink, .nearlySame, .otherLanguage: false
            }
        }
    }

    /// The file with ids that others refer to, one a line, in a corpus folder.
    public static let fixedIDsName = "vaste-ids.txt"

    private let documents: [Document]
    private let topics: Set<String>?
    private let fixedIDs: [String]

    /// A check of documents.
    ///
    /// - Parameters:
    ///   - documents: All of the corpus.
    ///   - topics: Those that there are; `nil` when any will do.
    ///   - fixedIDs: Ids of passages that must be there.
    public init(_ documents: [Document], topics: Set<String>? = nil, fixedIDs: [String] = []) {
        self.documents = documents
        self.topics = topics
        self.fixedIDs = fixedIDs
    }

    /// Longest passage in bytes that is quoted well.
    private static let longPassage = 2000
    /// Share of the words of the shorter text that makes two texts nearly the same.
    private static let sameShare = 0.9
    /// Texts of fewer words are alike too easily.
    private static let fewestWords = 6

    /// All findings, in the order of the documents.
    public func findings() -> [Finding] {
        var findings: [Finding] = []
        var ids: Set<String> = []
        let known = Set(documents.map(\.id))
        for document in documents {
            let passages = document.passages()
            for id in Set(passages.map(\.id) + [document.id]).sorted()
            where !ids.insert(id).inserted {
                findings.append(.doubledID(id: id))
            }
            let doubled = Dictionary(grouping: passages, by: \.id).filter { $0.value.count > 1 }
            findings += doubled.keys.sorted().map { .doubledID(id: $0) }
            for passage in passages { findings += self.findings(in: passage) }
            findings += nearlySame(passages)
            if let language = document.language, !language.hasPrefix("nl") {
                findings.append(.otherLanguage(document: document.id, language: language))
            }
            for link in document.links {
                if let target = link.document, !known.contains(target) {
                    findings.append(.deadLink(document: document.id, target: target))
                }
            }
        }
        return findings + fixedIDs.filter { !ids.contains($0) }.map { .missing(id: $0) }
    }

    private func findings(in passage: Passage) -> [Finding] {
        var findings: [Finding] = []
        if passage.label.isEmpty, passage.text.isEmpty { findings.append(.empty(id: passage.id)) }
        let length = passage.text.utf8.count
        if length > Self.longPassage { findings.append(.long(id: passage.id, bytes: length)) }
        if let topics {
            for topic in passage.topics where !topics.contains(topic) {
                findings.append(.unknownTopic(id: passage.id, topic: topic))
            }
        }
        return findings
    }

    private func nearlySame(_ passages: [Passage]) -> [Finding] {
        // A reference repeats the title of what the text names.
        let passages = passages.filter { $0.kind != .link }
        let words = passages.map { passage in
            Set(passage.text.lowercased().split { !$0.isLetter && !$0.isNumber })
        }
        var findings: [Finding] = []
        for first in passages.indices where words[first].count >= Self.fewestWords {
            for second in passages.indices.dropFirst(first + 1)
            where words[second].count >= Self.fewestWords {
                let shorter = min(words[first].count, words[second].count)
                let common = words[first].intersection(words[second]).count
                if Double(common) >= Self.sameShare * Double(shorter) {
                    findings.append(
                        .nearlySame(id: passages[first].id, other: passages[second].id))
                }
            }
        }
        return findings
    }
}

/// How easily a Dutch text reads.
public enum ReadingEase {
    /// The reading ease, about 0 (hard) to 100 (easy); `nil` for a text without words.
    ///
    /// 206.84 - 0.77 times the syllables of a hundred words - 0.93 times the words of a sentence.
    /// Source: W. H. Douma, De leesbaarheid van landbouwbladen, Wageningen 1960.
    public static func of(_ texts: [String]) -> Double? {
        var words = 0
        var sentences = 0
        var syllables = 0
        for text in texts {
            sentences += Sentences.ranges(in: text).count
            for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
                words += 1
                syllables += self.syllables(in: word)
            }
        }
        guard words > 0, sentences > 0 else { return nil }
        let perHundred = 100 * Double(syllables) / Double(words)
        return 206.84 - 0.77 * perHundred - 0.93 * Double(words) / Double(sentences)
    }

    /// Groups of vowels, at least one.
    private static func syllables(in word: Substring) -> Int {
        var count = 0
        var inVowel = false
        for letter in word {
            // A trema starts a syllable of its own.
            let starts = "ëïöüä".contains(letter)
            let isVowel = starts || "aeiouyáéíóúàèêô".contains(letter)
            if isVowel, !inVowel || starts { count += 1 }
            inVowel = isVowel
        }
        return max(1, count)
    }
}
