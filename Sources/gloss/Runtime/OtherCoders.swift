// The sidecars of the other coders of an article: read beside the reader when they are asked for, and never written.

import Annotations
import Dispatch
import Glibc
import Reader
import Sidecar
import Synchronization
import TextModel

/// Reads what other coders have marked; what comes of it is handed to `report`.
final class OtherCoders: Sendable {
    /// One coder's sidecar as it was read last.
    private struct Known: Sendable {
        var sidecar: OpenSidecar?
        var marks: CoderMarks
    }

    private let coder: String?
    private let directory: String?
    private let snapshots: Snapshots
    private let queue = DispatchQueue(label: "gloss.coders")
    /// By the number of the article's file, and by the sidecar's path.
    private let known = Mutex<[Int: [String: Known]]>([:])
    /// Articles that are being looked at: asking again meanwhile is of no use.
    private let asked = Mutex<Set<Int>>([])
    private let report: @Sendable (Action) -> Void

    /// - Parameters:
    ///   - coder: the reader's own; nil for the plain sidecar.
    ///   - directory: where sidecars are kept instead of beside the article.
    init(
        coder: String?, directory: String?, snapshots: Snapshots, report: @escaping @Sendable (Action) -> Void
    ) {
        self.coder = coder
        self.directory = directory
        self.snapshots = snapshots
        self.report = report
    }

    /// - Parameter isNews: whether to report only what has changed since it was read last.
    func read(_ article: String, _ document: Document, index: Int, isNews: Bool) {
        guard asked.withLock({ $0.insert(index).inserted }) || !isNews else { return }
        queue.async { [self] in
            defer { asked.withLock { _ = $0.remove(index) } }
            let before = known.withLock { $0[index] ?? [:] }
            var now: [String: Known] = [:]
            var coders: [CoderMarks] = []
            var hasNews = false
            for location in (try? SidecarLocation.all(of: article, directory: directory)) ?? []
            where location.coder != coder {
                let (found, isNew) = look(at: location, before[location.path], document)
                now[location.path] = found
                coders.append(found.marks)
                if isNew { hasNews = true }
            }
            known.withLock { $0[index] = now }
            if isNews, !hasNews, now.count == before.count { return }
            report(.codersRead(index: index, coders))
        }
    }

    /// Forgets the sidecars of a file that is closed.
    func forget(index: Int) { queue.async { [self] in known.withLock { $0[index] = nil } } }

    /// - Returns: what is known now, and whether that is new.
    private func look(
        at location: SidecarLocation, _ known: Known?, _ document: Document
    ) -> (Known, isNew: Bool) {
        do throws(SidecarError) {
            if var known, var sidecar = known.sidecar {
                let annotations = try sidecar.refresh(document: document)
                if let annotations {
                    known.marks = OtherCoders.marks(of: location, annotations, sidecar)
                }
                known.sidecar = sidecar
                return (known, annotations != nil)
            }
            let sidecar = try OpenSidecar.open(location, document: document, snapshots: snapshots)
            let marks = OtherCoders.marks(of: location, sidecar.annotations, sidecar)
            return (Known(sidecar: sidecar, marks: marks), true)
        } catch {
            let marks = CoderMarks(
                OtherCoders.name(location, AnnotationSet()), AnnotationSet(), problem: error.message)
            return (Known(marks: marks), known?.marks.problem != marks.problem)
        }
    }

    private static func marks(
        of location: SidecarLocation, _ annotations: AnnotationSet, _ sidecar: OpenSidecar
    ) -> CoderMarks {
        var problem = sidecar.findings.first.map { finding in
            "\(fileName(location))\(finding.line.map { ":\($0)" } ?? ""): \(finding.message)"
        }
        if problem == nil, annotations.isEmpty {
            problem = sidecar.readOnlyReason.map { "\(fileName(location)): \($0)" }
        }
        return CoderMarks(name(location, annotations), annotations, problem: problem)
    }

    /// Its name without the folder, which is the article's or was named by the reader.
    private static func fileName(_ location: SidecarLocation) -> String {
        location.path.split(separator: "/").last.map(String.init) ?? location.path
    }

    /// The coder's name; the plain sidecar has only that of who has marked with it.
    private static func name(_ location: SidecarLocation, _ annotations: AnnotationSet) -> String {
        location.coder ?? (annotations.all.lazy.compactMap(\.creator).min() ?? "unnamed") + " (plain)"
    }
}
