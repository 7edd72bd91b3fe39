/// The elements of HTML that the product tells apart; each case is the element's name.
public enum HTMLTag: UInt8, CaseIterable, Sendable {
    /// Any other element, and each element of an XML vocabulary that shares no name with HTML.
    case other
    case a, abbr, address, area, article, aside, audio
    case b, base, blockquote, body, br, button
    case canvas, caption, center, cite, code, col, colgroup
    case data, datalist, dd, del, details, dfn, dialog, dir, div, dl, dt
    case em, embed
    case fieldset, figcaption, figure, font, footer, form, frame, frameset
    case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html
    case i, iframe, img, input, ins
    case kbd
    case label, legend, li, link
    case main, map, mark, math, menu, meta, meter
    case nav, noframes, noscript
    case object, ol, optgroup, option, output
    case p, param, picture, pre, progress
    case q
    case s, samp, script, section, select, small, source, span, strike, strong, style, sub, summary
    case sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt
    case u, ul
    case `var`, video
    case wbr

    /// The name as it stands in markup; empty for `other`.
    public var name: String { Self.names[Int(rawValue)] }

    private static let names: [String] = allCases.map { $0 == .other ? "" : "\($0)" }

    /// Whether it is a heading of any level.
    public var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }
}

/// The attributes of HTML that are kept; all others are left out when a page is read.
public enum HTMLAttribute: UInt8, CaseIterable, Sendable {
    /// An attribute of an XML vocabulary that is not among these.
    case other
    case id, `class`, href, rel, name, content, property, lang, title, type, role, charset
    case start, value, reversed, datetime, hidden, style, alt, itemprop, itemscope, itemtype
    case colspan, rowspan, open, scope, headers
    case ariaHidden, ariaLabel, ariaLevel, ariaExpanded
    case dataKind, dataNumber, dataAudience, dataTopic, dataNosnippet

    /// The name as it stands in markup: `dataKind` is `data-kind`; empty for `other`.
    public var markupName: String { Self.names[Int(rawValue)] }

    private static let names: [String] = allCases.map { attribute in
        guard attribute != .other else { return "" }
        var name = ""
        for character in "\(attribute)" {
            if character.isUppercase { name += "-" }
            name += character.lowercased()
        }
        return name
    }
}

/// The names of HTML, found by their bytes: every page names the same few dozen.
struct HTMLName {
    let tag: HTMLTag
    let attribute: HTMLAttribute

    /// The element and the attribute of a name in lower case, `nil` where there is neither.
    static func named(_ name: UnsafeBufferPointer<UInt8>) -> HTMLName? {
        name.count <= 16 ? table[Key(name)] : nil
    }

    /// Up to sixteen bytes.
    private struct Key: Hashable {
        var first: UInt64 = 0
        var second: UInt64 = 0

        init(_ name: some Sequence<UInt8>) {
            for byte in name {
                second = second << 8 | first >> 56
                first = first << 8 | UInt64(byte)
            }
        }
    }

    private static let table: [Key: HTMLName] = {
        var table: [Key: HTMLName] = [:]
        for tag in HTMLTag.allCases where tag != .other {
            table[Key(tag.name.utf8)] = HTMLName(tag: tag, attribute: .other)
        }
        for attribute in HTMLAttribute.allCases where attribute != .other {
            let key = Key(attribute.markupName.utf8)
            table[key] = HTMLName(tag: table[key]?.tag ?? .other, attribute: attribute)
        }
        return table
    }()
}
