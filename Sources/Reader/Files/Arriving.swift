// What comes after a file is shown: the rest of a long text, and the marks.

import Annotations
import TextLayout
import TextModel

extension State {
    mutating func readOn(_ index: Int, _ fraction: Double) {
        guard files[index].file?.arriving != nil else { return }
        files[index].file?.arriving = fraction
    }

    /// Puts a text that decodes in the place of the makeshift one. Nothing is marked in that, so only places move, and
    /// what goes on with the old text ends.
    mutating func decoded(_ index: Int, _ document: Document) -> [Effect] {
        guard files[index].file?.arriving != nil else { return [] }
        var effects = leaveText(index)
        guard var file = files[index].file else { return effects }
        let old = file.document
        func place(_ offset: ByteOffset) -> ByteOffset { document.byte(at: old.codePoint(at: offset)) ?? document.end }
        let opening = file.opening
        var top = place(file.top.row.span.start)
        // What was kept of the makeshift itself, when it was left too early, moves as all else does.
        let isKeptOfOld = opening?.position?.length == old.byteCount
        if let kept = opening?.position, kept.length == document.byteCount, file.cursor == opening?.cursor {
            file.cursor = min(kept.cursor, document.end)
            top = min(kept.top, document.end)
        } else {
            file.cursor = place(file.cursor)
        }
        let places = file.places
        for (letter, offset) in places {
            let isAsKept = !isKeptOfOld && opening?.places[letter] == offset
            file.places[letter] = isAsKept ? min(offset, document.end) : place(offset)
        }
        file.renewSeen(in: document, place)
        if file.places != places { effects.append(.keepPlaces(index: index, file.places)) }
        jumps.move(inFile: index, to: place)
        let opensOutline = file.isOutlineToOpen
        file.opening = nil
        file.dropSelection()
        file.goalColumn = nil
        file.digest = nil
        file.document = document
        file.outline = nil
        file.isOutlineToOpen = false
        file.layout = Layout(
            document, width: file.layout.width, isJustified: file.layout.isJustified, clusters: file.layout.clusters)
        file.top = FlowRow(row: file.layout.row(at: top))
        file.settleCursor()
        files[index].file = file
        if index == current, inView == .article {
            if opensOutline { effects += openOutline() }
            effects += tallyHits()
        }
        let count = old.undecodableBytes
        message = .information(
            "\(file.name): \(count) \(count == 1 ? "byte is" : "bytes are") no UTF-8 and shown as \u{FFFD}")
        return effects
    }

    /// Ends what knows places of a file's text: lists, prompts, and the work beside the reader.
    mutating func leaveText(_ index: Int) -> [Effect] {
        var effects: [Effect] = []
        if index == current, inView == .article {
            switch dialog {
            case .list(let listing): close(listing)
            case .search(let prompt): effects += leave(prompt)
            case .tagPicker, .tagName, .tagCard, .question: dialog = nil
            case .noteSearch(let prompt): _ = leave(prompt)
            default: break
            }
            effects += stopTally()
            click = nil
        }
        if search?.finding?.file == index { effects += stopFinding() }
        if search?.landed?.file == index { search?.landed = nil }
        if let work = files[index].file?.outlineWork {
            files[index].file?.outlineWork = nil
            if end(work) { effects.append(.stop(work)) }
        }
        return effects
    }

    mutating func marksRead(_ index: Int, _ marks: ArticleMarks) {
        guard var file = files[index].file, file.arriving != nil else { return }
        file.arriving = nil
        file.opening = nil
        file.annotations = marks.annotations
        file.drift = Drift(marks)
        file.readOnly = marks.readOnly
        if marks.isFromJournal { file.saving.takeFromJournal() }
        file.locateDrafts()
        files[index].file = file
        learn(marks.latest)
        if let greeting = greeting(marks, index) { message = greeting }
    }
}
