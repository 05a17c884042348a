// What comes after a file is shown: the rest of a long text, and the marks.

import Annotations
import TextLayout
import TextModel

extension State {
    mutating func readOn(_ index: Int, _ fraction: Double) {
        guard files[index].file?.arriving != nil else { return }
        files[index].file?.arriving = fraction
    }

    /// Puts a text that decodes in the place of the makeshift one. Nothing is marked in that, so only places move.
    mutating func decoded(_ index: Int, _ document: Document) {
        guard var file = files[index].file else { return }
        let old = file.document
        func place(_ offset: ByteOffset) -> ByteOffset { document.byte(at: old.codePoint(at: offset)) ?? document.end }
        let top = place(file.top.row.span.start)
        file.cursor = place(file.cursor)
        file.selection = nil
        file.document = document
        file.outline = nil
        file.outlineWork = nil
        file.layout = Layout(
            document, width: file.layout.width, isJustified: file.layout.isJustified, clusters: file.layout.clusters)
        file.top = FlowRow(row: file.layout.row(at: top))
        file.settleCursor()
        files[index].file = file
        let count = old.undecodableBytes
        message = .information(
            "\(file.name): \(count) \(count == 1 ? "byte is" : "bytes are") no UTF-8 and shown as \u{FFFD}")
    }

    mutating func marksRead(_ index: Int, _ marks: ArticleMarks) {
        guard var file = files[index].file, file.arriving != nil else { return }
        file.arriving = nil
        file.annotations = marks.annotations
        file.readOnly = marks.readOnly
        files[index].file = file
        if let notice = marks.notice ?? marks.readOnly.map({ .problem($0) }) { message = notice }
    }

    mutating func articleChanged(_ index: Int) {
        guard files[index].file?.readOnly == nil else { return }
        let reason = "\(files[index].name) was written to by another program; quit and open it again to mark it"
        files[index].file?.readOnly = reason
        message = .problem(reason)
    }
}
