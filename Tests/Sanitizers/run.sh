#!/usr/bin/env bash
# Runs the tests with AddressSanitizer or ThreadSanitizer in the tests and in every program that they start, and fails when
# either has anything to say.
#
# Usage: run.sh address|thread [FILTER]   (by hand: each builds all anew, which takes a quarter of an hour on two cores)
set -euo pipefail
cd "$(dirname "$0")/../.."
kind=${1:?address or thread}
filter=${2:-.}
reports=$(mktemp -d "${TMPDIR:-/tmp}/gloss-$kind-XXXXXX")
# A folder of its own, since everything is built with the sanitizer's checks in it.
build=(-j 2 "--sanitize=$kind" --scratch-path "${GLOSS_SANITIZED:-.build/$kind}")
# Swift's runtime never frees what it knows of types, nor ncurses and ICU what they hold to the end: that is no leak of
# ours, and nothing else could be told apart from it.
export ASAN_OPTIONS="detect_leaks=0:log_path=$reports/report"
export TSAN_OPTIONS="log_path=$reports/report:suppressions=$PWD/Tests/Sanitizers/thread.supp"
# Some tests take from programs what ThreadSanitizer needs.
export GLOSS_SANITIZER=$kind
# What is watched takes many times as long.
export GLOSS_PATIENCE=${GLOSS_PATIENCE:-10}
# A crash is to end the tests at once, instead of waiting for a key.
export SWIFT_BACKTRACE=enable=no
swift build --build-tests "${build[@]}"
status=0
swift test --skip-build "${build[@]}" --filter "$filter" || status=$?
count=$(find "$reports" -type f | wc -l)
if [ "$count" -gt 0 ]; then
    grep -h -A12 -E 'ERROR: |WARNING: ' "$reports"/* | head -200
    echo "$count programs reported something: see $reports"
    exit 1
fi
rm -rf "$reports"
exit "$status"
