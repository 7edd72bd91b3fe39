import Foundation
import Importing
public import Searching
import TestSupport

/// An index of the knowledge base that comes with the program, made once for all tests of a
/// process.
public final class DefaultIndex: Sendable {
    /// The opened index.
    public let index: SearchIndex
    // The folder lives as long as the index.
    private let target: TemporaryFolder

    /// One for all tests.
    public static let shared = Result { try DefaultIndex() }

    private static let dictionary = "/usr/share/hunspell/nl_NL.dic"
    /// Whether the dictionary is installed that decides what is a word.
    public static let hasDictionary = FileManager.default.fileExists(atPath: dictionary)

    private init() throws {
        let corpus = ProgramRun.checkout + "/Corpus"
        target = try TemporaryFolder()
        let thesaurus = try ThesaurusReader.read(corpus + "/begrippen.rdf")
        _ = try IndexBuilder(
            corpora: [corpus], thesaurus: thesaurus, dictionary: Self.dictionary
        ).build(into: target.file("index"))
        index = try SearchIndex(target.file("index"))
    }
}
