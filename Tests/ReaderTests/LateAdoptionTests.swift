// Marks of a renamed article that take their time to come: a word about it until they are there.

import Reader
import TestSupport
import Testing

@Suite struct LateAdoptionTests {
    private let stray = StrayMarks(articles: ["old.txt"], counts: [(nil, 1)])

    @Test func itIsSaidUntilTheyAreThere() {
        var player = Player("One is here. Two is there.\n")
        player.act(.adoptionIsLate(index: 0))
        #expect(player.state.workInWords == nil, "nothing is under way")
        player.act(.strayFound(index: 0, stray))
        player.idle()
        player.act(.refreshed(index: 0, nil))
        player.keys("y")
        #expect(player.asked == ["adopt 0"] && player.state.workInWords == nil)
        player.act(.adoptionIsLate(index: 0))
        #expect(player.state.workInWords == "bringing the marks to this article\u{2026}")
        player.act(.adopted(index: 0, .success(AdoptedMarks(ArticleMarks()))))
        #expect(player.state.workInWords == nil)
        player.act(.adoptionIsLate(index: 0))
        player.act(.adoptionIsLate(index: 7))
        #expect(player.state.workInWords == nil)
    }
}
