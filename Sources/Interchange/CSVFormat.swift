// `csv`: the flat records as RFC 4180 has it, with a header and CRLF, for spreadsheets and pandas.

struct CSVFormat: ExportFormat {
    let name = "csv"
    let summary = "a table with a header (RFC 4180), for spreadsheets and pandas"

    func export(_ articles: [ExportArticle], to write: (String) throws -> Void) throws -> [ExportLoss] {
        try write(CSVFormat.row(Record.columns))
        for article in articles {
            for record in article.records { try write(CSVFormat.row(record.fields)) }
        }
        return []
    }

    static func row(_ fields: [String]) -> String { fields.map(field).joined(separator: ",") + "\r\n" }

    /// A field, in quotes where it holds what would end it, and where white space at its ends might be taken off.
    private static func field(_ text: String) -> String {
        let scalars = text.unicodeScalars
        let needsQuotes =
            scalars.contains { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }
            || scalars.first?.properties.isWhitespace == true || scalars.last?.properties.isWhitespace == true
        guard needsQuotes else { return text }
        var result = "\""
        for scalar in scalars {
            if scalar == "\"" { result += "\"" }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
