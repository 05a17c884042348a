// Word of sidecars, journals and articles that somebody writes: the system tells as it happens (inotify), so that nobody
// has to look for it.

import CFiles
import Dispatch
import Synchronization

/// Watches the directories of sidecars and of their articles. It says nothing of what another machine writes into a
/// shared directory, nor of a sidecar that is a link to elsewhere: whoever needs to know looks at the files every second
/// all the same.
public final class SidecarWatch: Sendable {
    private struct Watched: Sendable {
        /// The directory, by the system's number.
        var folder: Int32
        /// How the names of all coders' sidecars begin, or those of a journal's files, or the name of the article.
        var name: String
        var kind: Kind

        func isMeant(_ folder: Int32, _ name: String) -> Bool {
            guard folder == self.folder else { return false }
            return switch kind {
            case .article: name.utf8.elementsEqual(self.name.utf8)
            case .sidecars: name.hasSuffix(SidecarLocation.ending) && name.hasPrefix(self.name)
            case .journal: name.hasSuffix(".json") && name.hasPrefix(self.name)
            }
        }
    }

    private enum Kind: Int, CaseIterable { case sidecars, journal, article }

    /// What is watched of an article.
    private struct Key: Hashable {
        var article: Int
        var kind: Kind
    }

    /// What `gloss_watch_take` has said.
    private struct Taken {
        var names: [(folder: Int32, name: String)] = []
        var isCut = false
    }

    private let descriptor: Descriptor
    /// Set once, and then only cancelled, which any thread may do.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let watched = Mutex<[Key: Watched]>([:])

    /// - Parameters:
    ///   - reportArticle: called on a thread of its own with the number of each article that was written.
    ///   - report: the same with the number of each article of which a sidecar was written, or its journal, by whomever.
    /// - Returns: nil where the system cannot watch.
    public init?(
        reportArticle: @escaping @Sendable (Int) -> Void = { _ in }, report: @escaping @Sendable (Int) -> Void
    ) {
        let number = gloss_watch_open()
        guard number >= 0 else { return nil }
        descriptor = Descriptor(number)
        source = DispatchSource.makeReadSource(
            fileDescriptor: number, queue: DispatchQueue(label: "gloss.watch", qos: .utility))
        source.setEventHandler { [weak self] in
            for key in self?.take() ?? [] { (key.kind == .article ? reportArticle : report)(key.article) }
        }
        // The source must be gone before its descriptor is.
        source.setCancelHandler { [descriptor] in withExtendedLifetime(descriptor) {} }
        source.activate()
    }

    deinit { source.cancel() }

    /// Watches the sidecars of an article from now on. Where their directory is not there yet, nothing happens, and this
    /// is to be called again when it is.
    public func watch(_ location: SidecarLocation, as article: Int) {
        let (path, name) = SidecarLocation.split(location.path)
        let ending = SidecarLocation.fileName(of: "", coder: location.coder)
        watch(path, String(name.dropLast(ending.count)), Key(article: article, kind: .sidecars))
    }

    /// Watches what is kept for a sidecar in a journal from now on, as `watch(_:as:)` does.
    ///
    /// - Parameter folder: where journals are kept.
    public func watch(journal folder: String, of location: SidecarLocation, as article: Int) {
        watch(folder, Journal.stem(of: location) + ".", Key(article: article, kind: .journal))
    }

    /// Watches the article itself from now on, whatever file comes to have its path.
    public func watch(article path: String, as article: Int) {
        let (folder, name) = SidecarLocation.split(path)
        watch(folder, name, Key(article: article, kind: .article))
    }

    private func watch(_ path: String, _ name: String, _ key: Key) {
        guard watched.withLock({ $0[key] == nil }) else { return }
        let folder = gloss_watch_add(descriptor.number, path)
        guard folder >= 0 else { return }
        watched.withLock { $0[key] = Watched(folder: folder, name: name, kind: key.kind) }
    }

    /// Watches an article and its sidecars no longer.
    public func forget(_ article: Int) {
        watched.withLock { watched in
            for kind in Kind.allCases {
                guard let old = watched.removeValue(forKey: Key(article: article, kind: kind)),
                    !watched.values.contains(where: { $0.folder == old.folder })
                else { continue }
                gloss_watch_remove(descriptor.number, old.folder)
            }
        }
    }

    /// What was written since the last time, each once.
    private func take() -> [Key] {
        var taken = Taken()
        withUnsafeMutablePointer(to: &taken) { taken in
            gloss_watch_take(descriptor.number, taken) { context, folder, name in
                guard let taken = context?.assumingMemoryBound(to: Taken.self), let name else { return }
                if folder < 0 { taken.pointee.isCut = true }
                taken.pointee.names.append((folder, String(cString: name)))
            }
        }
        return watched.withLock { watched in
            watched.filter { _, one in taken.isCut || taken.names.contains { one.isMeant($0.folder, $0.name) } }
                .keys.sorted { ($0.article, $0.kind.rawValue) < ($1.article, $1.kind.rawValue) }
        }
    }
}
