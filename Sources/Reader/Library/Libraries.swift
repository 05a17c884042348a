// Between the library and its articles: opening one, coming back to its row, and the keys of the list.

import Annotations
import Screen
import TextModel

extension State {
    /// What can be asked for while the library is in view.
    static let libraryCommands: Set<Command> = [
        .mouse, .theme,
        .help, .redraw, .command, .suspend, .quit, .quitAll, .library, .librarySort, .libraryReverse, .cancel,
    ]

    /// Whether leaving the current file leads back to the library.
    var isFromLibrary: Bool {
        inView == .article && files.indices.contains(current) && files[current].isFromLibrary
    }

    /// Which of several files is in view, from 1, and how many there are; nil where there is but one.
    public var placeAmongFiles: (number: Int, count: Int)? {
        if isFromLibrary, let chooser = library?.chooser {
            return chooser.count > 0 ? (chooser.chosenPlace + 1, chooser.count) : nil
        }
        let known = files.indices.filter { !files[$0].isClosed }
        guard known.count > 1, let place = known.firstIndex(of: current) else { return nil }
        return (place + 1, known.count)
    }

    /// `2 of 3: b.txt`, for the file that has just come into view.
    var nameAmongFiles: String {
        let name = files[current].name
        return placeAmongFiles.map { "\($0.number) of \($0.count): \(name)" } ?? name
    }

    // MARK: Keys

    mutating func libraryKey(_ key: Key, _ now: Timestamp) -> [Effect] {
        library?.now = now
        let (keymap, height) = (keymap, listHeight)
        guard let outcome = library?.take(key, keymap: keymap, height: height) else { return [] }
        switch outcome {
        case .taken: return []
        case .chosen: return openChosen()
        case .closed: return closes(key) ? backToArticle() : quit()
        case .notTaken(let keys, let binding):
            switch keys {
            case [Key("s")], [Key(.tab)]: return sortLibrary(now)
            case [Key("S")], [Key(.tab, .shift)]: return sortLibrary(reversed: true, now)
            default: break
            }
            if let binding, State.libraryCommands.contains(binding.command) {
                return run(binding, count: nil, now)
            }
            message = .information("\(Key.display(of: keys)) means nothing here; Enter opens an article\(helpHint)")
            return []
        }
    }

    /// The keys of the library for the help screen; none while an article is in view.
    var librarySections: [(title: String, rows: [KeyHelp.Row])] {
        guard inView == .library else { return [] }
        return [
            (
                "In the library",
                [
                    KeyHelp.Row(keys: "Enter", help: "open the chosen article; quitting it leads back here"),
                    KeyHelp.Row(keys: "/", help: "list only articles whose title or name holds what is typed"),
                    libraryRow("s Tab", .librarySort), libraryRow("S S-Tab", .libraryReverse),
                    KeyHelp.Row(keys: keyName(of: .redraw), help: "look for articles again"),
                    KeyHelp.Row(keys: "Esc", help: "drop the filter; back to the article one came from"),
                ]
            )
        ]
    }

    private func libraryRow(_ keys: String, _ command: Command) -> KeyHelp.Row {
        KeyHelp.Row(
            keys: keys, help: command.info.help.replacing("in the library: ", with: ""),
            otherWords: command.otherWords)
    }

    mutating func sortLibrary(reversed: Bool = false, _ now: Timestamp) -> [Effect] {
        guard inView == .library, let library else {
            message = .problem("this is for the library\(libraryHint)")
            return []
        }
        self.library?.sort(
            by: reversed ? library.sort : library.sort.next, reversed: reversed ? !library.isReversed : false)
        return []
    }

    private var libraryHint: String {
        keymap.keys(for: .library).first.map { ", which \(Key.display(of: $0)) opens" } ?? ""
    }

    // MARK: There and back

    /// Opens the chosen article, or shows it when it is open.
    mutating func openChosen() -> [Effect] {
        guard let entry = library?.chosen else { return [] }
        // A slot whose file was closed is not used again: what was asked for it may still come.
        let known = files.firstIndex { $0.file != nil && entry.isAt($0.pathBytes) }
        let index = known ?? files.count
        if known == nil {
            var slot = FileSlot(name: entry.path)
            slot.exactPath = entry.exactPath
            files.append(slot)
        }
        files[index].isFromLibrary = true
        current = index
        inView = .article
        return files[index].file == nil ? [.open(index: index)] : []
    }

