/// The lists that are open while a text is read, by their indent and kind of marker.
struct ListStack {
    private var open: [(indent: Int, isNumbered: Bool, bullet: Character?)] = []

    /// Forgets all lists: something else than an entry came.
    mutating func reset() { open.removeAll() }

    /// How deep an entry stands; 0 is the outermost list.
    mutating func depth(of marker: TextLine.Marker, indent: Int) -> Int {
        var isNumbered = false
        var bullet: Character?
        switch marker {
        case .number: isNumbered = true
        case .bullet(let character): bullet = character
        }
        if let place = open.lastIndex(where: {
            $0.isNumbered == isNumbered && $0.bullet == bullet && abs($0.indent - indent) <= 1
        }) {
            open.removeSubrange((place + 1)...)
        } else if let place = open.firstIndex(where: { $0.indent > indent + 1 }) {
            open.removeSubrange(place...)
            open.append((indent, isNumbered, bullet))
        } else {
            open.append((indent, isNumbered, bullet))
        }
        return open.count - 1
    }
}
