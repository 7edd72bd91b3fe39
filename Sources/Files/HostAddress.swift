#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The network addresses behind a host's name.
public struct HostAddress: Hashable, Sendable {
    /// The bytes: 4 or 16.
    public let bytes: [UInt8]

    /// An address of 4 or 16 bytes.
    public init(bytes: [UInt8]) { self.bytes = bytes }

    /// The addresses of a host, in the system's order; empty for an unknown one.
    public static func all(of host: String) -> [HostAddress] {
        var hints = addrinfo()
        #if canImport(Glibc)
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var result: [HostAddress] = []
        var next = list
        while let entry = next {
            if let address = entry.pointee.ai_addr {
                // The size in the entry bounds what is read of the structure.
                let raw = UnsafeRawBufferPointer(
                    start: address, count: Int(entry.pointee.ai_addrlen))
                if entry.pointee.ai_family == AF_INET, raw.count >= 8 {
                    result.append(HostAddress(bytes: Array(raw[4..<8])))
                } else if entry.pointee.ai_family == AF_INET6, raw.count >= 24 {
                    result.append(HostAddress(bytes: Array(raw[8..<24])))
                }
            }
            next = entry.pointee.ai_next
        }
        return result
    }

    /// As it is written: `192.0.2.1`, or eight groups between brackets.
    public var text: String {
        if bytes.count == 4 { return bytes.map(String.init).joined(separator: ".") }
        let groups = stride(from: 0, to: bytes.count, by: 2).map {
            String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
        }
        return "[" + groups.joined(separator: ":") + "]"
    }

    /// Whether the address is open to the whole internet.
    ///
    /// Source: the special-purpose address registries of IANA (RFC 6890 and later).
    public var isPublic: Bool {
        guard bytes.count == 4 else { return isPublic6 }
        switch (bytes[0], bytes[1]) {
        case (0, _), (10, _), (127, _), (100, 64...127), (169, 254), (172, 16...31), (192, 168):
            return false
        case (192, 0): return bytes[2] != 0 && bytes[2] != 2
        case (198, 18...19): return false
        case (198, 51): return bytes[2] != 100
        case (203, 0): return bytes[2] != 113
        case (224...255, _): return false
        default: return true
        }
    }

    private var isPublic6: Bool {
        guard bytes.count == 16 else { return false }
        // Addresses that hold one of four bytes: mapped (::ffff:0:0/96) and translated (64:ff9b::/96).
        let head = Array(bytes[..<12])
        if head == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            || head == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
        {
            return HostAddress(bytes: Array(bytes[12...])).isPublic
        }
        // Global unicast is 2000::/3; of that documentation, 6to4 and Teredo stay out.
        guard bytes[0] & 0xE0 == 0x20 else { return false }
        if bytes[0] == 0x20, bytes[1] == 0x01, bytes[2] == 0x0D, bytes[3] == 0xB8 { return false }
        if bytes[0] == 0x20, bytes[1] == 0x02 { return false }
        return !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0)
    }
}
