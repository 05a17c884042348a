// What is looked for in large texts beside the reader, so that no key waits for it.

import Dispatch
import Reader
import TextModel

/// Looks through texts on a thread of its own; what it finds is handed to `report`.
final class Scout: Sendable {
    private let queue = DispatchQueue(label: "gloss.scout", qos: .utility)
    private let report: @Sendable (Action) -> Void

    init(report: @escaping @Sendable (Action) -> Void) { self.report = report }

    /// Finds the headings of the file with this number.
    func findHeadings(of document: Document, index: Int) {
        queue.async { [report] in report(.outlined(index: index, document.outline() ?? .empty)) }
    }
}
