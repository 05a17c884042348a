// The file of an open article: what is noticed of it, and when it is read again.

import Foundation
import Reader
import Sidecar
import Synchronization
import TestSupport
import Testing
import TextModel

@testable import gloss

@Suite struct ArticleWatchTests {
    /// What was reported of an article, as words: the text it has now, or why it has none.
    private final class News: Sendable {
        private let all = Mutex<[String]>([])
        private let allNotices = Mutex(0)
        func add(_ action: Action) {
            if case .noticed = action { allNotices.withLock { $0 += 1 } }
            guard case .articleChanged(_, let news) = action else { return }
            let words =
                switch news {
                case .rewritten(let document, let isOldReadable):
                    document.text(Span(.zero, min(document.end, ByteOffset(20)))) + (isOldReadable ? "" : " (old gone)")
                case .unreadable(let reason, let isOldReadable): reason + (isOldReadable ? "" : " (old gone)")
                case .restored: "restored"
                }
            all.withLock { $0.append(words) }
        }
        var words: [String] { all.withLock(\.self) }
        /// How often it was said that something beside the article has changed.
        var notices: Int { allNotices.withLock(\.self) }
    }

    private struct Scene {
        let place: Workplace
        let news = News()
        let watch: ArticleWatch
        var path: String { place.articles + "/a.txt" }

        init(_ text: String) throws {
            place = try Workplace()
            watch = ArticleWatch { [news] in news.add($0) }
            try place.write("a.txt", text)
            let stamp = ArticleWatch.Stamp(path)
            watch.watch(path, stamp, try ArticleFile.document(path), index: 0)
        }

        /// Looks until there are that many pieces of news, which are said without the place of the folder.
        func news(_ count: Int) -> [String] {
            let end = Date(timeIntervalSinceNow: 20.0 * Double(patience))
            while news.words.count < count, Date() < end {
                watch.look(index: 0)
                usleep(20_000)
            }
            return news.words.map { $0.replacingOccurrences(of: place.articles + "/", with: "") }
        }
    }

    @Test func whatIsWrittenPutInPlaceAndTakenAwayIsNews() throws {
        let scene = try Scene("One.\n")
        try scene.place.write("a.txt", "Two.\n")
        #expect(scene.news(1) == ["Two.\n"])
        try scene.place.write("b.txt", "Three.\n")
        rename(scene.place.articles + "/b.txt", scene.path)
        #expect(scene.news(2).last == "Three.\n")
        unlink(scene.path)
        #expect(scene.news(3).last == "a.txt is gone (deleted, moved or renamed)")
        try scene.place.write("a.txt", "")
        #expect(scene.news(4).last == "a.txt is empty now")
        // What is shown is the first text as long as nobody has taken another one.
        try scene.place.write("a.txt", "One.\n")
        #expect(scene.news(5).last == "restored")
        try scene.place.write("a.txt", "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0\0\0\0\0")
        #expect(scene.news(6).last?.hasPrefix("a.txt was written to by another program and cannot be read") == true)
    }

    @Test func whatSaysTheSameIsNoNews() throws {
        let scene = try Scene("One.\n")
        utimes(scene.path, nil)
        try scene.place.write("b.txt", "One.\n")
        rename(scene.place.articles + "/b.txt", scene.path)
        scene.watch.look(index: 0)
        try scene.place.write("a.txt", "Two.\n")
        #expect(scene.news(1) == ["Two.\n"])
    }

    /// Half of a text is not shown: whoever writes the file has it open.
    @Test func aFileThatIsStillOpenForWritingIsWaitedFor() throws {
        let scene = try Scene("One.\n")
        let file = open(scene.path, O_WRONLY | O_TRUNC)
        write(file, "First half, ", 12)
        #expect(WrittenFile.isOpen(scene.path))
        for _ in 0..<50 {
            scene.watch.look(index: 0)
            usleep(20_000)
        }
        write(file, "and second.", 11)
        close(file)
        #expect(!WrittenFile.isOpen(scene.path))
        #expect(scene.news(1) == ["First half, and seco"])
    }

    @Test func aLargeTextThatIsCutHasNoOldBytes() throws {
        let line = "A line of no account, and then some more of it.\n"
        let scene = try Scene(String(repeating: line, count: 40_000))
        // Put in place, the old file is still there for who has it open; written over, it is not.
        try scene.place.write("b.txt", String(repeating: line, count: 40_001))
        rename(scene.place.articles + "/b.txt", scene.path)
        #expect(scene.news(1) == [String(line.prefix(20))])
        truncate(scene.path, 0)
        #expect(scene.news(2).last == "a.txt is empty now")
    }

    /// An idle second costs as good as nothing where nothing has happened.
    @Test func whatLiesBesideAnArticleIsNoticedWhenItChangesAndOnlyThen() throws {
        let scene = try Scene("One.\n")
        let sidecar = scene.path + ".gloss.json"
        scene.watch.watch(beside: [scene.place.articles + "/codebook.toml", sidecar], index: 0)
        func noticesAfterTwoLooks() -> Int {
            for _ in 0..<2 {
                scene.watch.look(index: 0)
                scene.watch.finish()
            }
            return scene.news.notices
        }
        // It may have changed since it was read.
        #expect(noticesAfterTwoLooks() == 1)
        try scene.place.write("a.txt.gloss.json", "{}")
        #expect(noticesAfterTwoLooks() == 2)
        try scene.place.write("codebook.toml", "")
        #expect(noticesAfterTwoLooks() == 3)
        unlink(sidecar)
        #expect(noticesAfterTwoLooks() == 4)
        try scene.place.write("b.txt", "Of another article.\n")
        #expect(noticesAfterTwoLooks() == 4)
        // Where it could not be read, it has to be tried again.
        scene.watch.lookAgain(index: 0)
        #expect(noticesAfterTwoLooks() == 5)
    }
}
