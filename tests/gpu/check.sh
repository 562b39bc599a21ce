#!/usr/bin/env bash
# Checks a GPU within five minutes: verify on every golden case, the self-test, everything that the program computes against the CPU, and benchmarks.
# Prints one Markdown table of all.  Needs the program and a python3 with the PyTorch whose version the program was built for (or ICF_CUDA_LIBTORCH);
# no network, no Qt.  Exit code: 0 when all agrees, 1 when something does not or ran out of time, 2 for wrong usage.
set -uo pipefail
projectFolder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

help() {
    cat <<'HELP'
usage: tests/gpu/check.sh [OPTION...]

  --program FILE   the icformer to check [build/release/bin/icformer]
  --device NAME    cuda, cuda:1, … or cpu [cuda]
  --output FILE    also write the table to this file
  --seconds N      end after about so many seconds [300]
  --help           print this and stop
HELP
}

program=$projectFolder/build/release/bin/icformer device=cuda output='' allowed=300
while [ $# -gt 0 ]; do
    case $1 in
        --help|-h) help; exit 0 ;;
        --program|--device|--output|--seconds)
            [ $# -gt 1 ] || { printf 'error: %s needs a value; see tests/gpu/check.sh --help\n' "$1" >&2; exit 2; }
            case $1 in
                --program) program=$2 ;;
                --device) device=$2 ;;
                --output) output=$2 ;;
                --seconds) allowed=$2 ;;
            esac
            shift ;;
        *) printf 'error: tests/gpu/check.sh does not know %s; see tests/gpu/check.sh --help\n' "$1" >&2; exit 2 ;;
    esac
    shift
done
case $allowed in
    ''|*[!0-9]*) printf 'error: --seconds %s: not a whole number\n' "$allowed" >&2; exit 2 ;;
esac
[ -x "$program" ] || { printf 'error: --program %s: there is no such program; build it with ./run, or name another\n' "$program" >&2; exit 2; }
if [ "$device" != cpu ] && [ -z "${ICF_CUDA_LIBTORCH:-}" ]; then
    ICF_CUDA_LIBTORCH=$(python3 -c 'import os, torch; print(os.path.dirname(os.path.dirname(os.path.realpath(torch.__file__))))' 2>/dev/null) \
        || { printf 'error: python3 has no PyTorch; name the folder above torch/ in ICF_CUDA_LIBTORCH\n' >&2; exit 2; }
    export ICF_CUDA_LIBTORCH
fi

scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failed=0 steps=''

# step NAME SECONDS ARGUMENT...: runs the program, keeps what it prints in $scratch/NAME, and a row for the summary.
step() {
    local name=$1 limit=$2 left=$((allowed - SECONDS)) begin=$SECONDS code=0 result=ok
    shift 2
    [ "$limit" -le "$left" ] || limit=$left
    printf '%s …\n' "$name" >&2
    if [ "$limit" -lt 1 ]; then
        : >"$scratch/$name"
        result='FAILED: no time was left' code=1
    else
        timeout -k 5 "$limit" "$program" "$@" >"$scratch/$name" 2>"$scratch/errors"
        code=$?
        [ $code = 124 ] && result="FAILED: took more than $limit s"
        [ $code = 0 ] || [ $code = 124 ] || result="FAILED: $(cat "$scratch/$name" "$scratch/errors" | tail -n 1)"
    fi
    [ $code = 0 ] || failed=1
    steps+="| $name | $result | $((SECONDS - begin)) |"$'\n'
}

# Only what this needs of --version; a program that does not start here ends the check.
if ! version=$("$program" --version 2>"$scratch/errors"); then
    tail -n 1 "$scratch/errors" >&2
    exit 2
fi
for case in "$projectFolder"/tests/golden/*/expected.json; do
    case=${case%/expected.json}
    step "verify ${case##*/}" 60 verify "$case" --device "$device"
done
step 'self-test and comparison with the CPU' 170 selftest --device "$device" --compare_with_cpu
if [ "$device" = cpu ]; then
    step 'bench demo' 60 bench --device cpu --repeats 3 --works compress,train,prefill,decode,first_token --model_size demo --lengths 512
else
    step 'bench smollm2-135m' 60 bench --device "$device" --repeats 5 --works compress,train,prefill,decode,first_token
    step 'bench llama-2-7b' 60 bench --device "$device" --repeats 5 --works compress --model_size llama-2-7b --lengths 512,2048,8192
    whole=(--device "$device" --repeats 3 --model_size llama-2-7b-whole --train_samples 16)
    step 'bench llama-2-7b-whole' 75 bench "${whole[@]}" --works compress,read,train,prefill,decode,first_token --lengths 512,2048 --batches 1,8
    step 'bench llama-2-7b-whole, activations recomputed' 45 bench "${whole[@]}" --works train --gradient_checkpointing
fi

# The programs' columns are two spaces apart or more.
table() {
    printf '# A GPU checked\n\n| | |\n|---|---|\n'
    sed -n 's/^ok *device *[0-9.]* s  \(.*\)/| device | \1 |/p' "$scratch/self-test and comparison with the CPU"
    printf '%s\n' "$version" | sed -n 's/^\(icformer-studio\|libtorch\|NVIDIA driver\) \(.*\)/| \1 | \2 |/p'
    printf '| machine | %s, %s CPU cores |\n| date | %s |\n' "$(uname -sm)" "$(nproc)" "$(date +%F)"
    printf '\n| step | result | seconds |\n|---|---|---|\n%s' "$steps"
    printf '\n## Against the published implementation, in float32\n\nA share of the tolerance of 1 is the limit.\n\n'
    printf '| case | quantity | largest difference | share of the tolerance | |\n|---|---|---|---|---|\n'
    for case in "$scratch"/verify*; do
        [ ! -e "$case" ] || awk -F '  +' -v "case=${case##*/verify }" 'NF >= 4 { printf "| %s | %s | %s | %s | %s%s |\n", case, $1, $2, $3, $4, (NF > 4 ? ": " $5 : "") }' "$case"
    done
    printf '\n## Against the CPU\n\nLargest difference as a share of the largest number.\n\n'
    printf '| what | dtype | largest difference | tolerance | |\n|---|---|---|---|---|\n'
    awk -F '  +' '$3 ~ /^(float32|bfloat16)$/ { sub(/^of /, "", $5); sub(/ +$/, "", $5); printf "| %s | %s | %s | %s | %s%s |\n", $2, $3, $4, $5, $1, ($6 != "" ? ": " $6 : "") }' \
        "$scratch/self-test and comparison with the CPU"
    printf '\n## Benchmarks\n'
    for bench in "$scratch"/bench*; do
        printf '\n%s, random weights:\n\n' "${bench##*/bench }"
        cat "$bench"
    done
}
table >"$scratch/table"
cat "$scratch/table"
if [ -n "$output" ]; then
    cp "$scratch/table" "$output" || exit 1
fi
exit $failed
