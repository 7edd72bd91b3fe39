internal import Answering
internal import Corpus
internal import Files
internal import Retrieval
internal import Searching

@testable import Indexing

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Damaged index files: opened and asked, they give an error or an answer and never hurt.
///
/// The input is a list of edits to a good file, four bytes each: place (2), what to do, a value.
/// The frame is sealed again afterwards, or its checksum would keep all damage out.
enum IndexTarget {
    private struct Fixture {
        let folder: String
        let segment: String
        let bytes: [UInt8]
        let descriptor: Int32
    }

    /// An index of a small corpus, in the folder that the caller made and will remove.
    private static let fixture: Fixture = {
        guard let place = getenv("OUDERWIJS_FUZZ_FOLDER") else {
            fatalError("OUDERWIJS_FUZZ_FOLDER must name a folder")
        }
        let folder = String(cString: place)
        do {
            try Folder.create(folder)
            try CorpusFile.write(documents, to: Path.join(folder, CorpusFile.name))
            _ = try IndexBuilder(corpora: [folder], thesaurus: thesaurus).build(into: folder)
            let names = try Folder.names(in: folder).compactMap(\.text)
            guard let name = names.first(where: { $0.hasPrefix("segment-") }) else {
                fatalError("no segment")
            }
            let path = Path.join(folder, name)
            let bytes = try FileReader.bytes(of: path, limit: 1 << 20)
            let descriptor = open(path, O_RDWR)
            precondition(descriptor >= 0)
            return Fixture(folder: folder, segment: path, bytes: bytes, descriptor: descriptor)
        } catch { fatalError("\(error)") }
    }()

    private static let documents: [Document] = {
        let texts = [
            ("kennismaken", "Maak kennis met alle ouders voordat het schooljaar begint."),
            ("ouderavond", "Een ouderavond over lezen trekt meer vaders als kinderen optreden."),
            ("huisbezoek", "Een huisbezoek geeft de leraar een beeld van het gezin en de taal."),
            ("voorlezen", "Lees elke dag een kwartier voor, ook in de eigen taal van het gezin."),
            ("gesprek", "Begin een lastig gesprek met wat goed gaat en vraag door."),
        ]
        return texts.enumerated().map { number, entry in
            var document = Document(id: entry.0, title: "Over \(entry.0)")
            document.topics = [entry.0]
            var section = Section(id: "\(entry.0)/deel", heading: "Wat helpt?")
            for step in 1...4 {
                section.items.append(
                    Item(
                        id: "\(entry.0)/stap-\(step)", kind: step == 1 ? .paragraph : .step,
                        text: "\(entry.1) Dat is stap \(step) van \(number + 4)."))
            }
            document.sections = [section]
            return document
        }
    }()

    private static let thesaurus: Thesaurus = {
        var concept = Concept(id: "urn:begrip:ouderavond")
        concept.preferred = "ouderavond"
        concept.alternatives = ["oudercontactavond", "informatieavond"]
        return Thesaurus(concepts: [concept])
    }()

    private static let questions = [
        "hoe maak ik kennis met ouders?", "\"eigen taal\" -vaders", "oudercontactavond lezn",
    ]

    static func run(_ input: UnsafeRawBufferPointer) {
        let bytes = damaged(fixture.bytes, by: input)
        guard ftruncate(fixture.descriptor, 0) == 0,
            pwrite(fixture.descriptor, bytes, bytes.count, 0) == bytes.count
        else { fatalError("the file cannot be written") }
        // One way of use for each input: they take turns by its length and first byte.
        let turn = input.count / 4 + Int(input.first ?? 0)
        if turn % 4 == 0 {
            if let reader = try? IndexReader(fixture.folder) { try? useAll(reader) }
            return
        }
        guard let index = try? SearchIndex(fixture.folder) else { return }
        if turn % 4 == 1 { try? index.check() }
        let answerer = Answerer(index)
        let question = questions[turn % questions.count]
        if turn % 4 == 2 {
            _ = try? answerer.answer(question, limit: 5)
        } else {
            _ = try? answerer.search(question, limit: 5)
        }
        _ = try? index.passage("huisbezoek/stap-2")
    }

    private static func useAll(_ reader: IndexReader) throws(IndexError) {
        var groups: [[WeightedTerm]] = []
        try reader.forEachTerm(prefix: []) { term, matches in
            if var cursor = try? reader.postings(of: matches) {
                while (try? cursor.next()) == true {
                    _ = try? cursor.positions()
                    _ = reader.length(of: cursor.passage, field: 0)
                }
            }
            // What a damaged file says may be wrong, but asking again gives the same.
            _ = try? reader.find(term)
            if groups.count < 12 { groups.append([WeightedTerm(matches, weight: 1)]) }
            return true
        }
        let retriever = Retriever(reader)
        let pairs = [groups.flatMap { $0 }] + groups
        _ = try? retriever.search(RankedQuery(groups), limit: 3)
        _ = try? retriever.search(RankedQuery(pairs, mode: .all), limit: 3)
        for group in groups {
            _ = try? retriever.search(
                RankedQuery([group, group], mode: .phrase(offsets: [0, 1])), limit: 3)
        }
    }

    private static func damaged(_ good: [UInt8], by edits: UnsafeRawBufferPointer) -> [UInt8] {
        var bytes = good
        var edit = 0
        while edit + 4 <= edits.count, !bytes.isEmpty {
            let place = (Int(edits[edit]) | Int(edits[edit + 1]) << 8) % bytes.count
            let value = edits[edit + 3]
            switch edits[edit + 2] % 8 {
            case 0, 1, 2: bytes[place] = value
            case 3: bytes[place] &+= value
            case 4: for next in place..<min(place + 4, bytes.count) { bytes[next] = value }
            case 5: for next in place..<min(place + 8, bytes.count) { bytes[next] = value }
            case 6: bytes[place] ^= 1 << (value & 7)
            default:
                // Most cuts are seen at once; a few per input are enough.
                if value == 0xFF { bytes.removeSubrange(place...) }
            }
            edit += 4
        }
        seal(&bytes)
        return bytes
    }

    /// Makes magic, version and the frame's checksum fit again.
    private static func seal(_ bytes: inout [UInt8]) {
        let tail = bytes.count - SegmentFormat.tailSize
        guard tail >= SegmentFormat.headerSize else { return }
        var head = SegmentFormat.magic
        head.append(u32: SegmentFormat.version)
        bytes.replaceSubrange(0..<12, with: head)
        bytes.replaceSubrange(bytes.count - 8..<bytes.count, with: SegmentFormat.endMagic)
        let table = tail - Int(bytes[tail + 8]) * SegmentFormat.entrySize
        guard table >= SegmentFormat.headerSize else { return }
        let framed = bytes[..<SegmentFormat.headerSize] + bytes[table..<tail + 16]
        var checksum: [UInt8] = []
        checksum.append(u64: Checksum.of(Array(framed)))
        bytes.replaceSubrange(tail + 16..<tail + 24, with: checksum)
    }
}
