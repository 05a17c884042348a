// Golden screens of finding: the prompt and its modes, hits, the list of matches, named places.

import Glibc
import Reader
import Screen
import TestSupport
import Testing

@testable import Views

@Suite struct SearchScreenTests {
    private static let text = """
        |The operators call it a resume of the market. The old contracts, says the résumé, were worse.

        A second résumé of the rules came in the spring; the risk of a third was borne by nobody.

        """

    /// `/` a hit, `#` the one at the cursor, `=` chosen, `*` a title, `u` what is emphasised, `q` what stands back, `!` a problem.
    private func sign(_ theme: Theme) -> (Style) -> Character {
        { style in
            if theme.hasColor {
                if style == theme.problem { return "!" }
                if style == theme.quiet { return "q" }
                if style == theme.title { return "*" }
                if style.background == theme.hit(.plain).background { return "/" }
                if style.background == theme.hitAtCursor(.plain).background { return "#" }
                if style.background == theme.selected(.plain).background { return "=" }
                return style.attributes.isSuperset(of: [.bold, .underline]) ? "u" : " "
            }
            if style.attributes.isSuperset(of: [.reverse, .underline]) { return "#" }
            return style.attributes.contains(.reverse) ? "/" : " "
        }
    }

    private func check(_ player: Player, _ name: String, _ theme: Theme = .dark) {
        let picture = frame(for: player.state, theme: theme).picture(sign(theme))
        if let problem = goldenProblem(picture, name) { Issue.record("\(problem)") }
    }

    private func player(_ columns: Int = 80) -> Player {
        Player(SearchScreenTests.text, size: Size(columns: columns, rows: 10))
    }

    @Test func thePromptSaysHowItReadsWhatIsTyped() {
        var player = player()
        player.keys("/ C-t C-t")
        player.type("resume")
        check(player, "search-unaccented")
        check(player, "search-unaccented-monochrome", .monochrome)
        player.keys("C-u C-t C-t")
        player.type("r[aeiou")
        check(player, "search-bad-expression")
        player.keys("Enter")
        check(player, "search-bad-expression-entered")
    }

    @Test func aLongPasteIntoAPromptShowsItsEndAtOnce() throws {
        for keys in ["/", ":", "F1 /", "z f /"] {
            var player = player()
            player.keys("/")
            player.type("the")
            player.keys("Enter \(keys)")
            player.act(.event(.paste(String(repeating: "wörter ", count: 14_000) + "end")))
            var before = timespec()
            var after = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before)
            for _ in 0..<5 { _ = frame(for: player.state, theme: .dark) }
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after)
            let seconds = Double(after.tv_sec - before.tv_sec) + Double(after.tv_nsec - before.tv_nsec) / 1e9
            #expect(seconds < 1, "\(keys)")
        }
    }

    @Test func hitsAndHowMany() {
        var player = player()
        player.keys("/")
        player.type("the")
        player.keys("Enter n n")
        check(player, "search-hits")
        check(player, "search-hits-monochrome", .monochrome)
        player.keys("z f")
        check(player, "matches")
    }

    @Test func theListBesideTheText() {
        var player = player(120)
        player.keys("/")
        player.type("the")
        player.keys("Enter z f j")
        check(player, "matches-120x10")
    }

    @Test func placesWithALetter() {
        var player = player()
        player.keys("m a } m b '")
        check(player, "places")
        player.keys("Esc m")
        check(player, "places-naming")
    }

    @Test func aLongSearchSaysHowFarItIs() {
        var player = Player(
            "|" + String(repeating: "a line of no interest\n", count: 150_000), size: Size(columns: 80, rows: 10))
        player.holdsBack = true
        player.keys("/")
        player.type("needle")
        for work in player.state.works { player.act(.progress(work.id, 0.42)) }
        check(player, "search-far")
        player.keys("Enter")
        check(player, "search-far-entered")
    }
}
