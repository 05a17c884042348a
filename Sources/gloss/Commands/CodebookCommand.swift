// `gloss codebook`: the tags that are in force for an article, or here.

import Annotations
import ArgumentParser
import TextLayout

struct CodebookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codebook",
        abstract: "Print the tags that are in force, with their keys and meanings.",
        discussion: """
            They come from the nearest codebook.toml up from the article, else from gloss itself.

            Example: gloss codebook article.txt
            """)

    @Argument(help: "An article or a directory; else the current directory.", completion: .file()) var file: String?

    func run() throws {
        let path = file ?? "."
        let isFolder = ArticleFile.isDirectory(path)
        if !isFolder { try ArticleFile.check(path) }
        let found = try isFolder ? Surroundings.codebook(in: path) : Surroundings.codebook(for: path)
        let rows = found.codebook.entries.map { entry in
            [entry.key.map { String($0) } ?? "-", entry.tag.name, entry.color ?? "-", entry.description]
        }
        let widths = (0..<3).map { column in rows.map { GlyphRun($0[column]).width }.max() ?? 0 }
        var text = "# \(found.path ?? "built in")\n"
        for row in rows {
            for column in 0..<3 {
                text += row[column] + String(repeating: " ", count: widths[column] - GlyphRun(row[column]).width + 2)
            }
            text += GlyphRun(row[3]).text + "\n"
        }
        try Output.write(text)
    }
}
