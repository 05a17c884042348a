// Words whose full stop does not, or not always, end a sentence; written here without their last one.

enum Abbreviations {
    /// Something always follows them in the same sentence.
    static let always: Set<String> = [
        // Titles
        "Dr", "Drs", "Mr", "Mrs", "Ms", "Mx", "Prof", "Rev", "Hon", "Gen", "Col", "Lt", "Maj", "Capt", "Cpt", "Cmdr",
        "Adm", "Sgt", "Cpl", "Sen", "Sens", "Rep", "Reps", "Gov", "Govs", "Pres", "Amb", "Insp", "Atty", "Asst",
        "Assoc", "Dep", "Brig", "Pvt", "Cdr", "Det", "Messrs",
        "Mme", "Mlle", "MM", "Supt", "Sra", "Srta", "Dra", "Ud", "Uds", "Hr", "Fr", "Sig", "dott", "dhr", "mevr",
        // Names
        "Exec", "Pub", "Pty", "Mt", "Ft", "EE",
        // Latin and the like
        "vs", "v", "cf", "Cf", "viz", "e.g", "E.g", "i.e", "I.e", "eg", "ie", "approx", "ca", "resp", "esp", "incl",
        "Проф", "проф", "акад", "д-р", "डॉ", "प्रो", "श्री", "सुश्री", "د", "أ",
        "excl", "vgl", "Vgl", "bzw", "sog", "geb", "bijv", "z.B", "d.h", "u.a", "p.ej",
    ]

    /// Only before a number: `No. 3`, but "Did he? No. He did not."
    static let beforeNumbers: Set<String> = [
        "No", "Nos", "no", "nos", "Nr", "Art", "Arts", "art", "Secs", "sec", "secs", "Ch", "ch", "Chs", "Vol", "Vols",
        "vol", "vols", "p", "pp", "par", "para", "paras", "Para", "Paras", "Tab", "App", "Fig", "Figs",
        "fig", "figs", "Eq", "Eqs", "eq", "eqs", "ed", "n", "nn", "fn", "ex", "Ex", "Exh", "cl", "Cl", "Abs", "Bd",
        "Kap", "Tel", "tel", "núm", "pág", "págs", "Reg", "Stat", "Cir", "Supp", "ft", "lb", "lbs", "est", "c", "b",
        "d", "Pág", "Págs", "Núm", "стр", "рис", "ст", "п", "ص", "पृ", "ver", "Ver", "pt", "Pt", "pts",
        "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]

    /// Times of day: a weekday or zone may follow.
    static let clock: Set<String> = ["a.m", "p.m", "A.M", "P.M"]

    /// They close a list or a phrase: with a capital, another sentence begins.
    static let last: Set<String> = ["etc", "usw", "seq", "cit", "Ibid", "ibid", "min", "hrs", "bn"]

    /// They may close a sentence: the next word decides.
    static let sometimes: Set<String> = [
        "Inc", "Ltd", "Co", "Cos", "Corp", "Bros", "LLC", "Cie", "Jr", "Sr", "al", "Esq", "Ph.D", "St", "Ste", "Ave",
        "Blvd", "Rd", "Str", "Dept", "Depts", "Univ", "Assn", "Natl", "Intl", "Govt", "Sec", "Secy", "Dir", "eds", "Ed",
        "Eds", "trans", "Trans", "Mass", "Calif", "Conn", "Fla", "Ill", "Mich", "Minn", "Pa", "Tex", "Va", "Wash",
        "Wis", "Mon", "Tue", "Tues", "Wed", "Thu", "Thur", "Thurs", "Fri", "UU", "Ct", "Cong", "Sess", "Mio", "Mrd",
    ]

    /// Whether a word is any of them.
    static func contains(_ word: String) -> Bool {
        always.contains(word) || beforeNumbers.contains(word) || sometimes.contains(word) || last.contains(word)
    }
}
