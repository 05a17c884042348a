// Words whose full stop does not, or not always, end a sentence; written here without their last one.

enum Abbreviations {
    /// What the stop of one means.
    enum Kind: CaseIterable { case always, beforeNumbers, clock, last, sometimes }

    /// What the stop of a word means; nil of a word that is none of them.
    static func kind(of word: String) -> Kind? {
        guard isASCII(word) else { return others[word] }
        return word.utf8.count <= longest ? short[number(of: word)] : nil
    }

    /// Something always follows them in the same sentence.
    private static let always = [
        // Titles
        "Dr", "Drs", "Mr", "Mrs", "Ms", "Mx", "Prof", "Rev", "Hon", "Gen", "Col", "Lt", "Maj", "Capt", "Cpt", "Cmdr",
        "Adm", "Sgt", "Cpl", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Amb", "Insp", "Atty", "Asst",
        "Assoc", "Dep", "Brig", "Pvt", "Cdr", "Det", "Messrs",
        "Mme", "Mlle", "MM", "Supt", "Sra", "Srta", "Dra", "Ud", "Uds", "Hr", "Fr", "Sig", "dott", "dhr", "mevr",
        // Names
        "Exec", "Pub", "Pty", "Mt", "Ft", "EE",
        // Latin and the like
        "vs", "v", "cf", "Cf", "viz", "e.g", "E.g", "i.e", "I.e", "eg", "ie", "approx", "ca", "resp", "esp", "incl",
        "Проф", "проф", "акад", "д-р", "ดร", "ศ", "รศ", "ผศ", "นพ", "พญ", "डॉ", "प्रो", "श्री", "सुश्री", "د", "أ",
        "excl", "vgl", "Vgl", "bzw", "sog", "geb", "bijv", "z.B", "d.h", "u.a", "p.ej",
    ]

    /// Only before a number: `No. 3`, but "Did he? No. He did not."
    private static let beforeNumbers = [
        "No", "Nos", "no", "nos", "Nr", "Art", "Arts", "art", "Secs", "sec", "secs", "Ch", "ch", "Chs", "Vol", "Vols",
        "vol", "vols", "p", "pp", "par", "para", "paras", "Para", "Paras", "Tab", "App", "Fig", "Figs",
        "fig", "figs", "Eq", "Eqs", "eq", "eqs", "ed", "n", "nn", "fn", "ex", "Ex", "Exh", "cl", "Cl", "Abs", "Bd",
        "Kap", "Tel", "tel", "núm", "pág", "págs", "Reg", "Stat", "Cir", "Supp", "ft", "lb", "lbs", "est", "c", "b",
        "d", "Pág", "Págs", "Núm", "стр", "рис", "ст", "п", "ص", "पृ", "ver", "Ver", "pt", "Pt", "pts",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]

    /// Times of day: a weekday or zone may follow.
    private static let clock = ["a.m", "p.m", "A.M", "P.M"]

    /// They close a list or a phrase: with a capital, another sentence begins.
    private static let last = ["etc", "usw", "seq", "cit", "Ibid", "ibid", "min", "hrs", "bn"]

    /// They may close a sentence: the next word decides.
    private static let sometimes = [
        "Inc", "Ltd", "Co", "Cos", "Corp", "Bros", "LLC", "Cie", "Jr", "Sr", "al", "Esq", "Ph.D", "St", "Ste", "Ave",
        "Blvd", "Rd", "Str", "Dept", "Depts", "Univ", "Assn", "Natl", "Intl", "Govt", "Sec", "Secy", "Dir", "eds", "Ed",
        "Eds", "trans", "Trans", "Mass", "Calif", "Conn", "Fla", "Ill", "Mich", "Minn", "Pa", "Tex", "Va", "Wash",
        "Wis", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "UU", "Ct", "Cong", "Sess", "Mio", "Mrd",
    ]

    private static func words(_ kind: Kind) -> [String] {
        switch kind {
        case .always: always
        case .beforeNumbers: beforeNumbers
        case .clock: clock
        case .last: last
        case .sometimes: sometimes
        }
    }

    /// Those of ASCII, by their numbers, and all others: letters beyond ASCII can be written in more than one way, and
    /// have to be compared as text, which takes far longer.
    private static let short = Dictionary(
        uniqueKeysWithValues: Kind.allCases.flatMap { kind in
            words(kind).filter(isASCII).map { (number(of: $0), kind) }
        })
    private static let others = Dictionary(
        uniqueKeysWithValues: Kind.allCases.flatMap { kind in
            words(kind).filter { !isASCII($0) }.map { ($0, kind) }
        })

    private static func isASCII(_ word: String) -> Bool { word.utf8.allSatisfy { $0 < 0x80 } }

    /// Letters of the longest of ASCII.
    private static let longest = 8

    /// The number that stands for a word of ASCII.
    private static func number(of word: String) -> UInt64 {
        precondition(word.utf8.count <= longest, "an abbreviation that no number stands for: \(word)")
        return word.utf8.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
