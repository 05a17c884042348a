// The one table of what a reader can ask for: name, one-line help, group. Help, hints, `gloss keys`, the README's
// key table and the checks on keymap files are all made from it.

/// Something a key can be bound to, and that `:` runs by name.
public enum Command: String, CaseIterable, Sendable {
    // Moving
    case rowDown = "row-down"
    case rowUp = "row-up"
    case graphemeRight = "grapheme-right"
    case graphemeLeft = "grapheme-left"
    case wordNext = "word-next"
    case wordPrevious = "word-previous"
    case wordEnd = "word-end"
    case sentenceNext = "sentence-next"
    case sentencePrevious = "sentence-previous"
    case paragraphNext = "paragraph-next"
    case paragraphPrevious = "paragraph-previous"
    case rowStart = "row-start"
    case rowEnd = "row-end"
    case halfPageDown = "half-page-down"
    case halfPageUp = "half-page-up"
    case pageDown = "page-down"
    case pageUp = "page-up"
    case scrollDown = "scroll-down"
    case scrollUp = "scroll-up"
    case documentStart = "document-start"
    case documentEnd = "document-end"
    case centre
    // Selecting
    case select
    case swapEnds = "swap-ends"
    case selectSentence = "select-sentence"
    case shrink
    case selectParagraph = "select-paragraph"
    case selectWord = "select-word"
    case selectQuotation = "select-quotation"
    case selectParenthesis = "select-parenthesis"
    case sentenceHints = "sentence-hints"
    case extendRight = "extend-right"
    case extendLeft = "extend-left"
    case extendDown = "extend-down"
    case extendUp = "extend-up"
    case extendWordNext = "extend-word-next"
    case extendWordPrevious = "extend-word-previous"
    case extendRowStart = "extend-row-start"
    case extendRowEnd = "extend-row-end"
    case extendPageDown = "extend-page-down"
    case extendPageUp = "extend-page-up"
    case cancel
    case copyOrCancel = "copy-or-cancel"
    // Marking
    case tag
    case tagByName = "tag-by-name"
    case repeatTag = "repeat-tag"
    case tagDefinition = "tag-definition"
    case codebook
    case note
    case editNote = "edit-note"
    case deleteMark = "delete-mark"
    case cycleMarks = "cycle-marks"
    case moveStart = "move-start"
    case moveEnd = "move-end"
    case splitMark = "split-mark"
    case joinMarks = "join-marks"
    case triageStar = "triage-star"
    case triageQuestion = "triage-question"
    case triageAttention = "triage-attention"
    case triage
    case driftReview = "drift-review"
    case samePhrase = "same-phrase"
    case undo
    case redo
    case copy
    case copyCitation = "copy-citation"
    // Finding
    case searchForward = "search-forward"
    case searchBackward = "search-backward"
    case searchNext = "search-next"
    case searchPrevious = "search-previous"
    case outline
    case headingNext = "heading-next"
    case headingPrevious = "heading-previous"
    case matches
    case jumpBack = "jump-back"
    case jumpOn = "jump-on"
    case namePlace = "name-place"
    case goToPlace = "go-to-place"
    case markNext = "mark-next"
    case markPrevious = "mark-previous"
    case sameTagNext = "same-tag-next"
    case sameTagPrevious = "same-tag-previous"
    case driftNext = "drift-next"
    case driftPrevious = "drift-previous"
    case marks
    case searchNotes = "search-notes"
    // Showing
    case foldNote = "fold-note"
    case foldAllNotes = "fold-all-notes"
    case showOnly = "show-only"
    case showAll = "show-all"
    case digest
    case stats
    case help
    case coverage
    case coders
    case chooseCoder = "choose-coder"
    case zen
    case theme
    case mouse
    case redraw
    // The program
    case fileNext = "file-next"
    case filePrevious = "file-previous"
    case library
    case librarySort = "library-sort"
    case libraryReverse = "library-reverse"
    case command
    case count
    case suspend
    case quit
    case quitAll = "quit-all"

    public enum Group: String, CaseIterable, Sendable {
        case moving = "Moving"
        case selecting = "Selecting"
        case marking = "Marking"
        case finding = "Finding"
        case showing = "Showing"
        case program = "The program"
    }

    public struct Info: Sendable {
        /// One line, as the help screen shows it.
        public let help: String
        public let group: Group
        /// Shorter names that `:` takes as well.
        public let aliases: [String]
    }

