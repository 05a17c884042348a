// What tests read and write beside themselves: real articles where there are some, pictures of screens.

import Glibc

/// A variable of the environment; nil when it is not set.
public func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// A file's bytes; nil when it cannot be read.
public func fileBytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = fread(&buffer, 1, buffer.count, file)
        if count == 0 { return ferror(file) == 0 ? bytes : nil }
        bytes += buffer[..<count]
    }
}

func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let bytes = Array(text.utf8)
    let written = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && written == bytes.count
}

private func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
}

/// The articles beside the repository, as bytes by name; none where there is no such folder, and tests that run over
/// them pass over it.
public let sourceArticles: [(name: String, bytes: [UInt8])] =
    files(in: folder(of: root) + "/shared/sources").filter { $0.name.hasSuffix(".txt") }

/// The folder of the repository.
public let root = folder(of: folder(of: folder(of: #filePath)))

/// The files of a folder, as bytes by name; none where there is no such folder.
public func files(in path: String) -> [(name: String, bytes: [UInt8])] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted().compactMap { name in fileBytes(path + "/" + name).map { (name, $0) } }
}

/// Compares a picture with the one in `Golden/NAME.txt` beside the test's file: nil when they are the same, else both
/// and what to do. With `GLOSS_REWRITE_GOLDEN=1` in the environment the file is written instead.
public func goldenProblem(_ picture: String, _ name: String, file: String = #filePath) -> String? {
    let path = folder(of: file) + "/Golden/" + name + ".txt"
    if environment("GLOSS_REWRITE_GOLDEN") == "1" {
        _ = mkdir(folder(of: path), 0o755)
        return write(picture, to: path) ? nil : "cannot write \(path)"
    }
    let advice = "look at it; if it is as it should be, GLOSS_REWRITE_GOLDEN=1 swift test writes it to \(path)"
    guard let golden = fileBytes(path) else { return "there is no picture yet:\n\(picture)\n\(advice)" }
    if golden.elementsEqual(picture.utf8) { return nil }
    return "expected:\n\(String(decoding: golden, as: UTF8.self))\nis now:\n\(picture)\n\(advice)"
}
