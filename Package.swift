// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// A library target with the settings that all targets share.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A test target with the settings that all targets share.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Puts everything that a program needs into its own file.
///
/// It then starts in two thirds of the time that it takes when the system's loader binds its
/// libraries. Of the linkers lld alone is silent on functions that it leaves out.
let oneFile: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-executable", "-use-ld=lld"],
        .when(platforms: [.linux], configuration: .release)),
    // What libedit itself needs is not found by itself when it is linked so.
    .linkedLibrary("tinfo", .when(platforms: [.linux])),
    .linkedLibrary("bsd", .when(platforms: [.linux])),
    .linkedLibrary("md", .when(platforms: [.linux])),
]

/// Lets `CAllocations` see each call for memory.
let countedAllocations: [LinkerSetting] = [
    .unsafeFlags(
        ["malloc", "calloc", "realloc", "posix_memalign"].flatMap { ["-Xlinker", "--wrap=\($0)"] },
        .when(platforms: [.linux]))
]

let package = Package(
    name: "Ouderwijs",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ouderwijs", targets: ["ouderwijs"]),
        .executable(name: "ouderwijs-bouw", targets: ["ouderwijs-bouw"]),
        .library(name: "OuderwijsCorpus", targets: ["Corpus"]),
        .library(name: "OuderwijsImporting", targets: ["Importing"]),
        .library(
            name: "OuderwijsSearch", targets: ["Analysis", "Indexing", "Searching", "Answering"]),
    ],
    targets: [
        .systemLibrary(
            name: "CLibxml2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(
            name: "CStemmer", providers: [.apt(["libstemmer-dev"]), .brew(["snowball"])]),
        // Without pkg-config's flags: its code is inlined from the header, nothing is linked.
        .systemLibrary(
            name: "CXXHash", providers: [.apt(["libxxhash-dev"]), .brew(["xxhash"])]),
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .systemLibrary(
            name: "CDigest", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CLibzip", pkgConfig: "libzip",
            providers: [.apt(["libzip-dev"]), .brew(["libzip"])]),
        .systemLibrary(name: "CEdit", providers: [.apt(["libedit-dev"])]),
        .systemLibrary(
            name: "CHunspell", pkgConfig: "hunspell",
            providers: [.apt(["libhunspell-dev", "hunspell-nl"]), .brew(["hunspell"])]),

        .target(name: "CSystem"),
        library("Files", ["CSystem"]),
        library("JSON"),
        library("Corpus", ["Files", "JSON"]),
        library("Markup", ["CLibxml2"]),
        library("Zip", ["CLibzip"]),
        .target(
            name: "Importing",
            dependencies: ["Corpus", "Files", "JSON", "Markup", "CDigest", "CHunspell", "Zip"],
            exclude: ["README.md"], resources: [.embedInCode("praktijkkaart.rng")],
            swiftSettings: strict),
        .target(
            name: "Analysis", dependencies: ["CStemmer"], exclude: ["README.md"],
            swiftSettings: strict),
        .target(name: "CAllocations"),
        .target(name: "CKernels"),
        .target(
            name: "Indexing", dependencies: ["CKernels", "CXXHash", "CZstd", "Files"],
            swiftSettings: strict),
        .target(
            name: "Retrieval", dependencies: ["CKernels", "Indexing"], exclude: ["README.md"],
            swiftSettings: strict),
        .target(
            name: "Searching",
            dependencies: ["Analysis", "Corpus", "Files", "Indexing", "JSON", "Retrieval"],
            exclude: ["README.md"], swiftSettings: strict),
        library("Answering", ["Analysis", "Corpus", "Searching"]),
        library("Publishing"),
        library("Bundling", ["Answering", "Corpus", "Indexing", "Searching"]),
        library("Office", ["Files", "Markup", "Publishing", "Zip"]),
        library("Evaluating", ["Answering", "Corpus", "Files", "Indexing", "JSON", "Searching"]),
        .target(
            name: "Interface",
            dependencies: [
                "Answering", "Analysis", "Bundling", "CEdit", "Corpus", "Files", "Indexing", "JSON",
                "Publishing", "Searching",
            ],
            resources: [
                .embedInCode("Schemas/corpus.json"), .embedInCode("Schemas/responses.json"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "ouderwijs", dependencies: ["Interface"], swiftSettings: strict,
            linkerSettings: oneFile),
        .executableTarget(
            name: "ouderwijs-bouw",
            dependencies: [
                "Answering", "Corpus", "Evaluating", "Files", "Importing", "Indexing", "Interface",
                "JSON", "Office", "Publishing", "Searching",
            ],
            swiftSettings: strict),

        .executableTarget(
            name: "ouderwijs-bench",
            dependencies: [
                "Analysis", "CAllocations", "CStemmer", "Files", "Indexing", "JSON", "Retrieval",
            ],
            swiftSettings: strict, linkerSettings: oneFile + countedAllocations),

        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "DefaultIndex", dependencies: ["Importing", "Searching", "TestSupport"],
            path: "Tests/DefaultIndex", swiftSettings: strict),
        tests("JSONTests", ["JSON", "TestSupport"]),
        tests("CorpusTests", ["Corpus", "Files", "TestSupport"]),
        tests("AnalysisTests", ["Analysis", "TestSupport"]),
        tests("IndexingTests", ["Files", "Indexing", "TestSupport"]),
        tests("RetrievalTests", ["Files", "Indexing", "Retrieval", "TestSupport"]),
        tests(
            "SearchingTests",
            ["Analysis", "Corpus", "Indexing", "Retrieval", "Searching", "TestSupport"]),
        tests(
            "QualityTests",
            ["Answering", "Corpus", "DefaultIndex", "Evaluating", "Searching", "TestSupport"]),
        tests(
            "BundlingTests",
            [
                "Answering", "Bundling", "Corpus", "DefaultIndex", "Searching",
            ]),
        tests("AnsweringTests", ["Answering", "Corpus", "Searching", "TestSupport"]),
        tests(
            "InterfaceTests",
            [
                "Analysis", "Answering", "Bundling", "Corpus", "DefaultIndex", "Files", "Indexing",
                "Interface", "JSON", "Publishing",
                "Searching",
                "TestSupport",
            ]
        ),
        tests("DefaultCorpusTests", ["Corpus", "Files", "Importing", "TestSupport"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["ouderwijs", "ouderwijs-bench", "ouderwijs-bouw", "TestSupport"],
            exclude: ["write-faults.c"], swiftSettings: strict),
        tests("MarkupTests", ["Markup"]),
        tests(
            "OfficeTests",
            [
                "Corpus", "Files", "Importing", "Markup", "Office", "Publishing", "TestSupport",
                "Zip",
            ]),
        tests("PublishingTests", ["Markup", "Publishing"]),
        tests("ImportingTests", ["Importing", "Corpus", "Files", "JSON", "Markup", "TestSupport"]),
    ]
)

// Built by `Scripts/fuzz`: a library, which it links with the fuzzer's own `main`.
if Context.environment["OUDERWIJS_FUZZ"] != nil {
    package.products.append(.library(name: "Fuzz", type: .static, targets: ["Fuzz"]))
    package.targets.append(
        .target(
            name: "Fuzz",
            dependencies: [
                "Analysis", "Answering", "Corpus", "Files", "Importing", "Indexing", "Interface",
                "JSON", "Markup", "Retrieval", "Searching",
            ],
            path: "Tests/Fuzz", exclude: ["Voorbeelden", "asan-suppressions.txt"],
            swiftSettings: strict))
}

// Built by `Scripts/benchmark`.
if Context.environment["OUDERWIJS_BENCHMARK"] != nil {
    package.targets.append(
        .executableTarget(
            name: "ouderwijs-meet", dependencies: ["Files", "Importing"],
            path: "Tests/Benchmarks/Reading", swiftSettings: strict))
}
