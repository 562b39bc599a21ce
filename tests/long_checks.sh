#!/usr/bin/env bash
# Checks that take too long for every change; ./test --long NAME runs this.
#   kills      SIGKILL at 200 random moments of training and saving (ICF_KILLS)
#   mutations  200,000 broken files for each reader under the address and undefined-behaviour sanitizers (ICF_MUTATIONS)
#   fuzz       every libFuzzer program for a minute, from the kept corpus (ICF_FUZZ_SECONDS)
#   soak       10,000 starts and stops, then 30 minutes of training with the studio open (ICF_SOAK_RUNS, ICF_SOAK_MINUTES)
set -euo pipefail
projectFolder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$projectFolder/cmake/setup.sh"

export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 OMP_WAIT_POLICY=PASSIVE
export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
# A function of Qt Test may take five minutes otherwise.
export QTEST_FUNCTION_TIMEOUT=86400000

kills() {
    setUp
    buildPreset release kill_test
    ICF_KILLS=${ICF_KILLS:-200} "$projectFolder/build/release/bin/kill_test"
}

mutations() {
    setUp
    buildPreset asan hostile_files_test
    ICF_MUTATIONS=${ICF_MUTATIONS:-200000} ASAN_OPTIONS=hard_rss_limit_mb=4096:max_allocation_size_mb=4096 \
        "$projectFolder/build/asan/bin/hostile_files_test" survivesMutations staysWithinItsMemory
}

# What is found stays in build/fuzz/found; how to keep some of it stands in tests/fuzz/README.md.
fuzz() {
    setUp clang-14 libclang-rt-14-dev
    buildPreset fuzz fuzzers
    local program name failed=()
    for program in "$projectFolder"/build/fuzz/bin/fuzz_*; do
        name=${program##*/fuzz_}
        mkdir -p "$projectFolder/build/fuzz/found/$name"
        say "$name"
        (cd "$projectFolder/build/fuzz" && "$program" -max_total_time="${ICF_FUZZ_SECONDS:-60}" -timeout=20 -rss_limit_mb=4096 -max_len=65536 \
            -print_final_stats=1 -artifact_prefix="broke-$name-" "found/$name" "$projectFolder/tests/fuzz/corpus/$name" >"$name.log" 2>&1) \
            || failed+=("$name")
        grep -E 'number_of_executed_units|peak_rss|ERROR|SUMMARY' "$projectFolder/build/fuzz/$name.log" || true
    done
    [ ${#failed[@]} -eq 0 ] || fail "broken: ${failed[*]}; the files are build/fuzz/broke-*"
}

soak() {
    setUp xvfb xauth
    buildPreset release soak
    QT_QPA_PLATFORM=xcb xvfb-run -a "$projectFolder/build/release/bin/soak" "${ICF_SOAK_RUNS:-10000}" "${ICF_SOAK_MINUTES:-30}"
}

case ${1:-} in
    kills|mutations|fuzz|soak) "$1" ;;
    *) printf 'error: --long takes kills, mutations, fuzz or soak\n' >&2; exit 2 ;;
esac
