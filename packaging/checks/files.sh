# What can be said about the packages without running them.
noBuildPaths() {
    local file bad=0 home
    home=$(getent passwd "$(id -u)" | cut -d: -f6)
    while read -r file; do
        if readelf -d "$file" 2>/dev/null | grep -E 'R(UN)?PATH' | grep -vE '\[\$ORIGIN(/\.\./lib)?\]'; then echo "$file has a foreign search path"; bad=1; fi
        if strings -n 6 "$file" | grep -F -e "$projectFolder/" -e "$cacheFolder" -e "$home/.cache" | head -n 3 | grep .; then
            echo "$file holds a path of this machine"; bad=1
        fi
    done < <(find "$1" -type f \( -path '*/bin/*' -o -name '*.so*' \))
    return $bad
}
manualPage() { LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null; }
noManualWarnings() { local page; for page in "$1"/usr/share/man/man1/*.gz; do silent manualPage "$page" || return 1; done; }
sizeAtMost() { local size; size=$(stat -c %s "$1"); echo "$size bytes"; [ "$size" -le "$2" ]; }
validBill() { python3 -c 'import json, sys; bill = json.load(open(sys.argv[1])); assert bill["bomFormat"] == "CycloneDX" and bill["components"]' "$1"; }
sameBytesAgain() {
    # Packs the same build a second time, from another staging folder.
    local again="$work/again" epoch
    epoch=$(git -C "$projectFolder" log -1 --format=%ct 2>/dev/null || stat -c %Y "$projectFolder/CHANGELOG.md")
    (cd "$projectFolder/build/release" && SOURCE_DATE_EPOCH=$epoch LC_ALL=C.UTF-8 TZ=UTC cpack -G DEB -B "$again") >"$work/again.log" 2>&1 \
        || { tail "$work/again.log"; return 1; }
    cmp "$deb" "$again/$(basename "$deb")"
}

checkFiles() {
    local tree="$work/deb-tree"
    dpkg-deb -x "$deb" "$tree"
    note "$(basename "$deb"): $(($(stat -c %s "$deb") / 1000000)) MB; $(basename "$archive"): $(($(stat -c %s "$archive") / 1000000)) MB"
    check "the .deb is at most 130 MB" sizeAtMost "$deb" 130000000
    check "SHA256SUMS fits the files" env -C "$packages" sha256sum --check --quiet SHA256SUMS
    check "the bill of materials is CycloneDX" validBill "$packages/sbom.cdx.json"
    check "lintian finds no error and no warning" lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$deb"
    check "the desktop entry is valid" desktop-file-validate "$tree/usr/share/applications/icformer-studio.desktop"
    check "the AppStream description is valid" appstreamcli validate --pedantic --no-net "$tree"/usr/share/metainfo/*.xml
    check "the manual pages give no warning" noManualWarnings "$tree"
    check "the completions are valid: bash" bash -n "$tree/usr/share/bash-completion/completions/icformer"
    check "the completions are valid: zsh" zsh -n "$tree/usr/share/zsh/vendor-completions/_icformer"
    check "the completions are valid: fish" fish --no-execute "$tree/usr/share/fish/vendor_completions.d/icformer.fish"
    check "no path of this machine is in the .deb" noBuildPaths "$tree"
    check "packing again gives the same bytes" sameBytesAgain
}
