// Words by which people look for a command in the help, where its name and its line do not hold them.

extension Command {
    /// Its name, the names that `:` takes, and what other programs call it.
    var otherWords: String { ([rawValue] + info.aliases + synonyms).joined(separator: " ") }

    private var synonyms: [String] {
        switch self {
        case .rowDown, .rowUp: ["line", "move", "cursor"]
        case .graphemeRight, .graphemeLeft: ["letter", "move", "cursor"]
        case .halfPageDown, .halfPageUp, .pageDown, .pageUp: ["scroll", "screen"]
        case .documentStart: ["beginning", "go to line", "document"]
        case .documentEnd: ["bottom", "go to line", "document"]
        case .centre: ["center", "scroll"]
        case .select: ["visual", "mark", "region"]
        case .swapEnds: ["exchange", "head", "origin"]
        case .selectSentence, .selectParagraph, .selectWord, .shrink: ["region", "expand"]
        case .selectQuotation: ["quote", "quotes", "expand"]
        case .selectParenthesis: ["parentheses", "expand"]
        case .sentenceHints: ["labels", "jump", "easymotion"]
        case .cancel, .copyOrCancel: ["escape", "stop", "abort", "quit"]
        case .tag, .tagByName: ["label", "code", "highlight", "annotate"]
        case .repeatTag: ["again", "dot", "label"]
        case .tagDefinition: ["describe", "meaning"]
        case .codebook: ["labels", "codes", "delete a tag"]
        case .note, .editNote: ["comment", "annotate", "memo", "edit"]
        case .deleteMark: ["remove", "erase", "untag", "annotation"]
        case .cycleMarks: ["overlap", "next", "annotation"]
        case .moveStart, .moveEnd: ["edge", "resize", "adjust", "boundary", "extend"]
        case .splitMark: ["divide", "cut"]
        case .joinMarks: ["merge", "unite"]
        case .triageStar, .triageQuestion, .triageAttention: ["triage", "skim", "flag"]
        case .triage: ["review", "skim"]
        case .driftReview: ["lost", "orphans", "reattach", "changed", "versions", "diff"]
        case .driftNext, .driftPrevious: ["lost", "changed", "moved", "jump"]
        case .samePhrase: ["all occurrences", "everywhere", "auto", "batch"]
        case .undo: ["revert", "restore"]
        case .redo: ["repeat", "restore"]
        case .copy: ["yank", "clipboard"]
        case .copyCitation: ["yank", "clipboard", "quote", "reference"]
        case .searchForward, .searchBackward: ["find", "look for"]
        case .searchNext, .searchPrevious: ["find", "search", "match"]
        case .outline: ["contents", "toc", "chapters", "sections"]
        case .headingNext, .headingPrevious: ["section", "chapter"]
        case .matches: ["find", "results", "occurrences"]
        case .jumpBack, .jumpOn: ["jump", "history", "forward"]
        case .namePlace, .goToPlace: ["bookmark"]
        case .markNext, .markPrevious, .sameTagNext, .sameTagPrevious: ["annotation", "highlight", "jump"]
        case .marks: ["annotations", "highlights", "notes"]
        case .searchNotes: ["find", "comment"]
        case .foldNote, .foldAllNotes: ["hide", "collapse", "open", "close", "comment"]
        case .showOnly: ["filter", "hide"]
        case .showAll: ["filter", "unhide"]
        case .digest: ["summary", "fold"]
        case .stats: ["count", "chart", "counts"]
        case .help: ["keys", "shortcuts", "bindings"]
        case .coverage: ["read", "progress"]
        case .coders, .chooseCoder: ["others", "people", "blind", "reveal", "hide"]
        case .zen: ["fullscreen", "hide"]
        case .theme: ["color", "colour", "dark", "light"]
        case .mouse: ["click", "select"]
        case .redraw: ["refresh", "repaint"]
        case .fileNext, .filePrevious: ["article", "document"]
        case .library: ["folder", "directory", "files"]
        case .command: ["prompt", "execute", "M-x"]
        case .count: ["number", "times", "repeat"]
        case .suspend: ["background", "shell"]
        case .quit, .quitAll: ["exit", "leave", "close"]
        case .rowStart, .rowEnd: ["line", "beginning"]
        case .wordNext, .wordPrevious, .wordEnd, .sentenceNext, .sentencePrevious, .paragraphNext,
            .paragraphPrevious, .scrollDown, .scrollUp, .extendRight, .extendLeft, .extendDown,
            .extendUp, .extendWordNext, .extendWordPrevious, .extendRowStart, .extendRowEnd, .extendPageDown,
            .extendPageUp, .librarySort, .libraryReverse:
            []
        }
    }
}
