// swift-tools-version: 6.1
// The modules of gloss and the only imports they are allowed: an arrow that is missing here is a build error.

import PackageDescription

/// Libraries that a target needs. Released programs hold them: those that the system would load at every start, one by
/// one, take as long as the reader takes to draw its first screen, and of ICU each release of a system has another one.
/// GLOSS_SHARED_LIBRARIES is for systems that have no archives of them (`lib….a`).
func libraries(_ names: String...) -> [LinkerSetting] {
    let isShared = Context.environment["GLOSS_SHARED_LIBRARIES"] != nil
    return names.flatMap { name in
        [
            .linkedLibrary(name, .when(configuration: .debug)),
            .linkedLibrary(isShared ? name : ":lib\(name).a", .when(configuration: .release)),
        ]
    }
}

let package = Package(
    name: "gloss",
    products: [.executable(name: "gloss", targets: ["gloss"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        // C libraries, each behind one header of ours that shows Swift nothing of theirs.
        .target(name: "CICU", linkerSettings: libraries("icuuc", "icudata") + [.linkedLibrary("stdc++")]),
        .target(name: "CNcurses", linkerSettings: libraries("ncursesw", "tinfo")),
        .target(name: "CNettle", linkerSettings: libraries("nettle")),
        .target(name: "CPCRE2", linkerSettings: libraries("pcre2-8")),
        .target(name: "CFiles"),
        .target(name: "CBytes"),

        // The text: what it is, how it is decoded, how it is laid out.
        .target(name: "TextModel", dependencies: ["CBytes", "CICU", "CNettle", "CPCRE2"]),
        .target(name: "Formats", dependencies: ["TextModel"]),
        .target(name: "TextLayout", dependencies: ["TextModel", "CICU"]),

        // The marks: values, files, and the way out to other tools.
        .target(name: "Annotations", dependencies: ["TextModel", "CICU"]),
        .target(name: "Sidecar", dependencies: ["Annotations", "TextModel", "CFiles"]),
        .target(name: "Interchange", dependencies: ["Annotations", "TextModel"]),

        // The reader: pure state, pure views.
        .target(name: "Screen"),
        .target(name: "Reader", dependencies: ["TextLayout", "Annotations", "TextModel", "Screen"]),
        .target(name: "Views", dependencies: ["Reader", "Screen", "TextLayout", "Annotations", "TextModel"]),
        .target(
            name: "Keymaps", path: "Keymaps",
            resources: [
                .embedInCode("base.toml"), .embedInCode("vim.toml"), .embedInCode("less.toml"),
                .embedInCode("emacs.toml"), .embedInCode("arrows.toml"),
            ]),
        .target(name: "Settings", dependencies: ["Reader", "Annotations", "Keymaps", "CFiles"]),

        // The world: the terminal and the command line.
        .target(name: "Terminal", dependencies: ["Screen", "CNcurses"]),
        .executableTarget(
            name: "gloss",
            dependencies: [
                "Terminal", "Views", "Reader", "Screen", "Sidecar", "Interchange", "Formats", "Settings", "Annotations",
                "TextLayout", "TextModel", "CFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["keypress.order"],
            resources: [.embedInCode("Resources/tutor.txt")],
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-use-ld=lld", "-Xlinker", "--no-warn-symbol-ordering", "-Xlinker",
                        "--symbol-ordering-file=\(Context.packageDirectory)/Sources/gloss/keypress.order",
                    ], .when(configuration: .release))
            ]),
        // Measures the built program from outside, so it imports nothing of it; but for anchoring, which is measured by
        // what it finds.
        .executableTarget(
            name: "benchmarks",
            dependencies: [
                "Annotations", "Revisions", "TextModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Benchmarks"),
        // Versions of texts with exact ground truth, for tests and benchmarks of anchoring.
        .target(name: "Revisions", dependencies: ["Annotations", "TextModel"], path: "Tests/Revisions"),

        // What is fed with bytes of nobody in particular: by tests with those that once broke something, by libFuzzer
        // with ever new ones.
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Annotations", "Formats", "Reader", "Screen", "Settings", "Sidecar", "TextLayout", "TextModel",
            ],
            path: "Tests/Fuzz/Targets"),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets", "TestSupport"]),

        .testTarget(name: "InterchangeTests", dependencies: ["Interchange", "Annotations", "TextModel"]),
        .testTarget(
            name: "GlossTests",
            dependencies: [
                "gloss", "Keymaps", "Reader", "Annotations", "Settings", "Screen", "Sidecar", "TextLayout", "TextModel",
                "Views",
                "TestSupport",
            ]),
        .testTarget(
            name: "TerminalTests",
            dependencies: ["Terminal", "Screen", "CNcurses", "Views", "Reader", "Annotations", "TestSupport"]),
        .target(
            name: "TestSupport", dependencies: ["Settings", "Reader", "Annotations", "Screen", "TextModel"],
            path: "Tests/Support"),
        .testTarget(name: "TextModelTests", dependencies: ["TextModel", "TestSupport"]),
        .testTarget(name: "FormatsTests", dependencies: ["Formats", "TextModel"]),
        .testTarget(name: "TextLayoutTests", dependencies: ["TextLayout", "TextModel", "TestSupport"]),
        .testTarget(name: "AnnotationsTests", dependencies: ["Annotations", "Revisions", "TextModel", "TestSupport"]),
        .testTarget(
            name: "ReaderTests",
            dependencies: ["Reader", "Annotations", "Screen", "TextLayout", "TextModel", "Views", "TestSupport"]),
        .testTarget(
            name: "ViewsTests", dependencies: ["Views", "Reader", "Annotations", "Screen", "TextModel", "TestSupport"],
            exclude: ["Golden"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "Reader", "Annotations", "Screen", "Keymaps"]),
        .testTarget(
            name: "SidecarTests", dependencies: ["Sidecar", "Annotations", "Revisions", "TextModel", "CFiles"]),
    ],
    swiftLanguageModes: [.v6]
)

// Each function in a section of its own, so that the linker can put those side by side that a key press runs. By the
// time somebody presses the next key the processor has forgotten them, and fetches them from a hundred pages instead of
// 250: a page key takes a sixth less for it. Tests/Measure/keypress.py writes the list.
for target in package.targets {
    let apart = SwiftSetting.unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release))
    target.swiftSettings = (target.swiftSettings ?? []) + [apart]
}

// Links only with `--sanitize=fuzzer`, which brings its main(), so it is not there otherwise.
if Context.environment["GLOSS_FUZZ"] != nil {
    package.targets.append(
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}
