import Formats
import FoundationEssentials
import Reader
import Settings
import TextModel

// scratch
let environment = ProcessInfo.processInfo.environment
let keymap = try KeymapFiles(folder: SettingsFolder(environment: environment)).keymap(named: "vim")
let request = ReaderRequest(
    articles: Array(CommandLine.arguments.dropFirst()), standardInput: nil,
    read: { (path: String) throws(Message) -> Document in
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw .problem("no \(path)") }
        return TextDecoding.document(utf8: Array(data))
    },
    keymap: keymap, measure: 76, coder: nil, sidecarDirectory: nil, environment: environment)
print(runReader(request))
