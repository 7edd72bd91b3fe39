internal import CLibxml2

/// Parses HTML and XML through libxml2.
///
/// This file alone touches the C library: what leaves it are Swift values.
public enum MarkupParser {
    /// Deepest nesting that XML may have.
    public static let maximumXMLDepth = 256

    fileprivate static let initialized: Void = {
        xmlInitParser()
        // Some faults reach no context, such as those of encodings: libxml2 would write them to
        // standard error. The default is for the threads that come, the other for this one.
        xmlThrDefSetStructuredErrorFunc(nil, keepSilent)
        xmlSetStructuredErrorFunc(nil, keepSilent)
    }()

    /// A page as browsers would read it; every input gives a tree, an empty one an empty tree.
    ///
    /// The whole page comes through, also below the 256 levels and the 10 million bytes where
    /// libxml2 stops by itself.
    ///
    /// - Parameter text: UTF-8, as `TextEncoding.decode` gives it.
    /// - Throws: `MarkupError.tooLarge`.
    public static func html(_ text: consuming [UInt8]) throws(MarkupError) -> MarkupTree {
        _ = initialized
        guard text.count < Int(Int32.max) / 4 else { throw .tooLarge }
        guard !text.isEmpty else { return MarkupTree() }
        let text = HTMLGuard.tamed(text)
        guard let context = htmlNewParserCtxt() else { throw .tooLarge }
        defer { htmlFreeParserCtxt(context) }
        guard let handler = context.pointee.sax else { throw .tooLarge }
        handler.pointee = xmlSAXHandler()
        handler.pointee.startElement = { events($0)?.pointee.start($1, $2) }
        handler.pointee.endElement = { events($0)?.pointee.end($1) }
        handler.pointee.characters = { events($0)?.pointee.text($1, $2) }
        handler.pointee.ignorableWhitespace = { events($0)?.pointee.text($1, $2) }
        handler.pointee.cdataBlock = { events($0)?.pointee.text($1, $2) }
        let options =
            Int32(HTML_PARSE_RECOVER.rawValue) | Int32(HTML_PARSE_NONET.rawValue)
            | Int32(HTML_PARSE_NOERROR.rawValue) | Int32(HTML_PARSE_NOWARNING.rawValue)
            | Int32(HTML_PARSE_IGNORE_ENC.rawValue) | Int32(XML_PARSE_HUGE.rawValue)
        var gathered = Events(context, bytes: text.count)
        withUnsafeMutablePointer(to: &gathered) { place in
            context.pointee.userData = UnsafeMutableRawPointer(place)
            Feed.reading(text, marked: true) { feed in
                // Without a tree there is no document to free.
                _ = htmlCtxtReadIO(context, Feed.read, nil, feed, nil, nil, options)
            }
        }
        return try gathered.finish()
    }

