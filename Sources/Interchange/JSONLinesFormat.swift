// `jsonl`: a flat record a line, for jq, DuckDB, Spark and pandas.

struct JSONLinesFormat: ExportFormat {
    let name = "jsonl"
    let summary = "a flat JSON record a line, for jq, DuckDB, pandas"

    func export(_ articles: [ExportArticle], to write: (String) throws -> Void) throws -> [ExportLoss] {
        for article in articles {
            for record in article.records { try write(record.json + "\n") }
        }
        return []
    }
}
