#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the fuzzer feeds its bytes to.
///
/// A target takes any bytes. It traps where the product breaks a promise; the sanitizer sees to
/// memory, and the fuzzer to time and growth.
struct FuzzTarget: Sendable {
    /// What `Scripts/fuzz` calls it.
    let name: String
    let run: @Sendable (UnsafeRawBufferPointer) -> Void

    private static let all = [
        FuzzTarget(name: "html", run: HTMLTarget.run),
        FuzzTarget(name: "xml", run: XMLTarget.run),
        FuzzTarget(name: "tekst", run: TextTarget.run),
        FuzzTarget(name: "kantoor", run: OfficeTarget.run),
        FuzzTarget(name: "json", run: JSONTarget.run),
        FuzzTarget(name: "verzoek", run: RequestTarget.run),
        FuzzTarget(name: "index", run: IndexTarget.run),
        FuzzTarget(name: "woorden", run: AnalyzerTarget.run),
        FuzzTarget(name: "vraag", run: QuestionTarget.run),
    ]

    /// The one that the environment names: one program holds all, so that they are built once.
    static let chosen: FuzzTarget = {
        let name = getenv("OUDERWIJS_FUZZ_TARGET").map { String(cString: $0) } ?? ""
        guard let target = all.first(where: { $0.name == name }) else {
            fatalError("OUDERWIJS_FUZZ_TARGET must be one of \(all.map(\.name))")
        }
        return target
    }()
}

/// Called by libFuzzer for each input.
///
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    FuzzTarget.chosen.run(UnsafeRawBufferPointer(start: start, count: count))
    return 0
}