    /// A well-formed XML document.
    ///
    /// Nothing outside the bytes is ever read: no entities are replaced, no document type is
    /// loaded, no address is opened. Entities of HTML's names become their characters where the
    /// document names an outside document type; other references are left out.
    ///
    /// - Throws: `MarkupError`, with the line of the first fault.
    public static func xml(_ bytes: [UInt8]) throws(MarkupError) -> MarkupTree {
        _ = initialized
        guard bytes.count < Int(Int32.max) / 4 else { throw .tooLarge }
        guard !bytes.isEmpty else { throw .syntax(line: 1, message: "empty") }
        if let line = HTMLGuard.endlessTag(in: bytes) {
            throw .syntax(line: line, message: "too many attributes")
        }
        guard let context = xmlNewParserCtxt() else { throw .tooLarge }
        defer { xmlFreeParserCtxt(context) }
        guard let handler = context.pointee.sax else { throw .tooLarge }
        handle(handler)
        let options =
            Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue)
            | Int32(XML_PARSE_NOWARNING.rawValue) | Int32(XML_PARSE_BIG_LINES.rawValue)
        var gathered = Events(context, bytes: bytes.count)
        gathered.isXML = true
        withUnsafeMutablePointer(to: &gathered) { place in
            context.pointee.userData = UnsafeMutableRawPointer(place)
            Feed.reading(bytes) { feed in
                // Without a tree only a document of entities could be left, which is freed.
                xmlFreeDoc(xmlCtxtReadIO(context, Feed.read, nil, feed, nil, nil, options))
            }
        }
        let tree = try gathered.finish()
        guard context.pointee.wellFormed != 0, tree.count > 0 else { throw fault(of: context) }
        return tree
    }

    /// Sets what happens at each event of XML; a declaration inside the document stops the parser.
    private static func handle(_ handler: UnsafeMutablePointer<xmlSAXHandler>) {
        handler.pointee = xmlSAXHandler()
        handler.pointee.initialized = UInt32(XML_SAX2_MAGIC)
        handler.pointee.startElementNs = { data, name, _, _, _, _, count, _, attributes in
            events(data)?.pointee.start(name, attributes, count: count)
        }
        handler.pointee.endElementNs = { data, _, _, _ in events(data)?.pointee.end() }
        handler.pointee.characters = { events($0)?.pointee.text($1, $2) }
        handler.pointee.ignorableWhitespace = { events($0)?.pointee.text($1, $2) }
        handler.pointee.cdataBlock = { events($0)?.pointee.text($1, $2) }
        handler.pointee.reference = { events($0)?.pointee.reference($1) }
        handler.pointee.entityDecl = { data, _, _, _, _, _ in events(data)?.pointee.declared() }
        handler.pointee.unparsedEntityDecl = { data, _, _, _, _ in
            events(data)?.pointee.declared()
        }
        handler.pointee.notationDecl = { data, _, _, _ in events(data)?.pointee.declared() }
        handler.pointee.elementDecl = { data, _, _, _ in events(data)?.pointee.declared() }
        handler.pointee.attributeDecl = { data, _, _, _, _, _, tree in
            xmlFreeEnumeration(tree)
            events(data)?.pointee.declared()
        }
    }

    fileprivate static func fault(of context: xmlParserCtxtPtr) -> MarkupError {
        let error = xmlCtxtGetLastError(context)
        let line = max(1, Int(error?.pointee.line ?? 1))
        let message = error.map { trimmed($0.pointee.message) } ?? ""
        if Int(context.pointee.nameNr) >= maximumXMLDepth || message.hasPrefix("Excessive depth") {
            return .tooDeep(line: line)
        }
        return .syntax(line: line, message: message)
    }
}

/// A compiled RELAX NG schema.
public final class MarkupSchema: @unchecked Sendable {
    // Never written after compiling; each validation has a context of its own.
    private let pointer: xmlRelaxNGPtr

    /// Compiles a schema in the XML syntax, which may not include others.
    ///
    /// - Throws: `MarkupError.schema`.
    public init(_ bytes: [UInt8]) throws(MarkupError) {
        _ = MarkupParser.initialized
        let faults = Faults()
        let compiled: xmlRelaxNGPtr? = bytes.withUnsafeBytes { raw in
            guard
                let context = xmlRelaxNGNewMemParserCtxt(
                    raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count))
            else { return nil }
            defer { xmlRelaxNGFreeParserCtxt(context) }
            xmlRelaxNGSetParserStructuredErrors(
                context, noteFault, Unmanaged.passUnretained(faults).toOpaque())
            return withExtendedLifetime(faults) { xmlRelaxNGParse(context) }
        }
        guard let compiled else { throw .schema(message: faults.first?.message ?? "") }
        pointer = compiled
    }

    deinit { xmlRelaxNGFree(pointer) }

    /// Most bytes of a document that is validated: its tree in the library takes ten times as much.
    private static let limit = 8 << 20

    /// Checks a document that `MarkupParser.xml` has read.
    ///
    /// - Throws: `MarkupError.invalid` with the line of the first fault, `tooLarge` beyond 8 MB.
    public func validate(_ bytes: [UInt8]) throws(MarkupError) {
        guard bytes.count <= Self.limit else { throw .tooLarge }
        guard let context = xmlNewParserCtxt() else { throw .tooLarge }
        defer { xmlFreeParserCtxt(context) }
        let options =
            Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue)
            | Int32(XML_PARSE_NOWARNING.rawValue) | Int32(XML_PARSE_BIG_LINES.rawValue)
        let document = bytes.withUnsafeBytes { raw in
            xmlCtxtReadMemory(
                context, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), nil, nil,
                options)
        }
        defer { xmlFreeDoc(document) }
        guard let document else { throw MarkupParser.fault(of: context) }
        guard let validation = xmlRelaxNGNewValidCtxt(pointer) else { throw .tooLarge }
        defer { xmlRelaxNGFreeValidCtxt(validation) }
        let faults = Faults()
        xmlRelaxNGSetValidStructuredErrors(
            validation, noteFault, Unmanaged.passUnretained(faults).toOpaque())
        let code = withExtendedLifetime(faults) { xmlRelaxNGValidateDoc(validation, document) }
        guard code != 0 else { return }
        throw .invalid(line: faults.first?.line ?? 1, message: faults.first?.message ?? "")
    }
}

