// The records of a sidecar made into marks, on as many processors as there are: a study may have a hundred thousand.

import Annotations
import Dispatch
import Glibc

/// All that is known of a record by itself, before it is seen among the others.
struct DecodedRecord: Sendable {
    let line: Int
    /// The first key that stands twice in it.
    let duplicateKey: String?
    /// Nil for a record without an id.
    let id: AnnotationID?
    /// Nil for a record that is no mark of a passage.
    let mark: Annotation?
    /// Whether writing the mark down would give this record again.
    let isSettled: Bool
    /// The record in one line where it is no mark; else empty.
    let foreignText: String
    /// Whether it points at a passage as marks do.
    let looksLikeMark: Bool

    init(_ record: OwnRecord, line: Int, _ codec: RecordCodec) {
        self.line = line
        duplicateKey = nil
        id = record.id
        let decoded = codec.decode(record)
        mark = decoded.mark
        isSettled = decoded.isSettled
        foreignText = ""
        looksLikeMark = true
    }

    init(_ record: JSON, _ codec: RecordCodec) {
        line = record.line
        duplicateKey = record.duplicateKey
        let decoded = codec.decode(record)
        mark = decoded?.mark
        isSettled = decoded?.isSettled ?? false
        guard decoded == nil else {
            id = decoded?.mark.id
            foreignText = ""
            looksLikeMark = true
            return
        }
        id = record["id"]?.string.map(AnnotationID.init)
        foreignText = String(decoding: JSONWriter.oneLine(record.bytes), as: UTF8.self)
        looksLikeMark = record["target"]?["source"]?.string?.hasPrefix("urn:sha256:") == true
    }
}

/// Where a record stands in a text.
struct RecordPlace: Sendable {
    let start: JSONReader.Place
    /// Where its line ends, when that was taken for its end without looking into it; else nil.
    let supposedEnd: Int?
}

/// Decodes records whose places in a text are known.
struct RecordDecoder: Sendable {
    let bytes: [UInt8]
    let codec: RecordCodec

    /// Records that are decoded in one go.
    private static let batch = 512
    /// Batches that are decoded before the first of them is handed out: so much is in memory twice.
    private static let wave = 16

    /// Hands out the decoded records in the order of their places.
    ///
    /// - Throws: where a record is no JSON, or does not end where it was supposed to.
    func decode(_ places: [RecordPlace], _ take: (DecodedRecord) -> Void) throws(JSONError) {
        let batches = stride(from: 0, to: places.count, by: RecordDecoder.batch).map {
            places[$0..<min($0 + RecordDecoder.batch, places.count)]
        }
        for first in stride(from: 0, to: batches.count, by: RecordDecoder.wave) {
            try decode(batches[first..<min(first + RecordDecoder.wave, batches.count)], take)
        }
    }

    private func decode(
        _ batches: ArraySlice<ArraySlice<RecordPlace>>, _ take: (DecodedRecord) -> Void
    ) throws(JSONError) {
        var results = [Result<[DecodedRecord], JSONError>](repeating: .success([]), count: batches.count)
        results.withUnsafeMutableBufferPointer { results in
            // Unsafe only in name: each iteration writes the element with its own number and no other, and they are read
            // when concurrentPerform has returned, after the last of them.
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: batches.count) { number in
                do throws(JSONError) {
                    results[number] = .success(try decoded(batches[batches.startIndex + number]))
                } catch {
                    results[number] = .failure(error)
                }
            }
        }
        for result in results { for record in try result.get() { take(record) } }
    }

    private func decoded(_ places: ArraySlice<RecordPlace>) throws(JSONError) -> [DecodedRecord] {
        try bytes.withUnsafeBufferPointer { (text) throws(JSONError) in
            var records: [DecodedRecord] = []
            records.reserveCapacity(places.count)
            var own = OwnRecordReader(text)
            for place in places {
                if let record = own.record(at: place.start.at), own.at == place.supposedEnd ?? own.at {
                    records.append(DecodedRecord(record, line: place.start.line, codec))
                } else {
                    records.append(DecodedRecord(try value(at: place), codec))
                }
            }
            return records
        }
    }

    private func value(at place: RecordPlace) throws(JSONError) -> JSON {
        var reader = JSONReader(bytes, at: place.start.at, line: place.start.line)
        let value = try reader.value(depth: 2)
        guard reader.at == place.supposedEnd ?? reader.at else {
            throw reader.error("a record does not end with its line")
        }
        return value
    }
}

extension JSONReader {
    /// Goes to the end of a line that looks like a record that gloss wrote, without looking into it.
    ///
    /// - Returns: false where it does not look so; then nothing was skipped.
    mutating func skipRecordLine() -> Bool {
        let start = "{\"id\":\"".utf8
        guard bytes[at...].starts(with: start) else { return false }
        let end = bytes.withUnsafeBufferPointer { bytes -> Int? in
            guard let base = bytes.baseAddress, let feed = memchr(base + at, 0x0A, bytes.count - at) else { return nil }
            var end = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(feed))
            if bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
            return bytes[end - 1] == UInt8(ascii: "}") ? end : nil
        }
        guard let end else { return false }
        skip(to: end)
        return true
    }
}
