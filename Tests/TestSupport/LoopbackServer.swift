import Foundation
import Glibc
import Synchronization

/// A web server of this process, on the loopback address, for one test.
public final class LoopbackServer: Sendable {
    /// What was asked.
    public struct Request: Sendable {
        /// Path and query.
        public let path: String
        /// By their names in small letters.
        public let headers: [String: String]
    }

    /// The port that the system gave.
    public let port: Int
    private let descriptor: Int32
    private let asked = Mutex<[Request]>([])

    /// `http://127.0.0.1:` and the port.
    public var origin: String { "http://127.0.0.1:\(port)" }
    /// All requests so far.
    public var requests: [Request] { asked.withLock { $0 } }

    /// Starts a server.
    ///
    /// - Parameter answer: Gives the whole answer, status line and headers included.
    public init(_ answer: @escaping @Sendable (Request) -> String) throws {
        // Closed in programs that other tests start: these would hold a connection open.
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_INET, kind, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
        let thread = Thread { [weak self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else {
                    // Closed here and nowhere else: the number may be another server's at once.
                    close(descriptor)
                    return
                }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                let request = Self.read(connection)
                self?.asked.withLock { $0.append(request) }
                let bytes = Array(answer(request).utf8)
                bytes.withUnsafeBytes { raw in
                    // A client may stop reading: that is no fault of the test.
                    _ = send(connection, raw.baseAddress, raw.count, Int32(MSG_NOSIGNAL))
                }
                close(connection)
            }
        }
        thread.start()
    }

    deinit { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private static func read(_ connection: Int32) -> Request {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
            let count = Glibc.read(connection, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        let lines = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...]
                .trimmingCharacters(in: .whitespaces)
        }
        let words = lines[0].split(separator: " ")
        return Request(path: words.count > 1 ? String(words[1]) : "", headers: headers)
    }
}