/// What a validation complained about first; noise gives thousands of complaints.
private final class Faults {
    var first: (line: Int, message: String)?
}

private let keepSilent: xmlStructuredErrorFunc = { _, _ in }

private let noteFault: xmlStructuredErrorFunc = { data, error in
    guard let data, let error else { return }
    let faults = Unmanaged<Faults>.fromOpaque(data).takeUnretainedValue()
    guard faults.first == nil else { return }
    faults.first = (max(1, Int(error.pointee.line)), trimmed(error.pointee.message))
}

/// Hands the parser a text in pieces, so that it keeps no copy of the whole.
private struct Feed {
    private var rest: UnsafeRawBufferPointer
    private var isMarked: Bool

    /// Calls `body` with what `read` takes as its context.
    ///
    /// - Parameter marked: Whether the mark of UTF-8 goes ahead: the parser then takes the bytes as
    ///   they are, where the name of the encoding would have them converted to what they are.
    static func reading(
        _ bytes: [UInt8], marked: Bool = false, _ body: (UnsafeMutableRawPointer) -> Void
    ) {
        bytes.withUnsafeBytes { raw in
            var feed = Feed(rest: raw, isMarked: marked)
            withUnsafeMutablePointer(to: &feed) { body(UnsafeMutableRawPointer($0)) }
        }
    }

    static let read: xmlInputReadCallback = { data, target, capacity in
        guard let feed = data?.assumingMemoryBound(to: Feed.self), let target, capacity > 0 else {
            return 0
        }
        var space = UnsafeMutableRawBufferPointer(start: target, count: Int(capacity))
        var count = 0
        if feed.pointee.isMarked, space.count > 3 {
            feed.pointee.isMarked = false
            space.copyBytes(from: [0xEF, 0xBB, 0xBF])
            space = UnsafeMutableRawBufferPointer(rebasing: space.dropFirst(3))
            count = 3
        }
        let piece = feed.pointee.rest.prefix(space.count)
        space.copyBytes(from: piece)
        feed.pointee.rest = UnsafeRawBufferPointer(
            rebasing: feed.pointee.rest.dropFirst(piece.count))
        return Int32(count + piece.count)
    }
}

/// Turns the parser's events into calls of the builder.
///
/// A struct behind a pointer: the parser calls it for every tag, and checks of exclusive access
/// to a class would cost as much as the work.
private struct Events {
    private var builder = TreeBuilder()
    /// The parser; lives as long as the parse.
    private let context: xmlParserCtxtPtr
    var isXML = false
    /// Why the parser was stopped.
    private(set) var fault: MarkupError?
    /// Inside a script or style sheet that nobody reads.
    private var isSilent = false

    /// A name that was met, by the address of its one copy in the parser's dictionary.
    private struct Known {
        var address: UnsafePointer<xmlChar>?
        var number: Int32 = -1
        var tag = HTMLTag.other
        var attribute = HTMLAttribute.other
    }
    private var known = [Known](repeating: Known(), count: 256)

    init(_ context: xmlParserCtxtPtr, bytes: Int) {
        self.context = context
        builder.reserve(bytes: bytes)
    }

    /// The tree of all that came.
    mutating func finish() throws(MarkupError) -> MarkupTree {
        if let fault { throw fault }
        return builder.finish()
    }

