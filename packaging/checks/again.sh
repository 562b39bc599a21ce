# Another build of the same sources, in another folder and without a compiler cache, must give the same bytes.
checkAgain() {
    local copy="$work/somewhere-else" file
    mkdir -p "$copy"
    tar -C "$projectFolder" --exclude=./.git --exclude=./build -cf - . | tar -C "$copy" -xf -
    # The copy has no history, so it is told the time of the commit.
    buildAgain() {
        SOURCE_DATE_EPOCH=$(cat "$projectFolder/build/release/packaging/source-date-epoch") CCACHE_DISABLE=1 "$copy/package" >"$work/again.log" 2>&1 \
            || { tail -n 20 "$work/again.log"; return 1; }
    }
    check "a copy of the sources in another folder builds, without a compiler cache" buildAgain
    for file in "$packages"/*; do
        check "the second build gives the same bytes: $(basename "$file")" cmp "$file" "$copy/build/release/packages/$(basename "$file")"
    done
    rm -rf "$copy"
}
