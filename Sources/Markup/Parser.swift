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
    public static func html(_ text: [UInt8]) throws(MarkupError) -> MarkupTree {
        _ = initialized
        guard text.count < Int(Int32.max) / 4 else { throw .tooLarge }
        guard !text.isEmpty else { return MarkupTree() }
        let text = HTMLGuard.tamed(text)
        var events = HTMLEvents()
        guard let context = htmlNewParserCtxt() else { throw .tooLarge }
        defer { htmlFreeParserCtxt(context) }
        guard let handler = context.pointee.sax else { throw .tooLarge }
        handler.pointee = xmlSAXHandler()
        handler.pointee.startElement = { htmlEvents($0)?.pointee.start($1, $2) }
        handler.pointee.endElement = { htmlEvents($0)?.pointee.end($1) }
        handler.pointee.characters = { htmlEvents($0)?.pointee.text($1, $2) }
        handler.pointee.ignorableWhitespace = { htmlEvents($0)?.pointee.text($1, $2) }
        handler.pointee.cdataBlock = { htmlEvents($0)?.pointee.text($1, $2) }
        events.context = context
        events.builder.reserve(bytes: text.count)
        let options =
            Int32(HTML_PARSE_RECOVER.rawValue) | Int32(HTML_PARSE_NONET.rawValue)
            | Int32(HTML_PARSE_NOERROR.rawValue) | Int32(HTML_PARSE_NOWARNING.rawValue)
            | Int32(HTML_PARSE_IGNORE_ENC.rawValue) | Int32(XML_PARSE_HUGE.rawValue)
        withUnsafeMutablePointer(to: &events) { events in
            context.pointee.userData = UnsafeMutableRawPointer(events)
            text.withUnsafeBytes { raw in
                let start = raw.bindMemory(to: CChar.self).baseAddress
                // Without a tree there is no document to free.
                _ = htmlCtxtReadMemory(
                    context, start, Int32(raw.count), nil, "UTF-8", options)
            }
        }
        guard !events.builder.isFull else { throw .tooLarge }
        return events.builder.finish()
    }

    /// A well-formed XML document, valid by the schema when one is given.
    ///
    /// Nothing outside the bytes is ever read: no entities are replaced, no document type is
    /// loaded, no address is opened. Entities of HTML's names become their characters where the
    /// document names an outside document type; other references are left out.
    ///
    /// - Throws: `MarkupError`, with the line of the first fault.
    public static func xml(
        _ bytes: [UInt8], schema: MarkupSchema? = nil
    ) throws(MarkupError) -> MarkupTree {
        _ = initialized
        guard bytes.count < Int(Int32.max) / 4 else { throw .tooLarge }
        guard !bytes.isEmpty else { throw .syntax(line: 1, message: "empty") }
        guard let context = xmlNewParserCtxt() else { throw .tooLarge }
        defer { xmlFreeParserCtxt(context) }
        refuseDeclarations(context)
        let options =
            Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue)
            | Int32(XML_PARSE_NOWARNING.rawValue) | Int32(XML_PARSE_BIG_LINES.rawValue)
        let document = bytes.withUnsafeBytes { raw in
            xmlCtxtReadMemory(
                context, raw.bindMemory(to: CChar.self).baseAddress, Int32(raw.count), nil, nil,
                options)
        }
        defer { xmlFreeDoc(document) }
        if context.pointee._private != nil {
            throw .declarations(line: max(1, Int(bitPattern: context.pointee._private)))
        }
        guard let document, context.pointee.wellFormed != 0 else { throw fault(of: context) }
        if let schema { try schema.validate(document) }
        return try tree(of: document)
    }

    /// Makes the parser stop at the first declaration inside the document, and note its line.
    private static func refuseDeclarations(_ context: xmlParserCtxtPtr) {
        guard let handler = context.pointee.sax else { return }
        handler.pointee.entityDecl = { context, _, _, _, _, _ in stopAtDeclaration(context) }
        handler.pointee.unparsedEntityDecl = { context, _, _, _, _ in stopAtDeclaration(context) }
        handler.pointee.notationDecl = { context, _, _, _ in stopAtDeclaration(context) }
        handler.pointee.elementDecl = { context, _, _, _ in stopAtDeclaration(context) }
        handler.pointee.attributeDecl = { context, _, _, _, _, _, tree in
            xmlFreeEnumeration(tree)
            stopAtDeclaration(context)
        }
    }

    private static func fault(of context: xmlParserCtxtPtr) -> MarkupError {
        let error = xmlCtxtGetLastError(context)
        let line = max(1, Int(error?.pointee.line ?? 1))
        let message = error.map { trimmed($0.pointee.message) } ?? ""
        if Int(context.pointee.nameNr) >= maximumXMLDepth || message.hasPrefix("Excessive depth") {
            return .tooDeep(line: line)
        }
        return .syntax(line: line, message: message)
    }

    /// Copies a document; walks by its own pointers, not by recursion.
    private static func tree(of document: xmlDocPtr) throws(MarkupError) -> MarkupTree {
        var builder = TreeBuilder()
        guard let root = xmlDocGetRootElement(document) else {
            throw .syntax(line: 1, message: "empty")
        }
        var node = root
        while true {
            switch node.pointee.type {
            case XML_ELEMENT_NODE: start(node, in: &builder)
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = node.pointee.content {
                    builder.text(bytes(content), line: line(of: node))
                }
            case XML_ENTITY_REF_NODE: reference(node, in: &builder)
            default: break
            }
            guard builder.depth <= maximumXMLDepth else { throw .tooDeep(line: line(of: node)) }
            if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children {
                node = child
                continue
            }
            while true {
                if node.pointee.type == XML_ELEMENT_NODE { builder.closeLast() }
                if node == root { return builder.finish() }
                if let next = node.pointee.next {
                    node = next
                    break
                }
                guard let parent = node.pointee.parent else { return builder.finish() }
                node = parent
            }
        }
    }

    private static func start(_ node: xmlNodePtr, in builder: inout TreeBuilder) {
        let name = node.pointee.name.map { string($0) } ?? ""
        builder.start(
            name: builder.number(of: name), tag: .named(name), line: line(of: node))
        var attribute = node.pointee.properties
        while let current = attribute {
            let name = current.pointee.name.map { string($0) } ?? ""
            let value = current.pointee.children?.pointee.content
            builder.attribute(
                name: builder.number(of: name), known: .named(name),
                value: value.map { bytes($0) } ?? UnsafeBufferPointer(start: nil, count: 0))
            attribute = current.pointee.next
        }
    }

    private static func reference(_ node: xmlNodePtr, in builder: inout TreeBuilder) {
        guard let name = node.pointee.name, let entity = htmlEntityLookup(name),
            let scalar = Unicode.Scalar(entity.pointee.value)
        else { return }
        let characters = Array(String(Character(scalar)).utf8)
        characters.withUnsafeBufferPointer { builder.text($0, line: line(of: node)) }
    }

    private static func line(of node: xmlNodePtr) -> Int { max(1, xmlGetLineNo(node)) }
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

    fileprivate func validate(_ document: xmlDocPtr) throws(MarkupError) {
        guard let context = xmlRelaxNGNewValidCtxt(pointer) else { throw .tooLarge }
        defer { xmlRelaxNGFreeValidCtxt(context) }
        let faults = Faults()
        xmlRelaxNGSetValidStructuredErrors(
            context, noteFault, Unmanaged.passUnretained(faults).toOpaque())
        let code = withExtendedLifetime(faults) { xmlRelaxNGValidateDoc(context, document) }
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

/// Turns the HTML parser's events into calls of the builder.
///
/// A struct behind a pointer: the parser calls it for every tag, and checks of exclusive access
/// to a class would cost as much as the work.
private struct HTMLEvents {
    var builder = TreeBuilder()
    /// The parser; lives as long as the parse.
    var context: htmlParserCtxtPtr?

    /// A name that was met, by the address of its one copy in the parser's dictionary.
    private struct Known {
        var address: UnsafePointer<xmlChar>?
        var number: Int32 = -1
        var tag = HTMLTag.other
        var attribute = HTMLAttribute.other
    }
    private var known = [Known](repeating: Known(), count: 1024)

    private mutating func lookUp(_ address: UnsafePointer<xmlChar>) -> Known {
        // The golden ratio spreads addresses that lie close together over the slots.
        let slot = Int((UInt(bitPattern: address) &* 0x9E37_79B9_7F4A_7C15) >> 54)
        if known[slot].address == address { return known[slot] }
        let name = string(address).lowercased()
        let entry = Known(
            address: address, number: builder.number(of: name), tag: .named(name),
            attribute: .named(name))
        known[slot] = entry
        return entry
    }

    private var line: Int { Int(context?.pointee.input?.pointee.line ?? 1) }

    mutating func start(
        _ name: UnsafePointer<xmlChar>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
    ) {
        guard let name else { return }
        let entry = lookUp(name)
        builder.start(name: entry.number, tag: entry.tag, line: line)
        guard var next = attributes else { return }
        while let name = next[0] {
            let entry = lookUp(name)
            if entry.attribute != .other {
                let value = next[1].map { bytes($0) } ?? UnsafeBufferPointer(start: nil, count: 0)
                builder.attribute(name: entry.number, known: entry.attribute, value: value)
            }
            next += 2
        }
        if builder.isFull { stop() }
    }

    mutating func end(_ name: UnsafePointer<xmlChar>?) {
        guard let name else { return }
        builder.end(name: lookUp(name).number)
    }

    mutating func text(_ start: UnsafePointer<xmlChar>?, _ count: Int32) {
        builder.text(UnsafeBufferPointer(start: start, count: Int(count)), line: line)
        if builder.isFull { stop() }
    }

    private func stop() {
        if let context { xmlStopParser(context) }
    }
}

private func htmlEvents(_ data: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<HTMLEvents>? {
    data?.assumingMemoryBound(to: HTMLEvents.self)
}

private func stopAtDeclaration(_ data: UnsafeMutableRawPointer?) {
    guard let context = data?.assumingMemoryBound(to: xmlParserCtxt.self),
        context.pointee._private == nil
    else { return }
    let line = max(1, Int(context.pointee.input?.pointee.line ?? 1))
    context.pointee._private = UnsafeMutableRawPointer(bitPattern: line)
    xmlStopParser(context)
}

private func bytes(_ start: UnsafePointer<xmlChar>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: start, count: Int(xmlStrlen(start)))
}

private func string(_ start: UnsafePointer<xmlChar>) -> String {
    String(decoding: bytes(start), as: UTF8.self)
}

private func trimmed(_ message: UnsafePointer<CChar>?) -> String {
    guard let message else { return "" }
    var text = String(cString: message)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
}
