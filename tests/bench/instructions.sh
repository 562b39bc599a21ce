#!/usr/bin/env bash
# Counts the instructions of a small piece of work: the same from run to run, whatever else the machine does, so a change that
# costs or saves work shows.  For information; nothing depends on the numbers.
# usage: instructions.sh [PROGRAM]
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${1:-$folder/build/release/bin/icformer}
export OMP_WAIT_POLICY=PASSIVE

work() { echo "bench --model_size demo --dtype float32 --threads 1 --batches 1 --lengths 512 --repeats 2 --works $1 --text_file $folder/LICENSE"; }

count() {
    if perf stat -x, -e instructions:u true 2>&1 | grep -q '^[0-9]'; then
        # shellcheck disable=SC2046
        perf stat -x, -e instructions:u "$program" $(work "$1") 2>&1 >/dev/null | awk -F, '/instructions/ {print $1}'
    elif command -v valgrind >/dev/null; then
        # shellcheck disable=SC2046
        valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" $(work "$1") 2>&1 >/dev/null \
            | sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
    fi
}

for each in compress decode; do
    instructions=$(count "$each" || true)
    if [ -z "$instructions" ]; then
        echo "instructions: neither perf (of package linux-perf) nor valgrind counts here; nothing measured"
        exit 0
    fi
    printf 'instructions, %-9s %15s\n' "$each" "$instructions"
done