    /// Shows the library that the file was opened from, else that of its folder.
    mutating func goToLibrary(_ now: Timestamp) -> [Effect] {
        guard inView == .article else { return [] }
        if options.isPiped {
            message = .problem("what is piped in lies in no folder; gloss DIR lists one")
            return []
        }
        var effects: [Effect] = []
        let path = State.plain(files[current].name)
        let folder = State.folder(of: path)
        let isListed = library.map { $0.paths.count == 1 && $0.paths[0].isExactly(folder) } ?? false
        if library == nil || !isFromLibrary && !isListed {
            let listing = (library?.listing ?? 0) + 1
            let fresh = LibraryState(
                paths: [folder], article: path, listing: listing, columns: size.columns, now: now,
                keymap: options.keymap)
            library = fresh
            effects.append(.library(fresh.request))
        }
        return leaveArticle(now) + effects
    }

    /// Goes on to another article as the library lists them, some rows on or back.
    mutating func goInLibrary(_ step: Int, _ now: Timestamp) -> [Effect] {
        guard library?.canStep(step) ?? false else {
            message = .information(step < 0 ? "this is the first article listed" : "this is the last article listed")
            return []
        }
        let effects = leaveArticle(now)
        library?.step(step)
        return effects + openChosen()
    }

    /// Leaves the current article for the library, which learns what has become of it. One in which nothing was
    /// changed is closed: it is opened again as fast as any other.
    private mutating func leaveArticle(_ now: Timestamp) -> [Effect] {
        var effects = keepPosition() + stopFinding() + stopTally() + stopOutlining()
        library?.now = now
        if let file {
            // As long as its marks are being read, whoever counted them knows more.
            let marks = file.arriving == nil ? MarkTally(file.annotations, codebook: file.codebook) : nil
            let path = files[current].pathBytes
            library?.note(path, progress: file.percent, marks: marks)
            self.file?.selection = nil
            if isFromLibrary, !file.saving.hasEdits, file.draftCount == 0 {
                self.file = nil
                effects.append(.close(index: current))
            }
        }
        inView = .library
        pendingKeys = []
        count = nil
        return effects
    }

    private mutating func backToArticle() -> [Effect] {
        if files.indices.contains(current), files[current].file != nil, !files[current].isFromLibrary {
            inView = .article
        } else {
            let quit = keymap.keys(for: .quit).first.map { Key.display(of: $0) } ?? ":quit"
            message = .information("Enter opens an article, \(quit) quits")
        }
        return []
    }

    /// Looks for articles again, when the library is in view.
    mutating func refreshLibrary(_ now: Timestamp) -> [Effect] {
        guard inView == .library else { return [] }
        library?.now = now
        return (library?.refresh()).map { [.library($0)] } ?? []
    }

    // MARK: What comes in

    mutating func take(_ news: LibraryNews, _ now: Timestamp) {
        library?.now = now
        library?.take(news)
        guard inView == .library, case .foundAll(_, let unreadable) = news, let first = unreadable.first else { return }
        let more = unreadable.count > 1 ? " (and \(unreadable.count - 1) more)" : ""
        message = .problem("\(first): this directory could not be read\(more); its articles are not listed")
    }

    /// Keeps the list in step with the screen, and asks for what is on it and not known.
    mutating func settleLibrary() -> [Effect] {
        guard inView == .library else { return [] }
        let height = listHeight
        let columns = size.columns
        library?.settle(columns: columns, height: height)
        return (library?.missing(height: height)).map { [.library($0)] } ?? []
    }

    // MARK: Paths

    /// A path without `./` before it.
    static func plain(_ path: String) -> String {
        var bytes = path.utf8[...]
        while bytes.count > 2, bytes.starts(with: "./".utf8) {
            bytes = bytes.dropFirst(2).drop { $0 == UInt8(ascii: "/") }
        }
        return String(Substring(bytes))
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

extension FileState {
    /// How much of the text's bytes lies before the cursor, 0 to 100.
    var percent: Int { cursor.percent(of: document.byteCount - 1) }
}
