internal import Answering
internal import Bundling
internal import Corpus
internal import Files
internal import Publishing
internal import Searching

// The commands: what each does with the words behind it.
extension Conversation {
    func reply(
        to command: ConversationCommand, _ words: [String]
    ) throws(RequestError) -> Reply {
        switch command {
        case .help: help(words.first)
        case .open: try open(words.first)
        case .waarom: try why(words.first)
        case .bron: try source(words.first)
        case .kaart: try card(words.first)
        case .verwant: try related(words.first)
        case .begrip: try concept(words.joined(separator: " "))
        case .ontleed: try analysis(words.joined(separator: " "))
        case .themas: try topics()
        case .filter: try filter(words)
        case .wis: clear()
        case .meer: try turn(by: 1)
        case .terug: try turn(by: -1)
        case .bewaar: try save(words)
        case .map: try list(words.joined(separator: " "))
        case .bundel: try bundle(words.joined(separator: " "))
        case .toon: show(words.first)
        case .voorlezen: readAloud(words.first)
        case .opnemen: record(words.joined(separator: " "))
        case .ongedaan: undo()
        case .stop: Reply(parts: [], isEnd: true)
        }
    }

    private func help(_ word: String?) -> Reply {
        guard let word else { return .text { $0.renderHelp() } }
        guard let command = ConversationCommand.named(word) else {
            let near = Nearest.of(
                word.hasPrefix(":") ? word : ":" + word, in: ConversationCommand.allNames)
            return .fault(Texts.unknownCommand(word, near: near))
        }
        return .text { $0.renderHelp(of: command) }
    }

    // MARK: conditions and pages

    private func filter(_ words: [String]) throws(RequestError) -> Reply {
        guard !words.isEmpty else { return .say(Texts.current(context.filter)) }
        var next = context
        next.offset = 0
        for word in words {
            let pieces = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard pieces.count == 2 else { return .fault(Texts.filterForm) }
            let (name, value) = (pieces[0].lowercased(), pieces[1])
            switch name {
            case "doelgroep", "rol", "audience":
                guard let audience = CommandTable.audiences[value.lowercased()] else {
                    return .fault(unknownValue(value, CommandTable.audiences.keys.sorted()))
                }
                next.filter.audiences = [audience]
            case "soort", "kind":
                guard let kind = CommandTable.kinds[value.lowercased()] else {
                    return .fault(unknownValue(value, CommandTable.kinds.keys.sorted()))
                }
                next.filter.kinds = [kind]
            case "thema", "topic": next.filter.topics = [value]
            case "bron", "document": next.filter.documents = [value]
            default: return .fault(unknownValue(name, ["doelgroep", "soort", "thema", "bron"]))
            }
        }
        guard next.question != nil else {
            remember(.context(context))
            context = next
            return .say(Texts.current(next.filter))
        }
        return try show(next, saying: Texts.kept(filter: next.filter))
    }

    private func unknownValue(_ value: String, _ known: [String]) -> String {
        Texts.unknownValue(value, near: Nearest.of(value, in: known), known)
    }

    private func clear() -> Reply {
        remember(.context(context))
        context = Context()
        return .say(Texts.cleared)
    }

    private func turn(by pages: Int) throws(RequestError) -> Reply {
        guard context.question != nil else { return .fault(Texts.noQuestionYet) }
        var next = context
        next.offset += pages * limit
        guard next.offset >= 0 else { return .fault(Texts.noEarlierHits) }
        guard next.offset < min(context.total, Limits.hits) else { return .fault(Texts.noMoreHits) }
        return try show(next)
    }

    // MARK: saving

    private func save(_ words: [String]) throws(RequestError) -> Reply {
        let parts = words.split(separator: "in", maxSplits: 1, omittingEmptySubsequences: false)
        let numbers = parts.first.map(Array.init) ?? []
        let folder = parts.count > 1 ? parts[1].joined(separator: " ") : SavedFolders.usual
        var entries: [(id: String, note: String)] = []
        for word in numbers.isEmpty ? [nil] : numbers.map(Optional.some) {
            switch hit(word) {
            case .success(let citation):
                let passage = citation.passage
                let text = [passage.label, passage.text].filter { !$0.isEmpty }
                    .joined(separator: ": ")
                entries.append((passage.id, OutputStyle.visible(text)))
            case .failure(let fault): return .fault(fault.text)
            }
        }
        do {
            let added = try folders.add(entries, to: folder)
            if !added.isEmpty { remember(.saved(folder: folder, ids: added)) }
            return .say(Texts.saved(added.count, of: entries.count, in: folder))
        } catch { return .fault(Texts.message(for: error)) }
    }

