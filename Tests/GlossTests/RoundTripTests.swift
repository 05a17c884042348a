// Exports as other tools read them back: python's csv and json, and pandas where it is installed.

import Foundation
import Testing

private let python = "/usr/bin/env"
private let hasPython = succeeds(["python3", "-c", "import csv, json"])
private let hasPandas = hasPython && succeeds(["python3", "-c", "import pandas"])

private func succeeds(_ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = arguments
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
}

@Suite struct RoundTripTests {
    /// An article with everything that formats stumble over, and three marks on it.
    private func workplace() throws -> Workplace {
        let place = try Workplace()
        try place.write("a.txt", "Emoji 🇫🇷 first, then \"quotes\"\r\nand\ta tab; NA =1+1 end.\n")
        try place.write("codebook.toml", "[NA]\nkey = \"n\"\n[risk.cyber]\nkey = \"c\"\n")
        _ = try place.gloss("add", "a.txt", "--span", "16..39", "--tag", "NA", "--tag", "risk/cyber", "--note", "=1+1")
        _ = try place.gloss("add", "a.txt", "--quote", "NA", "--tag", "NA", "--note", "a,\"b\"\n\nc")
        _ = try place.gloss("add", "a.txt", "--quote", "Emoji 🇫🇷", "--note", " spaced\t")
        return place
    }

    private func script(_ place: Workplace, _ source: String) throws {
        for (format, file) in [("csv", "m.csv"), ("jsonl", "m.jsonl"), ("web-annotation", "m.json")] {
            let outcome = try place.gloss("export", "--format", format, "-o", file, "a.txt")
            #expect(outcome.status == 0 && outcome.err == "")
        }
        try place.write("check.py", source)
        let outcome = try place.run(python, ["python3", "check.py"])
        #expect(outcome.status == 0, "\(outcome.err)")
    }

    @Test(.enabled(if: hasPython, "python3 is not installed"))
    func pythonReadsThemBack() throws {
        try script(
            try workplace(),
            """
            import csv, json
            text = open("a.txt", encoding="utf-8", newline="").read()
            lines = [json.loads(line) for line in open("m.jsonl", encoding="utf-8", newline="\\n")]
            rows = list(csv.DictReader(open("m.csv", encoding="utf-8", newline="")))
            page = json.load(open("m.json", encoding="utf-8"))
            assert len(lines) == len(rows) == page["total"] == len(page["first"]["items"]) == 3
            assert [line["note"] for line in lines] == [" spaced\\t", "=1+1", 'a,"b"\\n\\nc'], lines
            for line, row, item in zip(lines, rows, page["first"]["items"]):
                assert list(row) == list(line)
                assert text[line["start"]:line["end"]] == line["quote"]
                assert {**line, "tags": ";".join(line["tags"])} == {**row, **{
                    key: int(row[key]) for key in ("start", "end", "line", "column")}}
                place, quote = item["target"]["selector"]
                assert (item["id"], place["start"], place["end"], quote["exact"]) == (
                    line["id"], line["start"], line["end"], line["quote"])
            """)
    }

    @Test(.enabled(if: hasPandas, "pandas is not installed"))
    func pandasReadsTheTable() throws {
        try script(
            try workplace(),
            """
            import json, pandas
            lines = [json.loads(line) for line in open("m.jsonl", encoding="utf-8", newline="\\n")]
            table = pandas.read_csv("m.csv", keep_default_na=False)
            for line, row in zip(lines, table.to_dict("records")):
                assert {**line, "tags": ";".join(line["tags"])} == row, (line, row)
            """)
    }
}