    public var info: Info {
        func info(_ group: Group, _ help: String, _ aliases: String...) -> Info {
            Info(help: help, group: group, aliases: aliases)
        }
        switch self {
        case .rowDown: return info(.moving, "one row down")
        case .rowUp: return info(.moving, "one row up")
        case .graphemeRight: return info(.moving, "one character right")
        case .graphemeLeft: return info(.moving, "one character left")
        case .wordNext: return info(.moving, "start of the next word")
        case .wordPrevious: return info(.moving, "start of the word, or of the one before")
        case .wordEnd: return info(.moving, "end of the word, or of the next")
        case .sentenceNext: return info(.moving, "next sentence")
        case .sentencePrevious: return info(.moving, "start of the sentence, or of the one before")
        case .paragraphNext: return info(.moving, "next paragraph")
        case .paragraphPrevious: return info(.moving, "start of the paragraph, or of the one before")
        case .rowStart: return info(.moving, "start of the row")
        case .rowEnd: return info(.moving, "end of the row")
        case .halfPageDown: return info(.moving, "half a page down")
        case .halfPageUp: return info(.moving, "half a page up")
        case .pageDown: return info(.moving, "one page down")
        case .pageUp: return info(.moving, "one page up")
        case .scrollDown: return info(.moving, "scroll the text up by a row")
        case .scrollUp: return info(.moving, "scroll the text down by a row")
        case .documentStart: return info(.moving, "start of the article; with a count, that line", "top")
        case .documentEnd: return info(.moving, "end of the article; with a count, that line", "end")
        case .centre: return info(.moving, "bring the cursor's row to the middle of the screen")
        case .select: return info(.selecting, "start selecting with any motion; again, stop")
        case .swapEnds: return info(.selecting, "go to the other end of the selection")
        case .selectSentence: return info(.selecting, "select the sentence; again, grow by the next one")
        case .shrink: return info(.selecting, "shrink the selection by a sentence")
        case .selectParagraph: return info(.selecting, "select the paragraph; again, grow by the next one")
        case .selectWord: return info(.selecting, "select the word; again, grow by the next one")
        case .selectQuotation: return info(.selecting, "select inside the quotation; again, grow outwards")
        case .selectParenthesis: return info(.selecting, "select inside the brackets; again, grow outwards")
        case .sentenceHints: return info(.selecting, "letters on the sentences: typing them selects one", "hints")
        case .extendRight: return info(.selecting, "extend the selection by a character")
        case .extendLeft: return info(.selecting, "extend the selection back by a character")
        case .extendDown: return info(.selecting, "extend the selection by a row")
        case .extendUp: return info(.selecting, "extend the selection back by a row")
        case .extendWordNext: return info(.selecting, "extend the selection by a word")
        case .extendWordPrevious: return info(.selecting, "extend the selection back by a word")
        case .extendRowStart: return info(.selecting, "extend the selection to the start of the row")
        case .extendRowEnd: return info(.selecting, "extend the selection to the end of the row")
        case .extendPageDown: return info(.selecting, "extend the selection by a page")
        case .extendPageUp: return info(.selecting, "extend the selection back by a page")
        case .cancel: return info(.selecting, "drop the selection, close what is open")
        case .copyOrCancel: return info(.selecting, "copy the selection; without one, close what is open")
        case .tag:
            return info(.marking, "then a tag's key, or the number of a recent tag: tag the selection, or the sentence")
        case .tagByName: return info(.marking, "tag by name, also by a new one")
        case .repeatTag: return info(.marking, "give the last tag again, or all tags of the last passage")
        case .tagDefinition: return info(.marking, "what the tag here means, and your last passages with it", "define")
        case .codebook:
            return info(.marking, "the tags: rename, merge, K key, C color, D definition", "tags")
        case .note: return info(.marking, "write or change the note of the mark, the selection or the sentence")
        case .editNote: return info(.marking, "the same in $VISUAL or $EDITOR", "editor")
        case .deleteMark: return info(.marking, "delete the mark under the cursor")
        case .cycleMarks: return info(.marking, "take the next of several marks under the cursor in hand")
        case .moveStart: return info(.marking, "move the mark's start; Enter keeps, Esc returns it")
        case .moveEnd: return info(.marking, "move the mark's end; Enter keeps, Esc returns it")
        case .splitMark: return info(.marking, "split the mark in two at the cursor")
        case .joinMarks: return info(.marking, "join the mark with the next one beside or like it")
        case .triageStar:
            return info(.marking, "first pass: star the selection, or the sentence; again, unstar it", "star")
        case .triageQuestion: return info(.marking, "first pass: put a question mark to it", "question")
        case .triageAttention: return info(.marking, "first pass: put an exclamation mark to it", "attention")
        case .triage: return info(.marking, "walk the marks of the first pass, and make them real tags")
        case .driftReview:
            return info(
                .marking, "walk the lost, changed and moved marks of a changed article, old and new side by side",
                "drift")
        case .samePhrase:
            return info(.marking, "the same phrase elsewhere: give it the tags of this mark, one by one or all")
        case .undo: return info(.marking, "take the last change back")
        case .redo: return info(.marking, "do again what was taken back")
        case .copy: return info(.marking, "copy the selection, or the sentence")
        case .copyCitation: return info(.marking, "copy it as a citation, with title and paragraph", "cite")
        case .searchForward: return info(.finding, "search forward")
        case .searchBackward: return info(.finding, "search back")
        case .searchNext: return info(.finding, "next hit")
        case .searchPrevious: return info(.finding, "previous hit")
        case .outline: return info(.finding, "the headings, to choose from", "headings")
        case .headingNext: return info(.finding, "next heading")
        case .headingPrevious: return info(.finding, "heading of this part, or the one before")
        case .matches: return info(.finding, "list of all hits of the search")
        case .jumpBack: return info(.finding, "back to where the last jump set out", "back")
        case .jumpOn: return info(.finding, "on again to where the jump led", "on")
        case .namePlace: return info(.finding, "then a letter: name this place", "mark-place")
        case .goToPlace: return info(.finding, "then a letter: go to that place; ' before the last jump", "go-place")
        case .markNext: return info(.finding, "next mark")
        case .markPrevious: return info(.finding, "previous mark")
        case .sameTagNext: return info(.finding, "next mark with a tag of this one, or a sub-tag")
        case .sameTagPrevious: return info(.finding, "previous mark with a tag of this one, or a sub-tag")
        case .driftNext: return info(.finding, "next mark that was found elsewhere, or reworded")
        case .driftPrevious: return info(.finding, "previous mark that was found elsewhere, or reworded")
        case .marks: return info(.finding, "the list of marks and drafts: order, filter, delete, go there", "list")
        case .searchNotes: return info(.finding, "search in the notes; next and previous hit go on in them")
        case .foldNote: return info(.showing, "fold or unfold the note here; in the digest, open what is hidden")
        case .foldAllNotes: return info(.showing, "fold or unfold all notes")
        case .showOnly: return info(.showing, "show only the marks of one tag, from a list of the tags", "only")
        case .showAll: return info(.showing, "show all marks again; before it, a tag's key shows only that tag", "all")
        case .digest: return info(.showing, "the article collapsed to its marks; again, all of it")
        case .stats:
            return info(.showing, "the marks in numbers: tags, where they are, what goes together", "statistics")
        case .help: return info(.showing, "the keys that are in force")
        case .coverage: return info(.showing, "beside the text: what has been on screen, and what is marked", "seen")
        case .coders: return info(.showing, "show the marks of other coders, or hide them again")
        case .chooseCoder: return info(.showing, "whose marks are shown: all, one coder's, or none", "coder")
        case .zen: return info(.showing, "nothing but text; again, status and hints")
        case .theme: return info(.showing, "the next theme: dark, light, high-contrast, monochrome")
        case .mouse: return info(.showing, "leave the mouse to the terminal, or take it back")
        case .redraw: return info(.showing, "draw the screen anew")
        case .fileNext: return info(.program, "next file", "next")
        case .filePrevious: return info(.program, "previous file", "prev")
        case .library: return info(.program, "the articles of this folder, or of the one that was opened")
        case .librarySort: return info(.program, "in the library: sort by the next column")
        case .libraryReverse: return info(.program, "in the library: turn the order round")
        case .command: return info(.program, "run any action by its name")
        case .count: return info(.program, "a count for the next action")
        case .suspend: return info(.program, "stop the program for now (fg brings it back)")
        case .quit: return info(.program, "quit; in an article of the library, go back there", "q")
        case .quitAll:
            return info(.program, "quit at once: from the library's articles and from lists, too", "qa", "exit")
        }
    }

    /// The command of a name or an alias.
    public init?(named name: String) {
        if let command = Command(rawValue: name) {
            self = command
        } else if let command = Command.allCases.first(where: { $0.info.aliases.contains(name) }) {
            self = command
        } else {
            return nil
        }
    }
}
