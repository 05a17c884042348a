// Words that make a line a heading, or keep it from being one, in the languages one meets most.

enum HeadingWords {
    /// Words before a number, folded, with the depth of what they name: a book holds parts, a part chapters, and so on.
    static let labels: [String: Int] = {
        var labels: [String: Int] = [:]
        for word in ["book", "volume", "livre", "buch", "libro", "tome", "band"] { labels[word] = 5 }
        for word in ["part", "partie", "teil", "parte", "deel", "часть"] { labels[word] = 10 }
        for word in [
            "chapter", "chapitre", "kapitel", "capitulo", "capitolo", "hoofdstuk", "глава", "act", "akt", "letter",
            "stave", "canto", "title",
        ] { labels[word] = 20 }
        for word in [
            "section", "abschnitt", "seccion", "sezione", "article", "artikel", "articulo", "scene", "lesson", "step",
            "appendix", "annex", "annexe", "anhang", "anexo", "schedule", "раздел", "статья",
        ] { labels[word] = 30 }
        return labels
    }()

    /// What parts of a text are called everywhere, folded.
    static let known: Set<String> = [
        "introduction", "preamble", "abstract", "summary", "executive summary", "background", "overview", "preface",
        "foreword",
        "prologue", "epilogue", "conclusion", "conclusions", "discussion", "results", "methods", "methodology",
        "references", "bibliography", "acknowledgements", "acknowledgments", "notes", "glossary", "index", "contents",
        "table of contents", "scope", "definitions", "recommendations", "key findings", "further reading",
        "limitations", "related work", "afterword", "einleitung", "zusammenfassung", "vorwort", "fazit", "inhalt",
        "literatur", "resume", "sommaire", "bibliographie", "introduccion", "conclusiones", "resumen",
    ]

    /// Numbers written as words after a label, folded.
    static let numbers: Set<String> = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "first",
        "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "last", "final", "eins",
        "zwei", "drei", "vier", "funf", "un", "deux", "trois", "quatre", "cinq", "uno", "dos", "tres", "cuatro",
    ]

    /// How lines begin that stand alone and are no headings, folded: bylines, captions, signatures, what a site adds.
    static let others: [String] = [
        "by ", "written by", "posted", "published", "released", "patch by", "updated", "last updated", "photo", "image",
        "figure ", "fig. ",
        "fig ", "table ", "source:", "sources:", "credit", "copyright", "(c)", "©", "share", "subscribe", "sign up",
        "sign in",
        "log in", "read more", "continue reading", "click ", "advertisement", "sponsored", "follow ", "like ",
        "comments", "leave a comment", "reply", "loading", "related:", "tags:", "filed under", "home ",
        "skip to", "thanks for reading", "best regards", "kind regards", "regards", "yours ", "sincerely", "cheers",
        "signed", "ps", "p.s.", "edit:", "update:", "note:", "from:", "to:", "subject:", "date:", "cc:", "the end",
        "view in ", "open in ", "download", "listen ", "watch ", "link ", "links ", "via ", "all rights reserved",
        "print", "email", "e-mail", "menu", "search", "page ", "produced by", "translated by", "edited by",
        "illustrated by",
    ]

    /// Months and days of the week, folded, as they begin or stand in dates.
    static let dates: Set<String> = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat",
        "sun", "januar", "februar", "marz", "mai", "juni", "juli", "oktober", "dezember", "montag", "dienstag",
        "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "janvier", "fevrier", "mars", "avril", "juin",
        "juillet", "aout", "septembre", "octobre", "novembre", "decembre", "enero", "febrero", "marzo", "abril", "mayo",
        "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ]
}