    /// The passages of a folder, with the ids that no longer exist.
    private func saved(
        in folder: String
    ) throws(RequestError) -> Result<(found: [Passage], gone: [String]), Fault> {
        let ids: [String]
        do { ids = try folders.ids(in: folder) } catch {
            return .failure(Fault(Texts.message(for: error)))
        }
        var found: [Passage] = []
        var gone: [String] = []
        for id in ids {
            if let passage = try passage(id) { found.append(passage) } else { gone.append(id) }
        }
        return .success((found, gone))
    }

    private func list(_ folder: String) throws(RequestError) -> Reply {
        guard !folder.isEmpty else {
            let names = folders.names()
            guard !names.isEmpty else { return .say(Texts.noFolders) }
            let rows = names.map { name in
                (name, Texts.count(((try? folders.ids(in: name)) ?? []).count, "passage"))
            }
            return .text { TextRenderer.text($0.table(rows)) }
        }
        switch try saved(in: folder) {
        case .failure(let fault): return .fault(fault.text)
        case .success(let (found, gone)):
            let path = folders.shownPath
            return .text { renderer in
                var lines = renderer.style.wrap(Texts.folder(folder, count: found.count))
                for passage in found {
                    lines += renderer.style.wrap(
                        OutputStyle.visible("\(TextRenderer.start(of: passage)) [\(passage.id)]"),
                        indent: "    ", first: "  ")
                }
                if !gone.isEmpty { lines += renderer.style.wrap(Texts.gone(gone)) }
                lines += renderer.style.wrap(Texts.folderPlace(path))
                return TextRenderer.text(lines)
            }
        }
    }

    /// Writes a workshop in Markdown, in the current folder: from the passages of a folder, or about a
    /// topic when it is no folder, nor near the name of one.
    private func bundle(_ name: String) throws(RequestError) -> Reply {
        let names = folders.names()
        let isTopic =
            !name.isEmpty && !names.contains(name) && Nearest.of(name, in: names) == nil
        var request = BundleRequest(
            isTopic ? .topic(name) : .folder(name.isEmpty ? SavedFolders.usual : name))
        request.audience = context.filter.audiences.first.map { Audience(rawValue: $0) }
        let maker = BundleMaker(engine: engine, folders: folders)
        let matter: BundleMaker.Matter
        do { matter = try maker.matter(for: request) } catch {
            if case .request(let error) = error { throw error }
            return .fault(Texts.message(for: error))
        }
        guard case .bundle(let bundle) = matter else { return .nothing }
        let path = BundleForm.markdown.fileName(for: request.name)
        guard Folder.status(path) == nil else { return .fault(Texts.bundleExists(path)) }
        let text = MarkdownRevision.file(
            of: MarkdownWriter.write(matter.sheet(for: request)), Texts.revisionLabels)
        do throws(FileError) { try AtomicFile.write(Array(text.utf8), to: path) } catch {
            return .fault(Texts.message(for: error))
        }
        return .say(Texts.bundled(bundle, path))
    }

    // MARK: the conversation itself

    private func show(_ word: String?) -> Reply {
        guard let word else { return .say(Texts.current(display)) }
        guard let display = Display(rawValue: word.lowercased()) else {
            return .fault(unknownValue(word, Display.allCases.map(\.rawValue)))
        }
        self.display = display
        return .say(Texts.current(display))
    }

    private func readAloud(_ word: String?) -> Reply {
        switch word?.lowercased() {
        case nil: readsAloud.toggle()
        case "aan", "on": readsAloud = true
        case "uit", "off": readsAloud = false
        case let other?: return .fault(unknownValue(other, ["aan", "uit"]))
        }
        return .say(Texts.readingAloud(readsAloud))
    }

    private func record(_ path: String) -> Reply {
        if path.isEmpty {
            guard let recording else { return .fault(Texts.noRecording) }
            self.recording = nil
            return .say(Texts.recorded(recording.path))
        }
        guard Folder.status(path) == nil else { return .fault(Texts.fileExists(path)) }
        recording = Recording(path: path)
        return .say(Texts.recording(path))
    }

    private func undo() -> Reply {
        switch changes.popLast() {
        case nil: return .fault(Texts.nothingToUndo)
        case .context(let earlier):
            context = earlier
            return .say(Texts.undone(question: earlier.question))
        case .saved(let folder, let ids):
            do { try folders.remove(ids, from: folder) } catch {
                return .fault(Texts.message(for: error))
            }
            return .say(Texts.undone(saved: ids.count, folder: folder))
        }
    }
}
