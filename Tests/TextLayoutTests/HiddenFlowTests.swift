// Hidden stretches in the column of rows: one row each, whatever goes over them.

import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct HiddenFlowTests {
    private static let lines = (0..<10).map { "line \($0)" }
    private let layout = Layout(Document(HiddenFlowTests.lines.joined(separator: "\n")), width: 20)

    /// Hides lines by number, the first to the last.
    private func flow(hiding ranges: ClosedRange<Int>...) -> Flow {
        let document = layout.document
        let spans = ranges.map { range in
            Span(document.start(ofLine: range.lowerBound), document.span(ofLine: range.upperBound).end)
        }
        let hidden = { (place: ByteOffset) in spans.first { $0.contains(place) } }
        return Flow(layout, hidden: hidden) { row in
            row.span.start == document.start(ofLine: 5) ? [Insertion(owner: "note", height: 2)] : []
        }
    }

    private func shown(_ flow: Flow, from line: Int = 0, height: Int = 20) -> [String] {
        let top = FlowRow(row: flow.row(at: layout.document.start(ofLine: line)))
        return flow.rows(from: top, height: height).map { place in
            if flow.hides(place.row) { return "hidden \(place.row.span.count)" }
            let text = layout.document.text(Span(place.row.span.start, place.row.visibleEnd))
            return place.beneath > 0 ? "note \(place.beneath)" : text
        }
    }

    @Test func aStretchIsOneRow() {
        #expect(shown(flow(hiding: 1...3)).prefix(3) == ["line 0", "hidden 21", "line 4"])
        #expect(
            shown(flow(hiding: 0...2, 7...9)) == [
                "hidden 21", "line 3", "line 4", "line 5", "note 1", "note 2", "line 6", "hidden 20",
            ])
        #expect(shown(flow(hiding: 0...9)) == ["hidden 69"])
    }

    @Test func whatIsInsertedInAHiddenStretchIsHiddenToo() {
        #expect(shown(flow(hiding: 5...5), from: 4) == ["line 4", "hidden 7", "line 6", "line 7", "line 8", "line 9"])
    }

    @Test func thereAndBackIsTheSamePlace() {
        let flow = flow(hiding: 1...3, 8...9)
        let rows = flow.rows(from: FlowRow(row: flow.row(at: .zero)), height: 20)
        for (index, place) in rows.enumerated() {
            #expect(flow.moved(rows[0], by: index) == place)
            #expect(flow.moved(place, by: -index) == rows[0])
        }
        #expect(rows.count == 9)
    }

    @Test func distancesCountAStretchAsOne() {
        let flow = flow(hiding: 1...3)
        let top = FlowRow(row: flow.row(at: .zero))
        #expect(flow.distance(from: top, to: flow.row(at: layout.document.start(ofLine: 4)), limit: 20) == 2)
        #expect(flow.distance(from: top, to: flow.row(at: layout.document.start(ofLine: 2)), limit: 20) == 1)
        #expect(flow.distance(from: top, to: flow.row(at: layout.document.start(ofLine: 6)), limit: 20) == 6)
    }

    @Test func nothingIsAskedWhereNothingIsHidden() {
        let plain = Flow(layout)
        #expect(!plain.hidesText && flow(hiding: 1...1).hidesText)
        #expect(plain.row(at: .zero) == layout.row(at: .zero) && !plain.hides(layout.row(at: .zero)))
    }
}