    private mutating func lookUp(_ address: UnsafePointer<xmlChar>) -> Known {
        // The golden ratio spreads addresses that lie close together over the slots.
        let slot = Int((UInt(bitPattern: address) &* 0x9E37_79B9_7F4A_7C15) >> 56)
        if known[slot].address == address { return known[slot] }
        let entry = known(bytes(address), at: address)
        known[slot] = entry
        return entry
    }

    private mutating func known(
        _ name: UnsafeBufferPointer<UInt8>, at address: UnsafePointer<xmlChar>
    ) -> Known {
        if let name = HTMLName.named(name) {
            return Known(
                address: address, number: MarkupTree.number(of: name), tag: name.tag,
                attribute: name.attribute)
        }
        let text = string(name)
        var lower = isXML ? text : text.lowercased()
        guard lower == text else {
            return lower.withUTF8 { known($0, at: address) }
        }
        return Known(address: address, number: builder.number(of: text))
    }

    private var line: Int { max(1, Int(context.pointee.input?.pointee.line ?? 1)) }

    private mutating func start(_ name: UnsafePointer<xmlChar>) -> HTMLTag {
        let entry = lookUp(name)
        builder.start(name: entry.number, tag: entry.tag, line: line)
        isSilent = false
        if builder.isFull { stop(.tooLarge) }
        return entry.tag
    }

    /// A start tag of HTML: names and values of attributes take turns.
    mutating func start(
        _ name: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let name else { return }
        let tag = start(name)
        var isData = false
        if var next = attributes {
            while let name = next[0] {
                let entry = lookUp(name)
                if entry.attribute != .other {
                    let value = next[1].map { bytes($0) } ?? .init(start: nil, count: 0)
                    builder.attribute(name: entry.number, known: entry.attribute, value: value)
                    if entry.attribute == .type, tag == .script {
                        isData = namesJSON(value)
                    }
                }
                next += 2
            }
        }
        isSilent = tag == .style || (tag == .script && !isData)
    }

    /// A start tag of XML: an attribute takes five places, the last two the ends of its value.
    mutating func start(
        _ name: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int32
    ) {
        guard let name else { return }
        _ = start(name)
        if builder.depth > MarkupParser.maximumXMLDepth { stop(.tooDeep(line: line)) }
        guard let attributes else { return }
        for index in 0..<Int(count) {
            let place = attributes + index * 5
            guard let name = place[0], let start = place[3], let end = place[4] else { continue }
            let entry = lookUp(name)
            builder.attribute(
                name: entry.number, known: entry.attribute,
                value: UnsafeBufferPointer(start: start, count: end - start))
        }
    }

    mutating func end(_ name: UnsafePointer<xmlChar>?) {
        guard let name else { return }
        isSilent = false
        builder.end(name: lookUp(name).number)
    }

    mutating func end() { builder.closeLast() }

    mutating func text(_ start: UnsafePointer<xmlChar>?, _ count: Int32) {
        guard !isSilent else { return }
        builder.text(UnsafeBufferPointer(start: start, count: Int(count)), line: line)
        if builder.isFull { stop(.tooLarge) }
    }

    /// A reference to an entity that nothing declares here.
    mutating func reference(_ name: UnsafePointer<xmlChar>?) {
        guard let name, let entity = htmlEntityLookup(name),
            let scalar = Unicode.Scalar(entity.pointee.value)
        else { return }
        let characters = Array(String(Character(scalar)).utf8)
        characters.withUnsafeBufferPointer { builder.text($0, line: line) }
    }

    mutating func declared() { stop(.declarations(line: line)) }

    private mutating func stop(_ fault: MarkupError) {
        guard self.fault == nil else { return }
        self.fault = fault
        xmlStopParser(context)
    }
}

private func events(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Events>? {
    data?.assumingMemoryBound(to: Events.self)
}

private func bytes(_ start: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: Int(xmlStrlen(start)))
}

private func string(_ start: UnsafePointer<xmlChar>) -> String { string(bytes(start)) }

private func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
}

/// Whether a media type is one of JSON.
private func namesJSON(_ type: UnsafeBufferPointer<UInt8>) -> Bool {
    guard type.count >= 4 else { return false }
    return (0...type.count - 4).contains { start in
        type[start..<start + 4].lazy.map { $0 | 0x20 }.elementsEqual("json".utf8)
    }
}

private func trimmed(_ message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "" }
    var text = String(cString: message)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
