// Rows and insertions as one column: stepping down and up is the same way.

import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct FlowTests {
    @Test func downAndUpAreInverse() {
        var random = Random(for: "flow")
        for _ in 0..<20 {
            let layout = Layout(Document(random.text(words: 60)), width: random.number(8...40))
            let salt = random.number(0...9)
            let flow = Flow(layout) { row in
                (0..<(row.span.start.value + salt) % 3).map { Insertion(owner: "\($0)", height: $0 + 1) }
            }
            let top = FlowRow(row: layout.row(at: .zero))
            var way = [top]
            while let last = way.last, let next = flow.below(last) { way.append(next) }
            for index in way.indices.dropFirst() { #expect(flow.above(way[index]) == way[index - 1]) }
            #expect(flow.above(top) == nil)
            #expect(flow.rows(from: top, height: 10_000) == way)
            let low = random.number(0...way.count - 1)
            let high = random.number(low...way.count - 1)
            #expect(flow.moved(way[low], by: high - low) == way[high])
            #expect(flow.moved(way[high], by: low - high) == way[low])
            #expect(flow.moved(way[high], by: -10_000) == top && flow.moved(way[low], by: 10_000) == way.last)
            if way[high].beneath == 0 {
                #expect(flow.distance(from: way[low], to: way[high].row, limit: 10_000) == high - low)
            }
            for place in way where place.beneath > 0 {
                let found = flow.insertion(at: place)
                #expect(found.map { $0.index < $0.insertion.height } == true)
            }
        }
    }
}
