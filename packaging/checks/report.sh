# check NAME COMMAND...: runs it, prints one line, keeps count.  What the command printed is shown when it failed.
passed=0 failed=0
check() {
    local name=$1 output code; shift
    output=$("$@" 2>&1); code=$?
    if [ $code -eq 0 ]; then
        passed=$((passed + 1)); printf 'ok      %s\n' "$name"
    else
        failed=$((failed + 1)); printf 'FAILED  %s\n' "$name"
        printf '%s\n' "$output" | tail -n 20 | sed 's/^/          /'
    fi
}
note() { printf '        %s\n' "$*"; }
report() {
    printf '%s passed, %s failed\n' "$passed" "$failed"
    [ $failed -eq 0 ]
}
# Succeeds when the command prints nothing.
silent() { local output; output=$("$@" 2>&1); [ -z "$output" ] || { printf '%s\n' "$output"; return 1; }; }
