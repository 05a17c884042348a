// Word of sidecars and articles that somebody writes: the system tells as it happens (inotify), so that nobody has to
// look for it.

import CFiles
import Dispatch
import Synchronization

/// Watches the directories of sidecars and of their articles. It says nothing of what another machine writes into a shared directory, nor of
/// a sidecar that is a link to elsewhere: whoever needs to know looks now and then all the same.
public final class SidecarWatch: Sendable {
    private struct Watched: Sendable {
        /// The directory, by the system's number.
        var folder: Int32
        /// How the names of all coders' sidecars begin, or the name of the article.
        var name: String
        var isArticle: Bool

        func isMeant(_ folder: Int32, _ name: String) -> Bool {
            guard folder == self.folder else { return false }
            if isArticle { return name.utf8.elementsEqual(self.name.utf8) }
            return name.hasSuffix(SidecarLocation.ending) && name.hasPrefix(self.name)
        }
    }

    /// What is watched of an article.
    private struct Key: Hashable {
        var article: Int
        var isArticle: Bool
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
    ///   - report: the same with the number of each article of which a sidecar was written, by whomever.
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
            for key in self?.take() ?? [] { (key.isArticle ? reportArticle : report)(key.article) }
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
        watch(path, String(name.dropLast(ending.count)), Key(article: article, isArticle: false))
    }

    /// Watches the article itself from now on, whatever file comes to have its path.
    public func watch(article path: String, as article: Int) {
        let (folder, name) = SidecarLocation.split(path)
        watch(folder, name, Key(article: article, isArticle: true))
    }

    private func watch(_ path: String, _ name: String, _ key: Key) {
        guard watched.withLock({ $0[key] == nil }) else { return }
        let folder = gloss_watch_add(descriptor.number, path)
        guard folder >= 0 else { return }
        watched.withLock { $0[key] = Watched(folder: folder, name: name, isArticle: key.isArticle) }
    }

    /// Watches an article and its sidecars no longer.
    public func forget(_ article: Int) {
        watched.withLock { watched in
            for isArticle in [false, true] {
                guard let old = watched.removeValue(forKey: Key(article: article, isArticle: isArticle)),
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
                .keys.sorted { ($0.article, $0.isArticle ? 1 : 0) < ($1.article, $1.isArticle ? 1 : 0) }
        }
    }
}
