// Several directories locked at once: each of them once, whatever it is called.

import Foundation
import Testing

@testable import Sidecar

@Suite struct FolderLockTests {
    @Test func aDirectoryIsLockedOnceByWhateverPath() throws {
        let path = FileManager.default.temporaryDirectory.path + "/gloss-locks-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path + "/one", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path + "/two", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        symlink("one", path + "/link")
        do {
            let locks = try Folder.locks(on: ["\(path)/one", "\(path)/one/.", "\(path)/link", "\(path)/two/../one"])
            #expect(locks.count == 1 && locks.allSatisfy { $0 != nil })
        }
        func nodes(_ folders: [String]) throws -> [UInt64?] {
            try Folder.locks(on: folders).map { try $0.map { UInt64(try $0.status().st_ino) } }
        }
        let there = try nodes(["\(path)/one", "\(path)/two"])
        #expect(there.count == 2 && !there.contains(nil))
        #expect(try nodes(["\(path)/two", "\(path)/one"]) == there)
    }
}
