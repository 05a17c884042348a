// What people and programs do to a text between two versions of it.

extension Manuscript {
    /// Puts other words of the text in the place of that share of its words. What is put in, or taken out, leaves more of
    /// a quote to be found: of all edits these are the hardest.
    public mutating func replaceWords(_ share: Double, _ random: inout Seeded) {
        // Each once: the words that are everywhere are short, and change little.
        let stock = Set(paragraphs.flatMap { $0.map { Manuscript.core($0.text).core } }.filter { !$0.isEmpty }).sorted()
        for index in paragraphs.indices {
            for word in paragraphs[index].indices where random.happens(share) {
                paragraphs[index][word].replace(by: stock[random.number(0..<stock.count)])
            }
        }
    }

    /// Replaces, takes out and puts in words, a third each, at that share of the words; `words` limits it to some of the
    /// first version.
    public mutating func editWords(_ share: Double, in words: Range<Int>? = nil, _ random: inout Seeded) {
        let stock = paragraphs.flatMap { $0.map { Manuscript.core($0.text).core } }.filter { !$0.isEmpty }
        for index in paragraphs.indices {
            var edited: [Word] = []
            for var word in paragraphs[index] {
                let isMeant = words.map { limits in word.origin.map(limits.contains) ?? false } ?? true
                guard isMeant, random.happens(share) else {
                    edited.append(word)
                    continue
                }
                switch random.number(0..<3) {
                case 0:
                    word.replace(by: stock[random.number(0..<stock.count)])
                    edited.append(word)
                case 1:
                    edited.append(word)
                    edited.append(Word(text: stock[random.number(0..<stock.count)], origin: nil, blank: " "))
                default: break
                }
            }
            paragraphs[index] = edited
        }
    }

    /// A word between its punctuation.
    fileprivate static func core(_ word: String) -> (before: String, core: String, after: String) {
        func isLetter(_ character: Character) -> Bool { character.isLetter || character.isNumber }
        guard let first = word.firstIndex(where: isLetter), let last = word.lastIndex(where: isLetter) else {
            return ("", word, "")
        }
        return (String(word[..<first]), String(word[first...last]), String(word[word.index(after: last)...]))
    }

    /// Takes paragraphs out and puts them in elsewhere.
    public mutating func moveParagraphs(_ share: Double, _ random: inout Seeded) {
        var moved: [[Word]] = []
        var rest: [[Word]] = []
        for paragraph in paragraphs {
            if random.happens(share) { moved.append(paragraph) } else { rest.append(paragraph) }
        }
        for paragraph in moved { rest.insert(paragraph, at: random.number(0..<rest.count + 1)) }
        paragraphs = rest
    }

    public mutating func deleteParagraphs(_ share: Double, _ random: inout Seeded) {
        paragraphs.removeAll { _ in random.happens(share) }
    }

    public mutating func delete(_ words: Range<Int>) {
        for index in paragraphs.indices {
            paragraphs[index].removeAll { word in word.origin.map(words.contains) ?? false }
        }
    }

    /// Breaks all lines anew.
    public mutating func reflow(width: Int) {
        for index in paragraphs.indices {
            var column = 0
            for word in paragraphs[index].indices {
                column += paragraphs[index][word].text.count + 1
                let isFull = column > width
                paragraphs[index][word].blank = isFull ? "\n" : " "
                if isFull { column = 0 }
            }
        }
    }

    /// Typewriter quotes and dashes for printed ones.
    public mutating func plainSigns() {
        for index in paragraphs.indices {
            for word in paragraphs[index].indices {
                var text = ""
                for character in paragraphs[index][word].text {
                    switch character {
                    case "“", "”": text += "\""
                    case "‘", "’": text += "'"
                    case "—": text += "--"
                    default: text.append(character)
                    }
                }
                paragraphs[index][word].text = text
            }
        }
    }

    /// Puts a near copy of some words in elsewhere, as a paragraph of its own. The copy's words are no words of the
    /// first version.
    public mutating func copy(_ words: Range<Int>, changing share: Double, _ random: inout Seeded) {
        let all = paragraphs.joined()
        let stock = all.map(\.text)
        var copied: [Word] = []
        for var word in all where word.origin.map(words.contains) ?? false {
            if random.happens(share) { word.text = stock[random.number(0..<stock.count)] }
            word.origin = nil
            copied.append(word)
        }
        paragraphs.insert(copied, at: random.number(0..<paragraphs.count + 1))
    }
}

extension Manuscript.Word {
    /// Its punctuation stays.
    fileprivate mutating func replace(by other: String) {
        let parts = Manuscript.core(text)
        text = parts.before + other + parts.after
        isKept = false
    }
}
