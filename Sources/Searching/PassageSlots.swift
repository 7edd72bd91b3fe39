/// A value for each passage, with a list of the passages whose value was touched.
///
/// Memory is set aside once: cleaning goes over what was touched, and a passage is listed once.
struct PassageSlots<Value> {
    private var values: [Value]
    private var touched: [Int32]
    private let initial: Value
    /// Number of passages that are listed.
    private(set) var count = 0

    /// - Parameters:
    ///   - initial: The value of a passage that was not touched.
    ///   - passageCount: Number of all passages.
    init(_ initial: Value, passageCount: Int) {
        self.initial = initial
        values = Array(repeating: initial, count: passageCount)
        touched = Array(repeating: 0, count: passageCount)
    }

    /// The value of a passage.
    subscript(passage: Int) -> Value {
        get { values[passage] }
        set { values[passage] = newValue }
    }

    /// Calls `body` with each listed passage.
    func forEach(_ body: (Int, Value) -> Void) {
        for passage in touched[..<count] { body(Int(passage), values[Int(passage)]) }
    }

    /// Cleans and takes off the list the passages that are not kept.
    mutating func removeAll(unless isKept: (Int) -> Bool) {
        var kept = 0
        for place in 0..<count {
            let passage = Int(touched[place])
            if isKept(passage) {
                touched[kept] = touched[place]
                kept += 1
            } else {
                values[passage] = initial
            }
        }
        count = kept
    }

    /// Lets `body` change many values.
    mutating func change(_ body: (inout Access) -> Void) {
        values.withUnsafeMutableBufferPointer { values in
            touched.withUnsafeMutableBufferPointer { touched in
                var access = Access(values: values, touched: touched, count: count)
                body(&access)
                count = access.count
            }
        }
    }

    /// The values while they are changed: without a look, each time, whether they are shared.
    struct Access {
        fileprivate let values: UnsafeMutableBufferPointer<Value>
        fileprivate let touched: UnsafeMutableBufferPointer<Int32>
        fileprivate var count: Int

        subscript(passage: Int) -> Value {
            // A check that costs next to nothing beside the memory it looks at.
            get {
                precondition(values.indices.contains(passage))
                return values[passage]
            }
            nonmutating set {
                precondition(values.indices.contains(passage))
                values[passage] = newValue
            }
        }

        /// Lists a passage that is not listed yet.
        mutating func list(_ passage: Int) {
            precondition(count < touched.count)
            touched[count] = Int32(truncatingIfNeeded: passage)
            count += 1
        }
    }
}
