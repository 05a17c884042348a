// Words that tell whether a sentence begins or goes on.

enum SentenceWords {
    /// Words that, with a capital letter, open a sentence far more often than they go on with one.
    static let openers: Set<String> = [
        "A", "After", "All", "Also", "Although", "An", "And", "Another", "Any", "As", "At", "Because", "Before", "Both",
        "But", "By", "Can", "Could", "Despite", "Did", "Do", "Does", "During", "Each", "Either", "Even", "Every",
        "Everyone", "Few", "Finally", "First", "For", "From", "Further", "Furthermore", "Given", "Had", "Has", "Have",
        "He", "Hence", "Her", "Here", "His", "How", "However", "I", "If", "In", "Indeed", "Instead", "Is", "It", "Its",
        "Just", "Last", "Later", "Like", "Many", "Maybe", "Meanwhile", "More", "Moreover", "Most", "Much", "My",
        "Neither", "Nevertheless", "No", "Nobody", "None", "Nor", "Not", "Nothing", "Now", "Of", "On", "Once", "One",
        "Only", "Or", "Other", "Others", "Our", "Over", "Perhaps", "Please", "Rather", "Read", "Recently", "Second",
        "See", "Several", "She", "Should", "Similarly", "Since", "So", "Some", "Someone", "Sometimes", "Soon", "Still",
        "Such", "That", "The", "Their", "Then", "There", "Therefore", "These", "They", "This", "Those", "Though",
        "Three", "Through", "Thus", "To", "Today", "Two", "Under", "Unless", "Unlike", "Until", "Was", "We", "Were",
        "What", "When", "Where", "Whether", "Which", "While", "Who", "Why", "Will", "With", "Within", "Without",
        "Would", "Yes", "Yet", "You", "Your",
        // German and French
        "Aber", "Das", "Der", "Dann", "Doch", "Ein", "Eine", "Er", "Es", "Sie", "Sonst", "Und", "Wir", "Ce", "Ces",
        "Cette", "Elle", "Elles", "Il", "Ils", "Mais",
    ]

    /// `“Stop!” Silva said.`
    static let speech: Set<String> = [
        "said", "says", "asked", "asks", "added", "adds", "told", "tells", "wrote", "writes", "replied", "replies",
        "noted", "notes", "explained", "cried", "shouted", "whispered", "answered", "argued", "argues", "warned",
        "insisted", "wondered", "exclaimed", "remarked", "continued", "concluded", "tweeted", "posted",
    ]

    /// `他说`, `她問`
    static let chineseSpeech: Set<Unicode.Scalar> = ["说", "說", "问", "問", "道", "喊", "答", "叫"]

    /// What goes on after a Japanese quotation.
    static let japaneseParticles: [StaticString] = ["と", "って", "を", "が", "の", "など", "という"]

    /// Before a quotation they make it a name.
    static let articles: Set<String> = [
        "the", "The", "a", "A", "an", "An", "its", "their", "his", "her", "our", "my", "your", "this", "that", "called",
        "titled", "entitled",
    ]

    /// Names with a mark of their own.
    static let exclaiming: Set<String> = ["Yahoo", "Jeopardy", "Yum"]

    /// The letter or number after them is their own: `Plan B.`, `Step 2.`
    static let labels: Set<String> = [
        "act", "annex", "appendix", "article", "block", "box", "case", "category", "chapter", "chart", "class",
        "column", "day", "example", "exhibit", "figure", "finding", "gate", "gen", "grade", "graph", "group", "hall",
        "hepatitis", "item", "lemma", "lesson", "level", "line", "map", "model", "module", "note", "objective",
        "option", "panel", "part", "phase", "plan", "point", "principle", "question", "recommendation", "room", "row",
        "rule", "scenario", "scene", "schedule", "section", "series", "stage", "step", "table", "team", "theorem",
        "tier", "title", "type", "unit", "variant", "version", "vitamin", "week", "zone",
    ]

    /// What follows a time of day in the same sentence.
    static let calendar: Set<String> = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March",
        "April", "May", "June", "July", "August", "September", "October", "November", "December", "Eastern", "Central",
        "Pacific", "Greenwich", "Beijing",
    ]

    /// What an ordinal number with a stop stands before in German and its neighbours.
    static let ordinalNouns: Set<String> = [
        "Januar", "Jänner", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
        "November", "Dezember", "Jahrhundert", "Jahrhunderts", "Weltkrieg", "Weltkriegs", "Auflage", "Ausgabe",
        "Kapitel", "Bundestag", "Bundestages", "Sitzung", "Wahlperiode", "Platz", "Jahrestag", "Geburtstag", "Klasse",
        "Woche", "Etage",
    ]
}
