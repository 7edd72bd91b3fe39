internal import Answering
internal import Bundling
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

/// Makes a bundle and writes it: `ouderwijs bundel`.
package struct BundleCommand {
    private let invocation: Invocation
    private let office: ((Sheet, BundleForm, String) -> String?)?

    /// A command.
    ///
    /// - Parameter office: Writes a sheet in a form that is a package, to a path; gives what went
    ///   wrong, in Dutch, or `nil`. Without it no such form can be written.
    package init(
        _ invocation: Invocation, office: ((Sheet, BundleForm, String) -> String?)? = nil
    ) {
        self.invocation = invocation
        self.office = office
    }

    /// Whether it needs the program that can write packages.
    var isForBuilder: Bool { forms.contains(where: \.isOffice) }

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
        var request = Request(.bundle)
        guard let topic = OuderwijsProgram.words(of: invocation) else { return .usage }
        request.topic = topic
        request.minutes = invocation.number(.duur) ?? Bundler.defaultMinutes
        request.audience = invocation.text(.doelgroep).map { Audience(rawValue: $0) }
        do { try request.check() } catch {
            Terminal.report(Texts.message(forQuestion: error))
            return .usage
        }
        OuderwijsProgram.warn(try engine.answerer().index, invocation, places)
        if invocation.has(.json) { return respond(to: request, by: engine) }
        let target = invocation.text(.uit)
        if target == nil, forms.count > 1 || isForBuilder {
            Terminal.report(Texts.needsPlace(forms.map(\.rawValue)))
            return .usage
        }
        let outcome: Outcome
        do { outcome = try engine.perform(request) } catch {
            Terminal.report(Texts.message(for: error))
            return Self.status(for: error)
        }
        guard case .bundle(let bundle) = outcome else { return .nothing }
        guard let target else {
            Terminal.write(bytes(of: bundle, as: forms[0]))
            return .done
        }
        return write(bundle, to: target)
    }

    private func respond(to request: Request, by engine: Engine) -> ExitStatus {
        var writer = JSONWriter()
        let result = engine.respond(to: request, id: .null, line: nil, writer: &writer)
        writer.endLine()
        Terminal.write(writer.bytes)
        switch result {
        case .success: return .done
        case .failure(let error): return Self.status(for: error)
        }
    }

    private static func status(for error: RequestError) -> ExitStatus {
        if case .noPassages = error.reason { .nothing } else { .unusable }
    }

    private var edition: BundleEdition {
        invocation.text(.editie).flatMap(BundleEdition.init(rawValue:)) ?? .trainer
    }

    private func bytes(of bundle: Bundle, as form: BundleForm) -> [UInt8] {
        switch form {
        case .json:
            var writer = JSONWriter()
            bundle.write(to: &writer)
            writer.endLine()
            return writer.bytes
        case .html:
            return Array(
                HTMLWriter.write(bundle.sheet(edition: edition), large: edition == .large).utf8)
        default: return Array(MarkdownWriter.write(bundle.sheet(edition: edition)).utf8)
        }
    }

    /// Writes each form to the file, or under the topic's name in the folder.
    private func write(_ bundle: Bundle, to target: String) -> ExitStatus {
        let isFolder =
            Folder.status(target).map { $0.kind == .folder }
            ?? (forms.count > 1 || target.hasSuffix("/"))
        var faults: [String] = []
        for form in forms {
            var path = target
            do throws(FileError) {
                if isFolder {
                    try Folder.create(target)
                    path = Path.join(target, form.fileName(for: bundle.topic))
                }
                if form.isOffice {
                    let fault =
                        if let office { office(bundle.sheet(edition: edition), form, path) } else {
                            Texts.cannotWrite(form.rawValue)
                        }
                    if let fault {
                        faults.append(fault)
                        continue
                    }
                } else {
                    try AtomicFile.write(bytes(of: bundle, as: form), to: path)
                }
                if !invocation.has(.stil) { Terminal.report(Texts.written(path)) }
            } catch { faults.append(Texts.message(for: error)) }
        }
        for fault in faults { Terminal.report(fault) }
        return faults.isEmpty ? .done : .partly
    }
}
