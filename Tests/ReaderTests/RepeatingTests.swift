// Large counts: they end where small steps would, and soon.

import Annotations
import Reader
import Screen
import TestSupport
import Testing
import TextLayout
import TextModel

@Suite struct RepeatingTests {
    private static let now = Timestamp(secondsSince1970: 0)

    /// A reader on an article with marks on these spans of bytes.
    private func reader(_ text: String, marks: [Span] = []) throws -> State {
        let document = Document(text)
        var state = State(
            size: Size(columns: 80, rows: 24),
            options: State.Options(keymap: try Keymap(name: "test", digitsCount: true, layers: []), coder: nil),
            files: ["article.txt"], ids: IDSource(seed: (1, 2)))
        let annotations = marks.enumerated().map { index, span in
            let places = document.codePoints(span)
            return Annotation(
                id: AnnotationID("urn:test:\(1000 + index)"), tags: [], note: "note", created: Self.now, creator: nil,
                target: Target(
                    source: document.hash, position: places,
                    quote: Quote(exact: document.text(span), prefix: "", suffix: "")),
                anchor: .exact(Place(span: span, codePoints: places)))
        }
        var kept = ArticleMarks()
        kept.annotations = AnnotationSet(annotations)
        let article = Article(document: document, marks: kept, codebook: .builtIn)
        _ = update(&state, .opened(index: 0, .success(article)), at: Self.now)
        return state
    }

    private func search(_ state: inout State, _ text: String) {
        _ = update(&state, .run(Binding(.searchForward), count: nil), at: Self.now)
        for character in text { _ = update(&state, .event(.key(Key(character))), at: Self.now) }
        _ = update(&state, .event(.key(Key(.enter))), at: Self.now)
    }

    @Test(.timeLimit(.minutes(patience))) func aLargeCountOfSearchesForNothingIsOneSearch() throws {
        var state = try reader(String(repeating: "A line of text.\n", count: 60_000))
        search(&state, "fox")
        _ = update(&state, .run(Binding(.searchNext), count: 100_000), at: Self.now)
        #expect(state.message == .problem("not found: fox"))
        #expect(state.file?.cursor == .zero)
    }

    /// Rounds of 3 and 4 are gone around here: of a huge count the remainder by 12 is what matters.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 99_999])
    func aLargeCountStandsWhereThatManySingleStepsWould(_ count: Int) throws {
        let marks = (0..<4).map { Span(ByteOffset(0), ByteOffset(5 + $0)) }
        for command in [Command.searchNext, .searchPrevious, .cycleMarks, .markNext, .markPrevious] {
            var once = try reader("Ask the fox, the box and the cox, the end.\n", marks: marks)
            search(&once, "the")
            if command == .cycleMarks { _ = update(&once, .run(Binding(.documentStart), count: nil), at: Self.now) }
            var single = once
            _ = update(&once, .run(Binding(command), count: count), at: Self.now)
            for _ in 0..<(count > 1000 ? 12 + count % 12 : count) {
                _ = update(&single, .run(Binding(command), count: nil), at: Self.now)
            }
            #expect(once.file?.cursor == single.file?.cursor, "\(command)")
            #expect(once.file?.inHand == single.file?.inHand, "\(command)")
            #expect(once.file?.selection == single.file?.selection, "\(command)")
        }
    }

    @Test func insertionsAreFoundOnceForEachRow() throws {
        let layout = Layout(Document(String(repeating: "row\n", count: 10)), width: 20)
        var asked: [Row: Int] = [:]
        let flow = Flow(layout) { row in
            asked[row, default: 0] += 1
            return [Insertion(owner: "note", height: 3)]
        }
        let top = FlowRow(row: layout.row(at: .zero))
        #expect(flow.rows(from: top, height: 8).map(\.beneath) == [0, 1, 2, 3, 0, 1, 2, 3])
        #expect(flow.insertion(at: flow.moved(top, by: 6))?.index == 1)
        #expect(asked.values.allSatisfy { $0 == 1 } && asked.count == 2)
    }
}
