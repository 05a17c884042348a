#!/usr/bin/env bash
# Fuzzes each target for so many seconds (30), from its seeds and from all that was ever found, and says how often.
# What is found is left in a folder that is named; put it into Tests/Fuzz/Cases/TARGET under a name that says what it is.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-30}
export GLOSS_FUZZ=1 SWIFT_BACKTRACE=enable=no
# A folder of its own, since everything is built with the fuzzer's counters in it.
build=(swift build -c release --sanitize=fuzzer --product fuzz --scratch-path .build/fuzz)
"${build[@]}"
program=$(pwd)/.build/fuzz/release/fuzz
found=$(mktemp -d "${TMPDIR:-/tmp}/gloss-fuzz-XXXXXX")
failed=""
for target in sidecar conflicts keymap codebook text keys; do
    mkdir -p "$found/$target/corpus"
    cases=()
    if [ -d "Tests/Fuzz/Cases/$target" ]; then cases=("Tests/Fuzz/Cases/$target"); fi
    log="$found/$target/log"
    TARGET=$target SEEDS="$found/$target/corpus" "$program" -max_total_time="$seconds" -max_len=4096 -timeout=60 \
        -print_final_stats=1 -artifact_prefix="$found/$target/" "$found/$target/corpus" "${cases[@]}" >"$log" 2>&1 ||
        failed="$failed $target"
    echo "$target: $(grep -a -oE 'number_of_executed_units: [0-9]+' "$log" | grep -oE '[0-9]+$') executions"
done
if [ -n "$failed" ]; then
    for target in $failed; do grep -a -B3 -A3 'ERROR: ' "$found/$target/log" | head -20; done
    echo "found in$failed: see $found"
    exit 1
fi
rm -rf "$found"
