internal import Corpus

/// Reads pages that a browser saved as a single file: MHTML (RFC 2557), a message in parts (RFC 2046)
/// of which one is the page.
enum SavedPage {
    /// Whether bytes are such a message: fields at once, and one that says so.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, first | 0x20 &- 97 < 26 else { return false }
        let fields = fields(of: bytes.prefix(longestHead)).values
        return fields["content-type"]?.lowercased().hasPrefix("multipart/related") ?? false
    }

    /// The first part that is a page, and the address that it was saved from.
    ///
    /// - Throws: `Rejection.empty` without one.
    static func page(in message: consuming [UInt8]) throws(Rejection) -> (
        page: [UInt8], address: String?
    ) {
        let bytes = consume message
        let head = fields(of: bytes.prefix(longestHead))
        guard let boundary = parameter("boundary", of: head.values["content-type"] ?? ""),
            !boundary.isEmpty
        else { throw .empty }
        let mark = Array("--\(boundary)".utf8)
        var start = place(of: mark, in: bytes, from: head.end)
        while let begin = start {
            let part = begin + mark.count
            let end = place(of: mark, in: bytes, from: part)
            let partHead = fields(of: bytes[part..<min(part + longestHead, end ?? bytes.count)])
            let type = partHead.values["content-type"]?.lowercased() ?? ""
            if type.hasPrefix("text/html") || type.hasPrefix("application/xhtml+xml") {
                let body = bytes[partHead.end..<(end ?? bytes.count)]
                let address =
                    partHead.values["content-location"] ?? head.values["snapshot-content-location"]
                return (
                    decoded(body, partHead.values["content-transfer-encoding"] ?? ""),
                    address.flatMap { Address.isWeb($0) ? $0 : nil }
                )
            }
            start = end
        }
        throw .empty
    }

    /// The fields in front of a part take fewer bytes.
    private static let longestHead = 8192

    /// The fields of a head by their names in lower case, the first of each, and where the body
    /// begins; lines that begin with a blank go on with the line before.
    private static func fields(
        of bytes: ArraySlice<UInt8>
    ) -> (values: [String: String], end: Int) {
        var values: [String: String] = [:]
        var name: String?
        var place = bytes.startIndex
        var isFirst = true
        while place < bytes.endIndex {
            let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let line =
                bytes[place..<end].last == 0x0D ? bytes[place..<(end - 1)] : bytes[place..<end]
            place = min(end + 1, bytes.endIndex)
            defer { isFirst = false }
            if line.isEmpty {
                // A part begins behind the line end of its mark.
                if isFirst { continue }
                break
            }
            if line.first == 0x20 || line.first == 0x09 {
                if let name {
                    values[name, default: ""] +=
                        " " + Text.clean(String(decoding: line, as: UTF8.self))
                }
                continue
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
                name = nil
                continue
            }
            let found = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            name = values[found] == nil ? found : nil
            if name != nil {
                values[found] = Text.clean(String(decoding: line[(colon + 1)...], as: UTF8.self))
            }
        }
        return (values, place)
    }

    /// A parameter of a field, in quotes or not; `nil` where it has none of that name.
    private static func parameter(_ name: String, of field: String) -> String? {
        for part in field.split(separator: ";").dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, Text.clean(String(pair[0])).lowercased() == name else {
                continue
            }
            return Text.clean(pair[1].filter { $0 != "\"" })
        }
        return nil
    }

    /// Where a mark begins a line, from some place on.
    private static func place(of mark: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + mark.count <= bytes.count {
            if bytes[place..<(place + mark.count)].elementsEqual(mark) { return place }
            guard let end = bytes[place...].firstIndex(of: 0x0A) else { return nil }
            place = end + 1
        }
        return nil
    }

    /// A body without its transfer encoding (RFC 2045, section 6).
    private static func decoded(_ body: ArraySlice<UInt8>, _ encoding: String) -> [UInt8] {
        switch encoding.lowercased() {
        case "quoted-printable": quotedPrintable(body)
        case "base64": base64(body)
        default: Array(body)
        }
    }

    private static func quotedPrintable(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count)
        var place = body.startIndex
        while place < body.endIndex {
            let byte = body[place]
            place += 1
            guard byte == UInt8(ascii: "=") else {
                result.append(byte)
                continue
            }
            if place + 1 < body.endIndex, let high = digit(body[place]),
                let low = digit(body[place + 1])
            {
                result.append(high << 4 | low)
                place += 2
            } else if let end = body[place...].prefix(3).firstIndex(of: 0x0A) {
                // The line goes on.
                place = end + 1
            } else {
                result.append(byte)
            }
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }

    private static func base64(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count / 4 * 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in body {
            let value: UInt8
            switch byte {
            case 65...90: value = byte - 65
            case 97...122: value = byte - 71
            case 48...57: value = byte + 4
            case UInt8(ascii: "+"): value = 62
            case UInt8(ascii: "/"): value = 63
            default: continue
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }
}
