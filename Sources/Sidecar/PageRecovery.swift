// Reads what is left of a sidecar that is no longer JSON: cut off, edited by hand, or with a merge's conflict markers.

import Annotations
import TextModel

/// Goes through the ruins from the top, takes every header key and every record that is whole, and says which lines
/// are not.
struct PageRecovery {
    private var reader: JSONReader
    private var builder: PageBuilder
    private var sawItems = false
    private var isInAncestor = false
    /// Bytes of values that turned out not to be whole; more than a few times the file is a file that nobody wrote.
    private var wasted = 0

    static func read(
        _ bytes: [UInt8], broken error: JSONError, document: Document?, texts: OldTexts? = nil
    ) -> PageReading {
        let blank = bytes.allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard !blank else {
            return PageReading(findings: bytes.isEmpty ? [] : [Finding(line: 1, "The file holds nothing.")])
        }
        // The header names the text of the anchors, so it is read before the records are.
        var scan = PageRecovery(bytes, PageReader(document: nil))
        scan.run()
        let source = scan.builder.reading.page?.value("gloss:source")
        var recovery = PageRecovery(bytes, PageReader(document: document, source: PageReader.source(of: source)))
        recovery.run()
        if let document { recovery.builder.findAgain(in: document, texts) }
        return recovery.reading(error)
    }

    private init(_ bytes: [UInt8], _ pageReader: PageReader) {
        reader = JSONReader(bytes)
        builder = PageBuilder(codec: pageReader.codec)
    }

    private func reading(_ error: JSONError) -> PageReading {
        var reading = builder.reading
        reading.isBroken = true
        let summary = Finding(
            line: error.line, "The file is broken here: \(error.problem). What is whole was read.", isDamage: true)
        reading.findings.insert(summary, at: 0)
        let isPage = reading.page?.isPage ?? false
        if builder.recordCount == 0 || (!isPage && reading.marks.isEmpty) {
            reading.readOnlyReason =
                "it is broken in line \(error.line) (\(error.problem)) and no record in it is whole"
            if !isPage || !sawItems { reading.page = nil }
        }
        return reading
    }

    private mutating func run() {
        reader.skipSpace()
        // The page's own bracket.
        if reader.next == UInt8(ascii: "{") { reader.skipByte() }
        while true {
            reader.skipSpace()
            guard let byte = reader.next, wasted < 64 * (reader.bytes.count + 1024) else { return }
            switch byte {
            case UInt8(ascii: "{"): takeRecord()
            case UInt8(ascii: "\""): takeMember()
            case UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "|"): takeMarker(byte)
            case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "}"): reader.skipByte()
            default: giveUpLine("This line is no part of a sidecar.")
            }
        }
    }

    private mutating func takeRecord() {
        let start = reader
        do throws(JSONError) {
            let record = try reader.value(depth: 2)
            if RecordFields.isOf(type: "AnnotationPage", record), record["items"]?.elements != nil {
                // A whole page, as where both sides of a conflict are one: it is entered, like the first one.
                reader = start
                reader.skipByte()
            } else if !isInAncestor {
                builder.add(record)
            }
        } catch {
            wasted += reader.at - start.at
            let line = start.line
            reader = start
            giveUpLine("This record is broken (line \(line)): \(error.problem).")
        }
    }

    private mutating func takeMember() {
        let start = reader
        // The list of records is entered, not read whole: it is where the broken ones are.
        if opensItems() { return }
        do throws(JSONError) {
            let member = try reader.member()
            let isKnown = builder.header.contains { $0.name == member.key }
            if isInAncestor { return }
            if isKnown {
                if builder.header.contains(where: { $0.name == member.key && $0.value == Array(member.value.bytes) }) {
                    return
                }
                builder.findings.append(
                    Finding(line: start.line, "The key \"\(member.key)\" stands here again; the first counts."))
                return
            }
            let before = [UInt8(ascii: "\n")] + member.keyBytes + Array(": ".utf8)
            builder.header.append(
                Page.HeaderMember(name: member.key, before: before, value: Array(member.value.bytes)))
        } catch {
            wasted += reader.at - start.at
            reader = start
            giveUpLine("This key is broken: \(error.problem).")
        }
    }

    /// Goes behind `"items": [`.
    private mutating func opensItems() -> Bool {
        let start = reader
        let key = Array("\"items\"".utf8)
        guard reader.bytes[reader.at...].starts(with: key) else { return false }
        for _ in key { reader.skipByte() }
        reader.skipSpace()
        if reader.next == UInt8(ascii: ":") {
            reader.skipByte()
            reader.skipSpace()
            if reader.next == UInt8(ascii: "[") {
                reader.skipByte()
                sawItems = true
                return true
            }
        }
        reader = start
        return false
    }

    /// The lines that git puts around the two sides of a conflict. Both sides are read; their ancestor is not.
    private mutating func takeMarker(_ byte: UInt8) {
        let marker = [UInt8](repeating: byte, count: 7)
        guard reader.bytes[reader.at...].starts(with: marker) else {
            giveUpLine("This line is no part of a sidecar.")
            return
        }
        isInAncestor = byte == UInt8(ascii: "|")
        giveUpLine("A conflict marker of a merge stands here; both sides were read.")
    }

    private mutating func giveUpLine(_ message: String) {
        builder.findings.append(Finding(line: reader.line, message, isDamage: true))
        reader.skipLine()
    }
}
