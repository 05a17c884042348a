// One file of the journal: what a session could not save, as a change of what stood there when it was written.

import Annotations
import Synchronization
import TextModel

/// What a file of the journal says. Each text of a sidecar is a string in it.
struct JournalFile {
    /// The sidecar as it was; nil where there was none.
    var base: [UInt8]?
    /// The sidecar with all that other sessions had kept; nil where there was nothing of theirs.
    var ground: [UInt8]?
    /// The sidecar as it should be.
    var mine: [UInt8]
    /// Higher than that of every file which was there when this one was written.
    var step: Int
    /// The names of files that are gone because all of them is in this one, the latest last.
    var took: [String] = []

    /// As many names as are told; whoever still shows the marks of a file that went long ago has died since.
    static let mostTook = 100
}

extension JournalFile {
    /// - Parameter path: the absolute path of the sidecar.
    /// - Returns: nil for bytes that are no file of its journal.
    init?(_ bytes: [UInt8], of path: String) {
        guard let json = try? JSON.read(bytes), let file = json["file"]?.string, file.isExactly(Substring(path)),
            let mine = json["mine"]?.string
        else { return nil }
        self.mine = Array(mine.utf8)
        base = json["base"]?.string.map { Array($0.utf8) }
        ground = json["ground"]?.string.map { Array($0.utf8) }
        step = min(max(0, json["step"]?.integer ?? 0), 1 << 52)
        took = json["took"]?.elements?.compactMap(\.string) ?? []
    }

    func text(of path: String) -> [UInt8] {
        func string(_ bytes: [UInt8]) -> String { JSONWriter.string(String(decoding: bytes, as: UTF8.self)) }
        var members = ["\"file\": \(JSONWriter.string(path))", "\"step\": \(step)"]
        if !took.isEmpty { members.append("\"took\": [\(took.map(JSONWriter.string).joined(separator: ", "))]") }
        members.append("\"base\": \(base.map(string) ?? "null")")
        if let ground { members.append("\"ground\": \(string(ground))") }
        members.append("\"mine\": \(string(mine))")
        return Array("{\(members.joined(separator: ",\n"))}\n".utf8)
    }
}

/// A file of the journal as marks: a change that can be made upon whatever the sidecar has become.
struct JournalPatch: Sendable {
    var step: Int
    var base: AnnotationSet
    var mine: AnnotationSet
    var page: Page
    /// Whether there was a sidecar when it was written.
    var hadSidecar: Bool
    /// The names of files that are gone because all of them is in this one.
    var took: [String]
}

extension JournalPatch {
    /// The same change, but that it ends in other marks.
    init(_ patch: JournalPatch, mine: AnnotationSet) {
        self = patch
        self.mine = mine
    }

    /// - Returns: nil where it cannot all be read.
    init?(_ file: JournalFile, document: Document, texts: OldTexts) {
        let reading = PageReader.read(file.mine, document: document, texts: texts)
        guard let page = reading.page, reading.readOnlyReason == nil, !reading.isDamaged else { return nil }
        let ground = file.ground ?? file.base
        self.init(
            step: file.step,
            base: ground.map { PageReader.read($0, document: document, texts: texts).marks } ?? AnnotationSet(),
            mine: reading.marks, page: page, hadSidecar: file.base != nil, took: file.took)
    }

    /// - Parameter text: the hash of the text in which all marks are resolved.
    func made(upon marks: AnnotationSet, isSidecarThere: Bool, in text: SourceHash) -> AnnotationSet {
        // That the sidecar has vanished does not say that anything in it was deleted.
        let isBaseGone = hadSidecar && !isSidecarThere
        return AnnotationSet.merge(
            base: isBaseGone ? AnnotationSet() : base, mine: mine, theirs: marks, current: text
        ).set
    }
}

extension JournalPatch {
    /// Whether a mark that was made or changed here is in the sidecar now, and was not before.
    func isIn(_ sidecar: AnnotationSet, butNotIn before: AnnotationSet) -> Bool {
        mine.all.contains { mark in
            func isSame(_ other: Annotation?) -> Bool { other?.saysTheSame(as: mark) ?? false }
            return !isSame(base[mark.id]) && isSame(sidecar[mark.id]) && !isSame(before[mark.id])
        }
    }
}

/// The files of the journal that sessions of one program hold, which it is not to take for another's.
final class JournalProgram: Sendable {
    static let this = JournalProgram()
    private let names = Mutex<Set<String>>([])

    func has(_ name: String) -> Bool { names.withLock { $0.contains(name) } }
    func add(_ name: String) { names.withLock { _ = $0.insert(name) } }
}
