internal import Answering
internal import Corpus
internal import Files
internal import Indexing
internal import JSON
package import Publishing

/// What a bundle may be written as.
package enum BundleForm: String, CaseIterable {
    case markdown, html, docx, odt, pptx, pdf, json

    /// Whether it takes the program that is linked with a zip library.
    var isOffice: Bool {
        switch self {
        case .docx, .odt, .pptx, .pdf: true
        case .markdown, .html, .json: false
        }
    }

    /// How its files end.
    var fileExtension: String { self == .markdown ? "md" : rawValue }

    /// Letters and digits of a topic with hyphens between, as the name of a file.
    func fileName(for topic: String) -> String {
        let words = topic.lowercased().split { !$0.isLetter && !$0.isNumber }
        let name = words.isEmpty ? CommandName.bundel.rawValue : words.joined(separator: "-")
        return name + "." + fileExtension
    }

    init?(fileExtension: String) {
        guard let form = Self.allCases.first(where: { $0.fileExtension == fileExtension }) else {
            return nil
        }
        self = form
    }
}

/// A file that the program with a zip library is to write.
package struct OfficeOrder {
    /// What stands in it.
    package let sheet: Sheet
    /// As what.
    package let form: BundleForm
    /// Where.
    package let path: String
    /// The file whose styles it takes, as asked.
    package let template: String?
}

/// Makes a bundle and writes it: `ouderwijs bundel`.
package struct BundleCommand {
    /// Carries out an order; gives what there is to say about it.
    ///
    /// - Throws: `BundleFault` with what went wrong, in Dutch.
    package typealias Office = (OfficeOrder) throws(BundleFault) -> [String]

    private let invocation: Invocation
    private let office: Office?

    /// A command; without `office` no form can be written that is a package.
    package init(_ invocation: Invocation, office: Office? = nil) {
        self.invocation = invocation
        self.office = office
    }

    /// Whether it needs the program that can write packages.
    var isForBuilder: Bool { !invocation.has(.ververs) && forms.contains(where: \.isOffice) }

    /// As asked, else as the name of the file says, else Markdown.
    private var forms: [BundleForm] {
        let asked = invocation.texts(.vorm).compactMap(BundleForm.init(rawValue:))
        guard asked.isEmpty else {
            return BundleForm.allCases.filter(asked.contains)
        }
        let ending = invocation.text(.uit).map(Path.fileExtension) ?? ""
        return [BundleForm(fileExtension: ending) ?? .markdown]
    }

    /// Does it.
    package func run() -> ExitStatus {
        do { return try make() } catch {
            Terminal.report(Texts.message(for: error))
            return .unusable
        }
    }

    private func make() throws(IndexError) -> ExitStatus {
        let places = Places(invocation)
        let engine = Engine(IndexSource(places.index))
        let maker = BundleMaker(engine: engine, folders: SavedFolders(path: places.savedFolders))
        if let path = invocation.text(.ververs) {
            OuderwijsProgram.warn(try engine.answerer().index, invocation, places)
            return RefreshCommand(invocation: invocation, maker: maker).run(path)
        }
        guard let topic = OuderwijsProgram.words(of: invocation) else { return .usage }
        let request: BundleRequest
        do { request = try BundleRequest(invocation, topic: topic) } catch {
            Terminal.report(Texts.oneSubject)
            return .usage
        }
        if invocation.has(.sjabloon), !isForBuilder {
            Terminal.report(Texts.templateWithoutUse)
            return .usage
        }
        OuderwijsProgram.warn(try engine.answerer().index, invocation, places)
        do {
            if invocation.has(.json) {
                return respond(to: try maker.engineRequest(for: request), by: engine)
            }
            let target = invocation.text(.uit)
            if target == nil, forms.count > 1 || isForBuilder {
                Terminal.report(Texts.needsPlace(forms.map(\.rawValue)))
                return .usage
            }
            let matter = try maker.matter(for: request)
            guard let target else {
                Terminal.write(bytes(of: matter, for: request, as: forms[0]))
                return .done
            }
            return write(matter, for: request, to: target)
        } catch {
            Terminal.report(Texts.message(for: error))
            return error.status
        }
    }

    private func respond(to request: Request, by engine: Engine) -> ExitStatus {
        var writer = JSONWriter()
        let result = engine.respond(to: request, id: .null, line: nil, writer: &writer)
        writer.endLine()
        Terminal.write(writer.bytes)
        switch result {
        case .success: return .done
        case .failure(let error): return BundleMaker.Fault.request(error).status
        }
    }

    private func bytes(
        of matter: BundleMaker.Matter, for request: BundleRequest, as form: BundleForm
    ) -> [UInt8] {
        switch form {
        case .json:
            var writer = JSONWriter()
            switch matter {
            case .bundle(let bundle): bundle.write(to: &writer)
            case .card(let document): document.write(to: &writer)
            }
            writer.endLine()
            return writer.bytes
        case .html: return Array(HTMLWriter.write(matter.sheet(for: request)).utf8)
        default:
            let text = MarkdownWriter.write(matter.sheet(for: request))
            return Array(MarkdownRevision.file(of: text, Texts.revisionLabels).utf8)
        }
    }

    /// Writes each form to the file, or under the subject's name in the folder.
    private func write(
        _ matter: BundleMaker.Matter, for request: BundleRequest, to target: String
    ) -> ExitStatus {
        let isFolder =
            Folder.status(target).map { $0.kind == .folder }
            ?? (forms.count > 1 || target.hasSuffix("/"))
        var faults: [String] = []
        for form in forms {
            var path = target
            do {
                if isFolder {
                    try Folder.create(target)
                    path = Path.join(target, form.fileName(for: request.name))
                }
                if form.isOffice {
                    guard let office else { throw BundleFault(Texts.cannotWrite(form.rawValue)) }
                    let sheet =
                        form == .pptx ? matter.slides(for: request) : matter.sheet(for: request)
                    let notes = try office(
                        OfficeOrder(
                            sheet: sheet, form: form, path: path,
                            template: invocation.text(.sjabloon)))
                    for note in notes where !invocation.has(.stil) { Terminal.report(note) }
                } else {
                    try AtomicFile.write(bytes(of: matter, for: request, as: form), to: path)
                }
                if !invocation.has(.stil) { Terminal.report(Texts.written(path)) }
            } catch let error as FileError {
                faults.append(Texts.message(for: error))
            } catch {
                faults.append((error as? BundleFault)?.text ?? Texts.cannotWrite(form.rawValue))
            }
        }
        for fault in faults { Terminal.report(fault) }
        return faults.isEmpty ? .done : .partly
    }
}

/// Why a form of a bundle was not written, in Dutch.
package struct BundleFault: Error {
    let text: String

    /// A fault with this word to the user.
    package init(_ text: String) { self.text = text }
}
