// The keymaps that gloss brings along: the TOML files of this folder, compiled into the program.

/// The text of a keymap file by its name.
public enum Keymaps {
    /// The keymaps a user can choose, in the order they are offered. `base` is what they share.
    public static let names = ["vim", "less", "emacs", "arrows"]

    /// The bytes of `NAME.toml`; nil for a name that is not one of ours.
    public static func bytes(named name: String) -> [UInt8]? {
        switch name {
        case "base": PackageResources.base_toml
        case "vim": PackageResources.vim_toml
        case "less": PackageResources.less_toml
        case "emacs": PackageResources.emacs_toml
        case "arrows": PackageResources.arrows_toml
        default: nil
        }
    }
}
