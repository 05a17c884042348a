// English words whose full stop does not, or not always, end a sentence.

enum Abbreviations {
    /// Something always follows them in the same sentence.
    static let always: Set<String> = [
        "Dr", "Mr", "Mrs", "Ms", "Mx", "Prof", "Rev", "Hon", "Gen", "Col", "Lt", "Maj", "Capt", "Cmdr", "Adm", "Sgt",
        "Sen", "Sens", "Rep", "Reps", "Gov", "Pres", "Amb", "St", "Mt", "Ft", "Messrs", "Mme", "Supt",
        "vs", "v", "cf", "Cf", "viz", "e.g", "i.e", "eg", "ie", "approx", "ca", "al", "resp", "esp", "incl", "fig",
        "figs",
        "eq", "eqs", "pp", "Fig", "Figs", "Eq", "Eqs",
    ]

    /// Only before a number: `No. 3`, but "Did he? No. He did not."
    static let beforeNumbers: Set<String> = [
        "No", "Nos", "no", "nos", "Art", "Arts", "Sec", "Secs", "sec", "Ch", "ch", "Vol", "vol", "p", "par", "para",
        "Tab", "App", "ed", "n", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
    ]

    /// They may close a sentence: the next word decides.
    static let sometimes: Set<String> = [
        "Inc", "Ltd", "Co", "Corp", "Bros", "LLC", "Jr", "Sr", "etc", "Ph.D", "Ave", "Blvd", "Rd", "Dept", "Univ",
        "Assn", "Mass", "Calif", "Conn", "Fla", "Ill", "Mich", "Minn", "Pa", "Tex", "Va", "Wash", "Wis",
    ]

    /// Words that, with a capital letter, open a sentence far more often than they go on with one.
    static let openers: Set<String> = [
        "A", "After", "All", "Also", "Although", "An", "And", "Another", "Any", "As", "At", "Because", "Before", "Both",
        "But", "By", "Can", "Despite", "Do", "During", "Each", "Even", "Every", "Few", "First", "For", "From", "Given",
        "He", "Her", "Here", "His", "How", "However", "I", "If", "In", "Indeed", "Instead", "Is", "It", "Its", "Last",
        "Later", "Many", "Meanwhile", "More", "Moreover", "Most", "My", "Nevertheless", "No", "Nor", "Not", "Now", "On",
        "Once", "One", "Only", "Or", "Other", "Others", "Our", "Perhaps", "Second", "Several", "She", "Since", "So",
        "Some", "Still", "Such", "That", "The", "Their", "Then", "There", "Therefore", "These", "They", "This",
        "Those", "Though", "Three", "Through", "Thus", "To", "Today", "Two", "Under", "Unless", "Until", "We", "What",
        "When", "Where", "Whether", "Which", "While", "Who", "Why", "Will", "With", "Without", "Yet", "You", "Your",
    ]
}
