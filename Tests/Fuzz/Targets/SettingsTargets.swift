// What users write by hand: keymaps and codebooks.

import Annotations
import Reader
import Settings

extension FuzzTarget {
    /// A keymap reads, or its message names the file.
    static let keymap = FuzzTarget(
        "keymap",
        seeds: [
            "extends = \"vim\"\ndigits-count = true\n[keys]\n\"C-x C-c\" = \"quit\"\n\"g g\" = \"\"\n'M-x' = \"prompt\"\n",
            "extends = \"\"\n[keys]\nq = \"quit\" # leave\n", "[keys]\nkeys.a.b = 1\n", "\u{FEFF}a = [1, {b = 2}]\r\n",
        ]
    ) { bytes, scratch in
        scratch.write("gloss/keymaps/own.toml", bytes)
        let files = KeymapFiles(folder: SettingsFolder(environment: ["XDG_CONFIG_HOME": scratch.path]))
        do throws(SettingsError) {
            let keymap = try files.keymap(named: "own")
            require(keymap.name == "own", "the keymap has another name")
        } catch {
            require(error.file.hasSuffix("own.toml") && !error.problem.isEmpty, "a message without a file: \(error)")
        }
    }

    /// A codebook reads, and takes a new tag as text, with all that it had.
    static let codebook = FuzzTarget(
        "codebook",
        seeds: [
            "# ours\n[risk]\nkey = \"r\"\ncolor = \"red\"\ndescription = \"Something\"\n\n[risk.\"cyber, x\"]\n",
            "risk = {key = 'r', color = \"#a0b0c0\"}\n[policy]\n",
            "[a.b.c]\r\n[a]\r\ndescription = \"\"\"\r\nx\\\r\n y\"\"\"",
            "[\"\u{1F600}\"]\ncolor=\"red\"#", "[[risk]]\n",
        ]
    ) { bytes, scratch in
        scratch.empty()
        scratch.write("codebook.toml", bytes)
        guard let before = try? CodebookFile.nearest(to: scratch.path).codebook, let tag = Tag("new/tag"),
            let adding = before.adding(tag)
        else { return }
        do throws(SettingsError) {
            guard let made = try CodebookFile.change(nearestTo: scratch.path, by: [adding]) else { return }
            let after = try CodebookFile.nearest(to: scratch.path).codebook
            require(after.entries.contains { $0.tag == tag }, "the new tag is not in the codebook")
            for entry in before.entries { require(after.entries.contains(entry), "\(entry.tag) is not as it was") }
            _ = try CodebookFile.change(nearestTo: scratch.path, by: [adding.inverse], earlier: [made])
            let back = try CodebookFile.nearest(to: scratch.path).codebook
            require(back.entries == before.entries, "taking the tag out again did not lead back")
        } catch {
            require(!error.problem.isEmpty, "an error without a sentence")
        }
    }
}
