// A text with something of every script, and of all that terminals count in different ways.

/// Lines of many scripts: short ones and such as fill several rows.
public let scriptSample = """
    The grid failed at noon; nobody said why. The café was na\u{69}\u{308}ve, and Z\u{301}\u{302}\u{303} piled up.
    Families 👨‍👩‍👧, 👨‍👩‍👧‍👦 and 👩‍❤️‍💋‍👨 live here; a coder 👩🏽‍💻 shrugs 🤷🏽‍♂️ at a bear 🐻‍❄️ and a rainbow 🏳️‍🌈.
    Thumbs 👍🏽👍🏿 up, ☝🏽 one, hearts ❤️❤️ ❤ ♥️, keys 1️⃣2️⃣#️⃣ 1⃣, signs ☎️ ☎︎ ⌚ ⌚︎ ⌚️ ©️ ™️, a pirate 🏴‍☠️漢字.
    Flags 🇫🇷🇩🇪🇫 and 🏴󠁧󠁢󠁳󠁣󠁴󠁿漢; half a flag 🇫 in between; 🧑🏻‍🤝‍🧑🏿漢 shake hands; unfinished 👩‍ ones; ❤‍🔥漢 🏳‍🌈漢.
    電力網が止まった。「政策」は、ｶﾞｲﾄﾞとＡＢＣの間。漢\u{FE00}字 ㉈㉉ ䷀䷁ が が ㊗️.
    위험은 정책이 아니다. \u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF} 각, \u{1112}\u{1161}, lone \u{1161}, \u{1112}.
    خطر السياسة رَأْيٌ واضِحٌ، لا شك؛ ﷺ ﷽ ؀١٢ ه\u{200D}.
    סיכון הוא מְדִינִיּוּת שָׁלוֹם; דעה אחת.
    जोखिम और नीति का क्षेत्र स्त्री क्षि र्‍क; বাংলা র‍্যাব কো; தமிழ் கௌ; മോ; ක්‍ෂේත්‍රය.
    ความเสี่ยงกำลังน้ำท่วม ນ້ຳກຳ កោះកម្ពុជា မြန်မာကော བོད་ཀཱ ꦏꦴ 𑄣𑄭 𑂍𑂰.
    Ambiguous: … — “q” ① ■ ★ → α Я × ÷ § ±. Old: 𓀀 𒈙 𒐫. Math: 𝒜𝔹. Rare: ⸺ ⸻ ꧅.
    Zero\u{200B}width\u{2060}and\u{FEFF}soft\u{AD}hyphen, a\u{200D}b, x\u{20DD} x\u{20E3} x\u{FE0F}, \u{202E}bidi\u{202C} \u{2066}x\u{2069}.
    Private \u{E000}\u{F0000}\u{100000}\u{10FFFD}, unassigned \u{378}\u{1FFFE}, escapes \u{1B}[2J \u{7}\u{9B}1m, tab\there, no\u{A0}break\u{3000}wide\u{2003}em.
    🙂🙃😀︎😀️🏽🏿 👍🏽🏽 a\u{1F3FD} 漢\u{1F3FD} 👁️‍🗨️ 🕵️‍♂️ ⛹🏽‍♀️ 🫱🏽‍🫲🏿 🅰️ ↔️ 〰️ ‼️ 🇺🇸🇬🇧🇯🇵🇨🇳🇧🇷🇮🇳🇿🇦🇰🇷🇲🇽🇪🇸🇮🇹
    👨‍👩‍👧漢👍🏽漢❤️漢1️⃣漢👩🏽‍💻漢🏳️‍🌈漢🇫🇷漢क्ष漢का漢กำ漢각漢x\u{301}漢，漢。

    Risk is what remains.

    """

extension Random {
    /// A text of about that many graphemes from all scripts, hard against one another or with blanks between.
    public mutating func scripts(graphemes: Int) -> String {
        let all = Random.graphemes
        var text = ""
        for _ in 0..<graphemes {
            text.append(pick(all))
            if once(in: 5) {
                text.append(pick([" ", "  ", "\n", "\t", "\u{200D}", "\u{FE0F}", "\u{301}", "\u{1F3FD}"]))
            }
        }
        return text
    }

    private static let graphemes = Array(scriptSample)
}
