internal import Files
internal import Importing
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reads all pages under a folder from memory into documents, and prints how long that took.
///
///     ouderwijs-meet FOLDER THREADS       prints wall time and processor time, in seconds
@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 3, let threads = Int(arguments[2]), threads > 0 else {
            print("Gebruik: ouderwijs-meet MAP DRADEN")
            exit(2)
        }
        let pages = pages(under: arguments[1])
        let good = Atomic<Int>(0)
        let read = { @Sendable (index: Int) in
            if (try? Importer.document(in: pages[index].bytes, named: pages[index].name)) != nil {
                good.add(1, ordering: .relaxed)
            }
        }
        let start = (clock(CLOCK_MONOTONIC), clock(CLOCK_PROCESS_CPUTIME_ID))
        if threads == 1 {
            for index in pages.indices { read(index) }
        } else {
            Parallel.forEach(pages.count, read)
        }
        print(clock(CLOCK_MONOTONIC) - start.0, clock(CLOCK_PROCESS_CPUTIME_ID) - start.1)
        // A measurement of pages that were not read would say nothing.
        if good.load(ordering: .relaxed) * 10 < pages.count * 9 { exit(1) }
    }

    private static func pages(under folder: String) -> [(name: String, bytes: [UInt8])] {
        var pages: [(name: String, bytes: [UInt8])] = []
        var waiting = [folder]
        while let folder = waiting.popLast() {
            for name in (try? Folder.names(in: folder).compactMap(\.text)) ?? [] {
                let path = Path.join(folder, name)
                if name.hasSuffix(".html") {
                    guard let bytes = try? FileReader.bytes(of: path, limit: 1 << 26) else {
                        continue
                    }
                    pages.append((name, bytes))
                } else if !name.contains(".") {
                    waiting.append(path)
                }
            }
        }
        return pages
    }

    private static func clock(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
