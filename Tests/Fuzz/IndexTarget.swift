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
        runs += 1
        if runs % runsBetweenFolders != 0 { return useSegment(damaged(segment, by: input), input) }
        let bytes = damaged(fixture.bytes, by: input)
        guard ftruncate(fixture.descriptor, 0) == 0,
            pwrite(fixture.descriptor, bytes, bytes.count, 0) == bytes.count
        else { fatalError("the file cannot be written") }
        // One way of use for each input: they take turns by its length and first byte.
        let turn = input.count / 4 + Int(input.first ?? 0)
        guard let index = try? SearchIndex(fixture.folder) else { return }
        if turn % 4 <= 1 { try? index.check() }
        let answerer = Answerer(index)
        let question = questions[turn % questions.count]
        if turn % 4 == 2 {
            _ = try? answerer.answer(question, limit: 5)
        } else {
            _ = try? answerer.search(question, limit: 5)
        }
        _ = try? index.passage("huisbezoek/stap-2")
    }

    /// A whole folder takes as long as a hundred segments in memory.
    private static let runsBetweenFolders = 200
    // The fuzzer has one thread.
    private nonisolated(unsafe) static var runs = 0

    /// A segment of words that are frequent enough for several blocks.
    private static let segment: [UInt8] = {
        let builder = RunBuilder(fieldCount: 2, capacity: 10_000)
        for passage in 0..<300 {
            for field in 0..<2 {
                for position in 0..<4 {
                    let word = [
                        0x61 + UInt8((passage * (position + 1) + field) % (2 + position * 3))
                    ]
                    let id = word.withUnsafeBufferPointer { builder.id(of: $0) }
                    builder.add(id, field: field, position: position)
                }
            }
            builder.endPassage(
                lengths: [4, 4], stored: UnsafeRawBufferPointer(start: nil, count: 0))
        }
        guard let place = getenv("OUDERWIJS_FUZZ_FOLDER") else {
            fatalError("OUDERWIJS_FUZZ_FOLDER must name a folder")
        }
        let folder = Path.join(String(cString: place), "segment")
        do {
            let model = ImpactModel(saturation: 1.2, weights: [2, 1], penalties: [0, 0.75])
            var writer = try IndexWriter(folder, model: model, start: .replace)
            writer.add(try builder.finish())
            try writer.commit()
            let names = try Folder.names(in: folder).compactMap(\.text)
            guard let name = names.first(where: { $0.hasPrefix("segment-") }) else {
                fatalError("no segment")
            }
            return try FileReader.bytes(of: Path.join(folder, name), limit: 1 << 20)
        } catch { fatalError("\(error)") }
    }()

    /// Searches a damaged segment in one way, chosen by the input.
    private static func useSegment(_ bytes: [UInt8], _ input: UnsafeRawBufferPointer) {
        guard let file = try? MappedFile(copying: bytes, path: "segment"),
            let segment = try? Segment(file), let reader = try? IndexReader([segment])
        else { return }
        let choice = Int(input.first ?? 0) &+ input.count
        var groups: [[WeightedTerm]] = []
        for word in 0..<3 {
            let term = [0x61 + UInt8((choice + word * 3) % 12)]
            guard let matches = try? reader.find(term) else { continue }
            groups.append([WeightedTerm(matches, weight: Double(word) + 0.5)])
            if choice % 8 == 0, var cursor = try? reader.postings(of: matches) {
                while (try? cursor.next()) == true { _ = try? cursor.positions() }
            }
        }
        let retriever = Retriever(reader)
        switch choice % 5 {
        case 0: _ = try? retriever.search(RankedQuery(groups), limit: 3)
        case 1: _ = try? retriever.search(RankedQuery(groups, mode: .all), limit: 3)
        case 2:
            _ = try? retriever.search(RankedQuery([groups.flatMap { $0 }] + groups), limit: 10)
        case 3:
            let pair = Array(groups.prefix(2))
            let offsets = Array([0, 1].prefix(pair.count))
            _ = try? retriever.search(RankedQuery(pair, mode: .phrase(offsets: offsets)), limit: 3)
        default: try? segment.check()
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
