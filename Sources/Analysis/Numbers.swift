/// Numbers in digits and in words as one: `10-minutengesprek` is `tienminutengesprek`.
enum Numbers {
    private static let words: [[UInt8]: [UInt8]] = {
        var words: [String: String] = [
            "2": "twee", "3": "drie", "4": "vier", "5": "vijf", "6": "zes", "7": "zeven",
            "8": "acht", "9": "negen", "10": "tien", "11": "elf", "12": "twaalf", "13": "dertien",
            "14": "veertien", "15": "vijftien", "16": "zestien", "17": "zeventien",
            "18": "achttien", "19": "negentien", "20": "twintig", "30": "dertig", "40": "veertig",
            "50": "vijftig", "60": "zestig", "70": "zeventig", "80": "tachtig", "90": "negentig",
            "100": "honderd", "1000": "duizend",
        ]
        let units = ["", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
        for ten in stride(from: 20, through: 90, by: 10) {
            for unit in 1...9 {
                // Folded: `tweeentwintig`.
                words[String(ten + unit)] = units[unit] + "en" + (words[String(ten)] ?? "")
            }
        }
        var bytes: [[UInt8]: [UInt8]] = [:]
        for (digits, word) in words { bytes[Array(digits.utf8)] = Array(word.utf8) }
        return bytes
    }()

    /// The word for digits at the start of `word`, with what follows; `nil` without any.
    static func spelled(_ word: some Collection<UInt8>) -> [UInt8]? {
        guard let first = word.first, first &- UInt8(ascii: "0") < 10 else { return nil }
        let digits = Array(word.prefix { $0 &- UInt8(ascii: "0") < 10 })
        let rest = word.dropFirst(digits.count)
        guard digits.count <= 4, let spelled = words[digits] else { return nil }
        // "10e" and "10de" are ordinals.
        if rest.elementsEqual("e".utf8) || rest.elementsEqual("de".utf8)
            || rest.elementsEqual("ste".utf8)
        {
            return spelled + "de".utf8
        }
        return spelled + rest
    }
}
