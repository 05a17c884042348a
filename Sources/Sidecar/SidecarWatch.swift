// Word of sidecars that somebody writes: the system tells as it happens (inotify), so that nobody has to look for it.

import CFiles
import Dispatch
import Synchronization

/// Watches the directories of sidecars. It says nothing of what another machine writes into a shared directory, nor of
/// a sidecar that is a link to elsewhere: whoever needs to know looks now and then all the same.
public final class SidecarWatch: Sendable {
    private struct Watched: Sendable {
        /// The directory, by the system's number.
        var folder: Int32
        /// How the names of all coders' sidecars begin.
        var stem: String
    }

    /// What `gloss_watch_take` has said.
    private struct Taken {
        var names: [(folder: Int32, name: String)] = []
        var isCut = false
    }

    private let descriptor: Descriptor
    /// Set once, and then only cancelled, which any thread may do.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let watched = Mutex<[Int: Watched]>([:])

    /// - Parameter report: called on a thread of its own with the number of each article of which a sidecar was written,
    ///   by whomever.
    /// - Returns: nil where the system cannot watch.
    public init?(report: @escaping @Sendable (Int) -> Void) {
        let number = gloss_watch_open()
        guard number >= 0 else { return nil }
        descriptor = Descriptor(number)
        source = DispatchSource.makeReadSource(
            fileDescriptor: number, queue: DispatchQueue(label: "gloss.watch", qos: .utility))
        source.setEventHandler { [weak self] in
            for article in self?.take() ?? [] { report(article) }
        }
        // The source must be gone before its descriptor is.
        source.setCancelHandler { [descriptor] in withExtendedLifetime(descriptor) {} }
        source.activate()
    }

    deinit { source.cancel() }

    /// Watches the sidecars of an article from now on. Where their directory is not there yet, nothing happens, and this
    /// is to be called again when it is.
    public func watch(_ location: SidecarLocation, as article: Int) {
        guard watched.withLock({ $0[article] == nil }) else { return }
        let (path, name) = SidecarLocation.split(location.path)
        let folder = gloss_watch_add(descriptor.number, path)
        guard folder >= 0 else { return }
        let ending = SidecarLocation.fileName(of: "", coder: location.coder)
        watched.withLock { $0[article] = Watched(folder: folder, stem: String(name.dropLast(ending.count))) }
    }

    /// Watches the sidecars of an article no longer.
    public func forget(_ article: Int) {
        watched.withLock { watched in
            guard let old = watched.removeValue(forKey: article) else { return }
            if !watched.values.contains(where: { $0.folder == old.folder }) {
                gloss_watch_remove(descriptor.number, old.folder)
            }
        }
    }

    /// The articles of which a sidecar was written since the last time, each once.
    private func take() -> [Int] {
        var taken = Taken()
        withUnsafeMutablePointer(to: &taken) { taken in
            gloss_watch_take(descriptor.number, taken) { context, folder, name in
                guard let taken = context?.assumingMemoryBound(to: Taken.self), let name else { return }
                if folder < 0 { taken.pointee.isCut = true }
                let text = String(cString: name)
                if text.hasSuffix(SidecarLocation.ending) { taken.pointee.names.append((folder, text)) }
            }
        }
        return watched.withLock { watched in
            watched.filter { _, one in
                taken.isCut || taken.names.contains { $0.folder == one.folder && $0.name.hasPrefix(one.stem) }
            }.keys.sorted()
        }
    }
}
