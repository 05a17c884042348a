// The list to choose from: moving, filtering, scrolling, and what it costs.

import Reader
import Screen
import Synchronization
import TestSupport
import Testing

@Suite struct ChooserTests {
    private static let names = [
        "Summary", "Costs of the Grid", "Grid operators", "Électricité", "The cost of waiting", "Sources",
    ]

    private static let keymaps = Dictionary(
        uniqueKeysWithValues: ["vim", "less", "emacs", "arrows"].map {
            ($0, Player("text", keymap: $0).state.options.keymap)
        })

    private func chooser(_ names: [String] = ChooserTests.names, chosen: Int = 0) -> Chooser {
        Chooser(
            title: "List", rows: ListRows(names.map { ListRow($0) }), chosen: chosen, emptyMessage: "nothing here")
    }

    private func press(
        _ chooser: inout Chooser, _ keys: String, keymap: String = "vim", height: Int = 10
    ) -> Chooser.Outcome? {
        var outcome: Chooser.Outcome?
        for key in Key.sequence(keys) ?? [] {
            outcome = chooser.take(key, keymap: ChooserTests.keymaps[keymap]!, height: height)
        }
        return outcome
    }

    private func shown(_ chooser: Chooser) -> [String] {
        (0..<chooser.count).map { chooser.rows.row(chooser.number(at: $0)).text }
    }

    @Test(arguments: [
        ("vim", "j j k", 1), ("vim", "G", 5), ("vim", "G g g", 0), ("vim", "Down End Up", 4), ("vim", "C-n C-n", 2),
        ("emacs", "C-n C-n C-p", 1), ("emacs", "M->", 5), ("less", "j G", 5), ("less", "G g", 0),
        ("arrows", "Down Down Home Down", 1), ("vim", "k", 0), ("vim", "G j", 5),
    ])
    func movesAsTheKeymapDoes(_ keymap: String, _ keys: String, _ expected: Int) {
        var chooser = chooser()
        _ = press(&chooser, keys, keymap: keymap)
        #expect(chooser.chosen == expected)
    }

    @Test func pagesKeepARowOfTheLastOne() {
        var chooser = chooser((0..<100).map { "row \($0)" })
        #expect(press(&chooser, "PgDn") == .taken(moved: true))
        #expect(chooser.chosen == 9)
        _ = press(&chooser, "C-d")
        #expect(chooser.chosen == 14)
        _ = press(&chooser, "PgUp PgUp")
        #expect(chooser.chosen == 0 && chooser.top == 0)
    }

    @Test func enterChoosesAndEscapeCloses() {
        var chooser = chooser(chosen: 2)
        #expect(press(&chooser, "Enter") == .chosen(2))
        #expect(press(&chooser, "Esc") == .closed)
        #expect(press(&chooser, "q") == .closed)
        #expect(press(&chooser, "C-q", keymap: "arrows") == .notTaken([Key("q", .control)], Binding(.quitAll)))
        #expect(press(&chooser, "x") == .notTaken([Key("x")], Binding(.deleteMark)))
        // A sequence that was begun is given up first.
        #expect(press(&chooser, "g Esc") == .taken(moved: false))
    }

    @Test func filterNarrowsByWordsInAnyOrderWithoutCaseOrAccents() {
        var chooser = chooser()
        _ = press(&chooser, "/ G R I D")
        #expect(shown(chooser) == ["Costs of the Grid", "Grid operators"])
        _ = press(&chooser, "Space c o s")
        #expect(shown(chooser) == ["Costs of the Grid"])
        _ = press(&chooser, "C-u e l e")
        #expect(shown(chooser) == ["Électricité"] && chooser.chosen == 3)
        _ = press(&chooser, "z z z")
        #expect(chooser.count == 0 && chooser.chosen == nil)
        #expect(press(&chooser, "Enter") == .taken(moved: false))
        _ = press(&chooser, "Backspace Backspace Backspace")
        #expect(press(&chooser, "Enter") == .chosen(3))
    }

    @Test func escapeClearsTheFilterAndKeepsTheRow() {
        var chooser = chooser()
        _ = press(&chooser, "/ c o s t Down")
        #expect(chooser.chosen == 4 && chooser.isTyping && !chooser.isCursorInFilter)
        #expect(press(&chooser, "Esc") == .taken(moved: false))
        #expect(chooser.count == 6 && chooser.chosen == 4 && !chooser.isTyping)
        #expect(press(&chooser, "Esc") == .closed)
    }

    @Test func whatIsTypedIsNoCommandWhileFiltering() {
        var chooser = chooser()
        _ = press(&chooser, "/ q")
        #expect(chooser.filter.text == "q" && chooser.count == 0)
        _ = press(&chooser, "Backspace Backspace j")
        #expect(!chooser.isTyping && chooser.chosen == 1)
        chooser.paste("oper\nators")
        #expect(chooser.filter.text == "oper ators" && shown(chooser) == ["Grid operators"])
    }

    @Test func chosenRowKeepsItsContext() {
        var chooser = chooser((0..<50).map { "row \($0)" }, chosen: 30)
        chooser.settle(height: 10)
        #expect((chooser.top + 2...chooser.top + 7).contains(30))
        for _ in 0..<60 {
            _ = press(&chooser, "Up")
            #expect(chooser.chosenPlace >= chooser.top && chooser.chosenPlace < chooser.top + 10)
            #expect(chooser.top == 0 || chooser.chosenPlace >= chooser.top + 2)
        }
        chooser.settle(height: 1)
        #expect(chooser.top == 0)
        _ = press(&chooser, "Down Down", height: 1)
        #expect(chooser.top == 2)
    }

    @Test func newRowsKeepTheChosenOneAndTheFilter() {
        var chooser = chooser()
        _ = press(&chooser, "/ g r i d Down")
        #expect(chooser.chosen == 2)
        let names = ["A new grid"] + ChooserTests.names
        chooser.replace(ListRows(names.map { ListRow($0) }), chosen: 3)
        #expect(shown(chooser) == ["A new grid", "Costs of the Grid", "Grid operators"] && chooser.chosen == 3)
        chooser.replace(ListRows([]), chosen: nil)
        #expect(chooser.chosen == nil && chooser.count == 0)
    }

    @Test func rowsAreMadeOnlyWhenLookedAt() {
        let made = Counter()
        let row = { @Sendable (number: Int) -> ListRow in
            made.add()
            return ListRow("row \(number)")
        }
        let rows = ListRows(count: 100_000, searched: { "row \($0)" }, row: row)
        var chooser = Chooser(title: "Rows", rows: rows, emptyMessage: "none")
        for keys in ["G", "k", "PgUp", "g g", "PgDn", "C-d", "j"] { _ = press(&chooser, keys) }
        #expect(made.count == 0)
        _ = press(&chooser, "/ 9 9 9 9")
        #expect(chooser.count == 19 && chooser.chosen == 9_999)
    }
}

private final class Counter: Sendable {
    private let value = Mutex(0)
    func add() { value.withLock { $0 += 1 } }
    var count: Int { value.withLock { $0 } }
}
