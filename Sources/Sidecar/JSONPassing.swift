// Reads a long JSON text piece by piece: what is looked at once is not kept, and what is only checked is not made.

extension JSONReader {
    /// Reads the object that begins at the next byte, but for the elements of its arrays of this name: each is left to
    /// `visit`, which goes behind it, and none of them is kept.
    ///
    /// - Parameter visit: is given the members before the array; false ends the reading.
    /// - Returns: the object, in which those arrays have no elements; nil where it is no object, or `visit` ended it.
    mutating func object(
        apart name: String, _ visit: ([JSON.Member], inout JSONReader) throws(JSONError) -> Bool
    ) throws(JSONError) -> JSON? {
        let start = at
        let firstLine = line
        guard next == UInt8(ascii: "{") else { return nil }
        try enter(1)
        var members: [JSON.Member] = []
        if next == UInt8(ascii: "}") {
            skipByte()
            return JSON(kind: .object(members), bytes: bytes[start..<at], line: firstLine)
        }
        repeat {
            let key = try key()
            let plain = JSONReader.unescaped(key)
            let value: JSON
            if next == UInt8(ascii: "["), plain.utf8.elementsEqual(name.utf8) {
                guard let array = try array(members, visit) else { return nil }
                value = array
            } else {
                value = try self.value(depth: 1)
            }
            members.append(JSON.Member(key: plain, keyBytes: key, value: value))
        } while try goesOn(until: UInt8(ascii: "}"))
        return JSON(kind: .object(members), bytes: bytes[start..<at], line: firstLine)
    }

    private mutating func array(
        _ before: [JSON.Member], _ visit: ([JSON.Member], inout JSONReader) throws(JSONError) -> Bool
    ) throws(JSONError) -> JSON? {
        let start = at
        let firstLine = line
        try enter(2)
        if next == UInt8(ascii: "]") {
            skipByte()
        } else {
            repeat { guard try visit(before, &self) else { return nil } } while try goesOn(until: UInt8(ascii: "]"))
        }
        return JSON(kind: .array([]), bytes: bytes[start..<at], line: firstLine)
    }

    /// Goes behind the value that begins at the next byte, as strictly as if it were read.
    mutating func skipValue(depth: Int = 0) throws(JSONError) {
        guard let byte = next else { throw error("the text ends too early") }
        switch byte {
        case UInt8(ascii: "{"):
            try enter(depth + 1)
            if next == UInt8(ascii: "}") { return skipByte() }
            repeat {
                _ = try key()
                try skipValue(depth: depth + 1)
            } while try goesOn(until: UInt8(ascii: "}"))
        case UInt8(ascii: "["):
            try enter(depth + 1)
            if next == UInt8(ascii: "]") { return skipByte() }
            repeat { try skipValue(depth: depth + 1) } while try goesOn(until: UInt8(ascii: "]"))
        default: _ = try value(depth: depth)
        }
    }
}

extension Page {
    /// Whether a text is strict JSON that reads as a page, and its list of records is these, byte for byte.
    static func check(_ bytes: [UInt8], holds records: [String]) -> Bool {
        var reader = JSONReader(bytes)
        var number = 0
        do throws(JSONError) {
            reader.skipSpace()
            let root = try reader.object(apart: "items") { (_, reader) throws(JSONError) -> Bool in
                let start = reader.at
                try reader.skipValue(depth: 2)
                guard number < records.count, same(records[number], bytes, start..<reader.at) else { return false }
                number += 1
                return true
            }
            reader.skipSpace()
            return root.map { RecordFields.isOf(type: "AnnotationPage", $0) } == true && reader.isAtEnd
                && number == records.count
        } catch {
            return false
        }
    }

    private static func same(_ record: String, _ bytes: [UInt8], _ place: Range<Int>) -> Bool {
        var record = record
        return record.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { wanted.elementsEqual($0[place]) }
        }
    }
}
