// The records of a sidecar made into marks, on as many processors as there are: a study may have a hundred thousand.

import Annotations
import Dispatch

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

/// Decodes records whose places in a text are known.
struct RecordDecoder: Sendable {
    let bytes: [UInt8]
    let codec: RecordCodec

    /// Records that are decoded in one go.
    private static let batch = 1024

    /// Hands out the decoded records in the order of their places.
    func decode(_ places: [JSONReader.Place], _ take: (DecodedRecord) -> Void) throws(JSONError) {
        let batches = stride(from: 0, to: places.count, by: RecordDecoder.batch).map {
            places[$0..<min($0 + RecordDecoder.batch, places.count)]
        }
        guard batches.count > 1 else {
            for record in try decoded(places[...]) { take(record) }
            return
        }
        var results = [Result<[DecodedRecord], JSONError>](repeating: .success([]), count: batches.count)
        results.withUnsafeMutableBufferPointer { results in
            // Each goes into a place of its own.
            nonisolated(unsafe) let results = results
            DispatchQueue.concurrentPerform(iterations: batches.count) { number in
                do throws(JSONError) {
                    results[number] = .success(try decoded(batches[number]))
                } catch {
                    results[number] = .failure(error)
                }
            }
        }
        for number in results.indices {
            for record in try results[number].get() { take(record) }
            results[number] = .success([])
        }
    }

    private func decoded(_ places: ArraySlice<JSONReader.Place>) throws(JSONError) -> [DecodedRecord] {
        var records: [DecodedRecord] = []
        records.reserveCapacity(places.count)
        for place in places {
            var reader = JSONReader(bytes, at: place.at, line: place.line)
            records.append(DecodedRecord(try reader.value(depth: 2), codec))
        }
        return records
    }
}
