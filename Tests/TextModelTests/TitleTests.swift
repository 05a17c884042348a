// What an article is called.

import Testing
import TextModel

@Suite struct TitleTests {
    @Test(arguments: [
        ("The grid failed\n\nIt was noon.\n", "The grid failed"),
        ("\n\n  \t\n   Set in,  with\tgaps  \nMore", "Set in, with gaps"),
        ("# A heading\n\nText", "A heading"),
        ("# Closed by hand ##\n", "Closed by hand"),
        ("## Only a second level\nText", "Only a second level"),
        ("A line before\n\n# The real title\n\nText", "The real title"),
        ("#hashtag is no heading\n", "hashtag is no heading"),
        ("![logo](logo.png)\n[![built](b.svg)](https://example.org)\nThe project\n", "The project"),
        ("**Bold title**\n", "Bold title"), ("*Stressed* beginning\n", "*Stressed* beginning"),
        ("* * *\n---\n=====\nAfter the rules\n", "After the rules"),
        ("---\ntitle: \"From the metadata\"\ndate: 2020\n---\n\nText\n", "From the metadata"),
        ("---\ndate: 2020\n---\n\nNo title in there\n", "No title in there"),
        ("--- \nNot closed\n", "Not closed"),
        ("\u{FEFF}Behind a byte order mark\n", "Behind a byte order mark"),
        ("Carriage\r\nreturns\r\n", "Carriage"), ("電力網が止まった。\n続き", "電力網が止まった。"),
    ])
    func titles(text: String, title: String) {
        #expect(Title.of(Array(text.utf8)) == title)
    }

    @Test(arguments: ["", "\n\n\n", "---\n***\n", "  …  \n"]) func nothingToBeCalled(text: String) {
        #expect(Title.of(Array(text.utf8)) == nil)
    }

    @Test func whatDoesNotDecodeShows() {
        #expect(Title.of([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
    }

    @Test func aLongFirstLineIsCut() {
        let title = Title.of(Array(String(repeating: "long ", count: 100).utf8))
        #expect((title?.count ?? 0) <= 200)
        #expect(title?.hasPrefix("long long") == true)
    }

    @Test func aHeadThatEndsInALetterLosesIt() {
        // Two bytes a letter: the last one is cut in half where the head begins with one byte.
        let text = "a" + String(repeating: "é", count: Title.headLength)
        let lines = Title.of(Array(text.utf8.prefix(Title.headLength)))
        #expect(lines?.unicodeScalars.contains("\u{FFFD}") == false)
    }
}
