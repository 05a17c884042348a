// A folder, an article and marks to test with.

import Annotations
import Glibc
import TextModel

@testable import Sidecar

/// A folder of its own for one test, gone with it.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/gloss-sidecar-XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } != nil }
        guard made else { throw SystemError(code: errno) }
        path = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    deinit { TestFolder.remove(path) }

    private static func remove(_ path: String) {
        if let names = try? Folder(path).names(), unlink(path) != 0 {
            for name in names { remove(path + "/" + name) }
            rmdir(path)
        } else {
            unlink(path)
        }
    }

    var names: [String] { ((try? Folder(path).names()) ?? []).sorted() }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        unlink(path + "/" + name)
        let descriptor = try Folder(path).create(name)
        try SystemCall.check { fchmod(descriptor.number, 0o644) }
        try descriptor.write(bytes)
    }

    func bytes(_ name: String) throws -> [UInt8] { try Folder(path).open(name).bytes(limit: 1 << 30) }
    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }
}

/// An article in a folder, with a sidecar to be made.
struct Study {
    static let text = "The grid failed at noon. Who bears it? Naïve 👩‍🚀 models said no.\r\nA second line, 第二行。\n"
    let folder: TestFolder
    let document: Document
    let location: SidecarLocation

    init(_ text: String = Study.text, named name: String = "article.txt") throws {
        folder = try TestFolder()
        document = Document(text)
        try folder.write(name, text)
        location = try SidecarLocation(article: folder.path + "/" + name)
    }

    static let name = "article.txt.gloss.json"
    static let codebook = Codebook([
        .init(Tag("risk")!, key: "r", color: "red", description: "Something that may go \"wrong\""),
        .init(Tag("risk/cyber")!, key: nil, color: nil, description: ""),
    ])
    static let ids = PageIDs(
        page: "urn:uuid:00000000-0000-4000-8000-00000000000a",
        collection: "urn:uuid:00000000-0000-4000-8000-00000000000b")

    func mark(
        _ number: Int, _ quote: String = "Who bears it?", tags: [String] = ["risk"], note: String = "",
        modified: Int = 0
    ) -> Annotation {
        let digits = String(number)
        let id = "urn:uuid:00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        let start = Array(Study.text.utf8).firstIndex(of: Array(quote.utf8)) ?? 0
        let span = Span(ByteOffset(start), ByteOffset(start + quote.utf8.count))
        return Annotation(
            id: AnnotationID(id), tags: tags.compactMap(Tag.init), note: note,
            created: Timestamp(secondsSince1970: 1_700_000_000),
            modified: Timestamp(secondsSince1970: 1_700_000_000 + modified), creator: "ana",
            target: Anchoring.target(for: span, in: document),
            anchor: .exact(Anchoring.place(of: span, in: document)))
    }

    func open() throws -> OpenSidecar { try OpenSidecar.open(location, document: document) }

    @discardableResult
    func save(_ sidecar: inout OpenSidecar, _ marks: AnnotationSet) throws -> SaveOutcome {
        try sidecar.save(marks, codebook: Study.codebook, document: document, newIDs: Study.ids)
    }

    /// A saved sidecar with these marks.
    func saved(_ marks: [Annotation]) throws -> OpenSidecar {
        var sidecar = try open()
        try save(&sidecar, AnnotationSet(marks))
        return sidecar
    }
}

extension [UInt8] {
    /// Where a sequence of bytes begins for the first time.
    func firstIndex(of part: [UInt8]) -> Int? {
        guard part.count <= count else { return nil }
        return (0...(count - part.count)).first { self[$0..<($0 + part.count)].elementsEqual(part) }
    }
}

extension AnnotationSet {
    func replacing(_ mark: Annotation) -> AnnotationSet { AnnotationSet(all + [mark]) }
    func removing(_ id: AnnotationID) -> AnnotationSet { AnnotationSet(all.filter { $0.id != id }) }
}
