// Sentences with hard cases, a line each, as a careful reader would part them.

/// The examples that `SentenceTests` reads.
///
/// A line is one paragraph, and ` | ` in it stands where one sentence ends and the next begins; between scripts that
/// write no space there it is `|`. `⏎` is a line end within the paragraph. A line with `# ` names what follows.
enum SentenceExamples {
    static let all: [String] = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("# ") }

    private static let text = #"""
        # Titles, ranks and names
        Dr. Silva spoke. | Mr. and Mrs. Lee left.
        Prof. Ana Kim and Sen. Roe met Gov. Poe. | They talked.
        St. Louis is far. | Mt. Etna is farther.
        Lt. Col. Ray asked Gen. Bo. | He nodded.
        Reps. Hall and Diaz wrote to Amb. Osei. | Nobody wrote back.
        Ms. Ito chairs the panel. | Mx. Doe takes the minutes.
        The Rev. Ruth Adeyemi and the Hon. Piet Smit signed. | Messrs. Poe and Roe did not.
        Supt. Vance met Capt. Orlov at Ft. Hale. | It was brief.
        Atty. Gen. Roe and Asst. Sec. Poe spoke. | Lt. Gov. Hall listened.
        Sec. Marsh testified for an hour. | Nothing new came out.
        The shop is on Main St. | The office is on Second Ave. | Both are shut.
        Roe Jr. came. | Roe Sr. did not.
        Luis Ortega Jr. Day is a holiday there. | Offices close.
        कृपया डॉ. शर्मा से मिलें। | वे यहाँ हैं।
        Проф. Иванов пришёл. | Все молчали.
        قال د. أحمد كلمته. | ثم خرج.
        ดร. สมชายกล่าวว่าไม่มีใครรู้
        รศ. มาลีและ นพ. สมชายไม่รู้
        # Initials
        J. R. R. Tolkien wrote it. | So it is said.
        George W. Bush agreed. | Others did not.
        J. K. Rowling and J.K. Simmons are two people. | Nobody confuses them.
        The memo by A. Lee and B. Cho was short. | It had one table.
        W. E. B. Du Bois taught there. | His office is kept as it was.
        Ask M. Dupont or T. S. Okafor. | One of them will know.
        There is no Plan B. | Officials said so twice.
        They studied vitamin C. | It helped a little.
        You and I. | Nobody else.
        World War II. | The years after.
        They call them Gen Z. | Others do not.
        She graded it a B. | He had hoped for an A.
        The witness was Malcolm X. | His words were noted.
        I. M. Pei drew it. | It still stands.
        # Degrees
        He has a Ph.D. in law. | She has an M.A. in art.
        She finished her Ph.D. | Then she left for Lagos.
        Kofi Mensah, M.Sc., and Eva Lund, B.Eng., agreed. | The board did not.
        Ana Kim, M.D., signed. | Her deputy did not.
        # Countries, cities and other dotted letters
        Sen. Roe (D-Mass.) and Rep. Poe (R-Ill.) agreed. | The rest did not.
        U.S.-China trade fell. | It rose later.
        The U.S. economy grew. | Prices rose.
        He lives in the U.S. | She does not.
        It was made in the U.S. | The bill names no other country.
        The U.S. Senate voted. | The House waited.
        The U.S.’s position is firm. | The U.K.’s is not.
        The U.K. and the E.U. met. | Nothing came of it.
        They left Washington, D.C. | The talks went on.
        It is a U.N. report. | Read it.
        The E.U. AI Act took effect on Aug. 1, 2024. | It bans some uses.
        They fear A.I. in schools. | Schools do not.
        The U.S. Department of Trade (D.O.T.) wrote a rule. | It took effect Jan. 13.
        Rules differ in the U.S. (and the U.K.) today. | They may not next year.
        Is it legal in the U.S.? | Nobody asked.
        “We buy from the U.S.” | That was all she said.
        The treaty binds the U.S. | “It does not bind us,” he said. | She disagreed.
        Talks between the U.S. and China stalled. | Both blamed the other.
        It dates from 300 B.C. or so. | The copy is from A.D. 900.
        # Times, days and months
        At 5 p.m. the vote began. | It failed.
        It closed at 5 p.m. | The vote failed.
        It closed at 5 p.m. | Officials went home.
        From 9 a.m. to 5 p.m. they sat. | Then they rose.
        The call is at 5 p.m. Tuesday. | Dial in early.
        It starts at 9 a.m. EST and ends at noon. | Lunch follows.
        It starts at 9 a.m. U.S. time. | Come early.
        It ran Jan.–Mar. 2025. | Nobody came.
        On Jan. 3 it rained. | On Feb. 4 it did not.
        In Jan. and Feb. it rained. | Then it stopped.
        They met in Sept. | The report came in Oct. | It was thin.
        The deadline is Fri. Nov. 6 at noon. | Nobody will meet it.
        # Latin and other shorthand
        Use tools, e.g. a hammer. | Or none.
        Use a model, e.g. Qwen or Llama. | Both are open.
        E.g. one on safety and one on trade. | There are more.
        The rest, i.e. Most of it, was lost. | Some was not.
        Cats vs. Dogs is a film. | It is long.
        It is Beijing vs. Washington again. | Nobody wins.
        Roe v. Wade was decided in 1973. | It was overturned in 2022.
        Okoro v. The State is cited twice. | It should not be.
        See Smith et al. for more. | It is long.
        Bucknall et al. (2025) say no. | We say yes.
        The method is by Chen et al. | The data are ours.
        Bring food, drink, etc. and come. | Do not be late.
        Bring food, drink, etc. | Then come.
        Use it, e.g., here. | Or not.
        Ana Silva, a.k.a. Ana Roe, left. | She came back.
        It covers chips, power, land, etc. | Prices are another matter.
        They sell chips, tools, etc.). | Others do not.
        Cf. Roe for this. | Not for that.
        He came ca. 1900 and left. | Nobody knows why.
        The sum is approx. 40 million. | It may be more.
        It is op. cit. | We need not repeat it.
        # Numbers that name things
        Room No. 3 is free. | Take it.
        You can choose. | #1 is easy.
        The firm, est. 1990, is c. 40 strong. | It was smaller.
        Did he agree? | No. | He did not.
        Nos. 4 and 5 are gone. | No. 6 is left.
        He asked for No. 10 Downing Street. | Nobody answered.
        See Fig. 3 for this. | It is clear.
        He ate a fig. | It was ripe.
        See Figs. A and B. | They overlap.
        See Eq. 4 and pp. 5–7. | They differ.
        Read p. 12 and pp. 3–4. | Skip the rest.
        Vol. 2 is out. | Ch. 4 is best.
        Vol. II is out. | Vol. III is not.
        It is on Pt. 2 of the tape. | Listen.
        Sec. 2 applies. | Sec. 230 does not.
        Under Art. 5 and para. 12 it is banned. | Under Art. 6 it is not.
        It is in 47 U.S.C. § 230 and nowhere else. | Look it up.
        See 15 C.F.R. § 744.23 and H.R. 3684. | S. 1260 never passed.
        Pub. L. No. 117-167 and Exec. Order No. 14110 are cited. | Neither is quoted.
        She is 5 ft. 3 in. tall. | He is taller.
        Fig.3 shows growth. | Fig.4 The same in colour.
        # Numbers
        It costs 3.50 today. | Pay now.
        Growth was 2.5%. | It was 1.1% before.
        Version 1.2.3 works. | 1.2.4 does not.
        The year was 1990. | Then came 1991.
        It rose by $3.5 bn. | It fell by €2 m.
        The fund holds $3.5bn. | It held $2bn. in May.
        It fell to 0.49. | At 0.50 nothing ships.
        GPT-5.1 is out. | Grok 4.1 came first. | Gemini 3 came last.
        They counted 12. | 40 were missing.
        It takes 3.5 GW. | A city takes 2.
        # Companies
        Acme Inc. makes toys. | It is old.
        He works for Acme Corp. | It pays well.
        Smith & Co. sells tea. | We drink it.
        Acme Inc. Chief Executive Ana Kim resigned. | Shares fell.
        Acme Ltd. (the parent) owns it. | The rest is leased.
        He chose Yahoo! Mail for it. | Few do.
        # Section numbers and list markers
        Step 2. Tag a sentence
        Figure 3. Prices rose. | They fell later.
        Table IV. Growth by year
        Article 5. The parties meet. | They vote.
        They come to Step 2. | They stop there.
        ## 3. Findings and limits
        **1. Scope.** | It is wide.
        - 1. Count the chips.
        2.1.3 Scope
        2.1.3. Scope and aims
        1. First of all. | Then more.
        2. Second point here
        12. The twelfth point. | It has two sentences.
        a) First. | Then more.
        a. First of all, count the chips. | Then count again.
        IV. Findings
        A. Background and aims
        (1) First, count. | (2) Then, check.
        It has two parts. | a) The first. | b) The second.
        Q. Who pays? | A. Nobody does.
        See Section 2. | The rest is in Section 3.
        Yes. | 1. Count the chips. | 2. Check the count.
        # Ellipses
        Well... maybe. | Or not.
        He waited… | Nobody came.
        He waited... | Nobody came.
        He waited ... and left. | Nobody came.
        He waited . . . and left. | Nobody came.
        He waited. . . . | Nobody came.
        “Well …” he said. | She left.
        Well… I think so. | Perhaps.
        We… We do not know. | Ask them.
        “I… Fine.” | She left.
        “I… Fine. | You are right.”
        He said “the grid […] will fail.” | It did.
        The report is clear. | […] It names nobody.
        Is it…? | It is.
        Snow, woods, a stream... weak light... a fence? anyway something. | “And then?”
        # Marks
        Really?! | Yes.
        Stop! | Go!
        What?? | Nothing.
        Is it so? | It is.
        Was it dark? cold? wet? | All of it.
        It rose by half (!) In a year that is much. | Or is it?
        It rose by half (!) in May. | It fell in June.
        They paid (or did they?) and left. | Nobody looked.
        We won (at last!). | They lost.
        No way!!! | Way.
        # Quotations
        “Is it?” she asked. | He nodded.
        "Is it?" she asked. | He nodded.
        “Stop!” he said. | They stopped.
        “Stop!” Ana Silva said. | They stopped.
        “Who pays?” Dr. Kim asked. | Nobody knew.
        In “Who Pays?” Ana Silva argues that we do. | She may be right.
        Kim: “We win.” | Roe: “We do.”
        “We must lead.” | – Sen. Ada Poe
        “Stop!” | She stopped.
        “It is.” | She left.
        "It is." | She left.
        “It works.” | She said nothing else.
        She said, “It is so.” | He left.
        “No! Never!” she said. | He left.
        “First. Second.” | Third.
        "First. Second." | Third.
        He said: “She told me ‘Go. Now.’ and I went.” | I stayed.
        He said: “She told me: ‘Go. Now.’” | I stayed.
        A reporter asked, 'It is said they met. What is your comment?' | He had none.
        The workers' reply was short. | It was 'No.' | That was all.
        They call it “the U.S. way.” | It is not.
        They read the “Who Pays?” Report twice. | It has no answer.
        ‘It is.’ | She left.
        He called it ‘bad’. | It was.
        “Go,” she said. | “Now.”
        “We must,” he noted. | “The key is trust.”
        “Go!” | “No!” | “Why not?”
        Is it a “risk”? | It is.
        He asked: “Is it a risk?” | It is.
        It is 5" wide. | It is 6" long. | It fits.
        The so-called "open" model is closed. | The "closed" one leaks.
        « Arrêtez ! » dit-il. | Elle partit.
        « Arrêtez ! » | Elle partit.
        »Halt!«, rief er. | Sie ging.
        „Halt! Sofort!“ rief er. | Sie ging.
        „Es reicht.“ | Sie ging.
        ”Det räcker.” | Hon gick.
        “It rose first. | Then it fell.”
        "It rose first. | Then it fell."
        “It rose. It fell.”[1] | It rose.
        # Brackets
        (It rose first. | Then it fell.)
        It fell (see Fig. 3). | It rose.
        It fell. | (It rose later.) | It fell again.
        It fell. | (It rose. It fell.) | It fell again.
        It fell (it rose. It fell.) and rose. | Then it fell.
        It fell [Roe 1999]. | It rose.
        It fell. (see Fig. 3) | It rose.
        It fell (from 3.5 to 2.1). | It rose.
        He left :( but came back. | She stayed :)
        # Footnotes and references
        It works.[1] | It breaks.[2]
        It works.[1][2] | It breaks.
        It works.[12, 14] | It breaks.
        It works. [1] | It breaks. [2]
        It works.¹ | It breaks.²
        It works.* | It breaks.†
        It works.1 | It breaks.2
        “It works.”[3] | It breaks.
        “It works.”¹² | It breaks.
        It works.[citation needed] | It breaks.
        It works[1]. | It breaks[2].
        [1] Smith, A. Counting chips. | Lagos, 2024.
        It is *so.* | It is **not.** | Read on.
        # Addresses and names with dots
        Go to https://example.org/a.b?c=d now. | Then rest.
        Go to www.example.org. | Then rest.
        It is here. | https://example.org/a?b=c
        It is here: https://example.org/a.b
        Write to a.b@example.org. | Then wait.
        Use Node.js or Swift. | Not both.
        It needs Node.js. | Nothing else.
        The .txt file is there. | Read it.
        Open notes.txt. | Save it as notes.md, then quit.
        Mail @ana.kim. | She reads it.
        It was agreed. | .@ana says so too.
        It works.|However, it breaks. | The.name stays whole.
        # Names in small letters
        Sales fell. | iPhone sales rose.
        It was sold. | eBay keeps no record.
        It is theirs. | xAI built it.
        # Posts
        Great! 🎉 | See https://example.org/x
        Great! 🎉🎉 | We won.
        It works. 👍🏽 | It really does.
        It is out. | 👉 Read it here
        It met. | 🇨🇳 has replied. | 🇺🇸 has not.
        So happy!! :) | More soon.
        Really enjoyed this. | Check it out! | #AI #policy
        New piece by @ana and @kofi. | It is long.
        1/ We wrote a paper. | 2/ It is long.
        The answer? | It depends.
        Thanks to @ana_kim. | Explains a lot.
        Fun to be in @thepaper!
        Link below
        this is all in small letters. nobody cares. | Or do they?
        i like it. | you may not, e.g. on mondays. | who knows?
        AI x jobs: it is about scale/speed. | That is all.
        # Headings, bullets and fragments
        A Title Without a Stop
        - For four years the rules grew
        • Prices rose w/ the market.
        WHO PAYS? | NOBODY KNOWS.
        THE GRID FAILED. | DR. SILVA SPOKE. | NOBODY HEARD.
        IT IS IN THE U.S. | THE REST IS ABROAD.
        Finding 3: Nobody counts chips
        # Colons, semicolons, dashes
        He named three things: chips, power, land. | Then he left.
        It fell; it rose; it fell. | Nobody knows why.
        Note the rule: The rivalry must end. | It will not.
        It fell – or rose. | – Nobody knows.
        “Stop!” — that was all. | He stopped.
        It fell. | — It rose.
        # Wrapped lines
        It was⏎broken here. | Then⏎there.
        He met Dr.⏎Silva at noon. | She left at⏎one.
        It fell. |⏎It rose. |⏎It fell again.
        # Dialogue
        “Who pays?” | “We do.” said nobody.
        “Who pays?” | “We do.” | “Since when?”
        “I know,” she said, “that it fails.” | He did not.
        # German, French, Spanish and others
        Am 3. Mai begann es. | Am 4. Mai endete es.
        Es war im 19. Jahrhundert. | Dann kam das 20. Jahrhundert.
        Das war am 21.11.2026 in Bonn. | Es regnete.
        Das war am 21. 11. 2026 in Bonn. | Es regnete.
        Das ist z.B. hier so, d.h. überall. | Sonst nicht.
        Nach Abs. 2 und Art. 5 gilt es. | Sonst nicht.
        Das gilt z. B. für Autos, d. h. überall. | Sonst nicht.
        Die Muster GmbH & Co. KG zahlt. | Der Staat nicht.
        Dr. Weiß und Prof. Groß kamen. | Öl war teuer.
        Es kostet 3,5 Mio. Euro. | Das ist viel.
        C’est vrai. | Non ?
        Mme. Roy et M. Petit sont là. | Élise aussi.
        ¿Quién paga? | Nadie.
        ¡Alto! | ¿Quién va? | Nadie.
        El Sr. Pérez y la Sra. Gil firmaron. | Ud. no.
        EE. UU. y China hablaron. | Nada cambió.
        Кто платит? | Никто не знает.
        А. С. Пушкин писал. | Мы читали.
        В 1990 г. началось. | Потом стихло.
        Ποιος πληρώνει; | Κανείς δεν ξέρει.
        Πληρώνει; ναι ή όχι; | Όχι.
        Ով է վճարում։ | Ոչ ոք։
        # East Asia
        電力網が止まった。|誰が負うのか？|誰も！
        電力網が止まった。 | 誰が負うのか？ | 誰も！
        「止まった。誰も知らない。」 | 彼は黙った。
        「止まった。|誰も知らない。」
        「止まった。」と言った。|彼は黙った。
        「なぜ？」という声もある。|答えはない。
        彼は「止まった。」と言って去った。|誰もいない。
        “停！”他说。|我们停了。
        “谁付钱？”王教授问道。|没有人知道。
        他说：“我们不知道。没有人知道。”|然后他走了。
        这是AI。|That is all.|完了。
        这是什么？！|没有人知道！！
        使用GPT-4。|然后等。
        “电网停了”（见图3）。|没有人负责。
        전력망이 멈췄다. | 누가 책임지나? | 아무도 모른다.
        “멈춰!” | 그는 말했다.
        # Other scripts
        من يدفع؟ | لا أحد.
        کون ادا کرتا ہے؟ | کوئی نہیں۔ | سب جانتے ہیں۔
        जोखिम है। | नीति नहीं।
        ใครจ่าย ไม่มีใครรู้ เราไม่รู้
        ማን ይከፍላል፧ | ማንም። | አናውቅም።
        ဘယ်သူပေးမလဲ။ | မသိဘူး။
        ვინ იხდის? | არავინ. | არ ვიცით.
        מי משלם? | אף אחד. | איננו יודעים.
        # White space
        One  is here.  | Two is there.
        One. | Two. | Three.
        Only one
        """#
}
