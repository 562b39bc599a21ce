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
notGrep() { ! grep -e "$1" "$2"; }
knowsRunFiles() {
    cp -r "$1/usr/share/mime" "$work/mime"
    silent env XDG_DATA_DIRS="$work" update-mime-database "$work/mime" && grep -qx '60:application/vnd.icformer-studio.run+json:run.json' "$work/mime/globs2"
}
# Every kind of file that the package must hold, by its path.
holdsEverything() {
    local missing=0 path size
    local wanted=(bin/icformer bin/icformer-studio lib/icformer-studio/bin/icformer lib/icformer-studio/bin/icformer-studio
        lib/icformer-studio/lib/libtorch_cpu.so lib/icformer-studio/lib/libc10.so lib/icformer-studio/lib/icformer-mpi.so
        share/applications/icformer-studio.desktop share/mime/packages/icformer-studio.xml
        share/metainfo/io.github.icformer_studio.icformer_studio.metainfo.xml share/icons/hicolor/scalable/apps/icformer-studio.svg
        share/man/man1/icformer.1.gz share/man/man1/icformer-studio.1.gz
        share/bash-completion/completions/icformer share/zsh/vendor-completions/_icformer share/fish/vendor_completions.d/icformer.fish
        share/doc/icformer-studio/copyright share/doc/icformer-studio/sbom.cdx.json share/icformer-studio/third-party-licenses.txt
        share/icformer-studio/demo/lm/config.json)
    for size in 16 22 24 32 48 64 128 256 512; do wanted+=("share/icons/hicolor/${size}x$size/apps/icformer-studio.png"); done
    for path in "${wanted[@]}"; do [ -e "$1/usr/$path" ] || { echo "missing: $path"; missing=1; }; done
    return $missing
}
# The pages list every option that the programs know.
manualIsComplete() {
    local option text missing=0
    text=$(zcat "$1/usr/share/man/man1/icformer.1.gz" "$1/usr/share/man/man1/icformer-studio.1.gz" | sed 's/\\-/-/g')
    for option in --save_path --gradient_accumulation --threads --screenshot --selftest --language; do
        grep -qF -e "$option" <<<"$text" || { echo "no $option in the manual pages"; missing=1; }
    done
    return $missing
}
# bash, asked as a user asks it with the tab key.
bashCompletes() {
    local offered
    offered=$(bash -c '. "$1"; COMP_WORDS=(icformer finetune --save_); COMP_CWORD=2; _icformer; echo "${COMPREPLY[*]}"' _ "$1/usr/share/bash-completion/completions/icformer")
    echo "offered: $offered"
    [[ " $offered " == *" --save_path "* ]]
}
fishCompletes() {
    local offered
    offered=$(HOME=$work fish --no-config -c "source '$1/usr/share/fish/vendor_completions.d/icformer.fish'; complete -C 'icformer finetune --save_'")
    echo "offered: $offered"
    grep -q '^--save_path' <<<"$offered"
}

checkFiles() {
    local tree="$work/deb-tree"
    dpkg-deb -x "$deb" "$tree"
    note "$(basename "$deb"): $(($(stat -c %s "$deb") / 1000000)) MB; $(basename "$archive"): $(($(stat -c %s "$archive") / 1000000)) MB"
    check "the .deb is at most 130 MB" sizeAtMost "$deb" 130000000
    check "SHA256SUMS fits the files" env -C "$packages" sha256sum --check --quiet SHA256SUMS
    check "the bill of materials is CycloneDX" validBill "$packages/sbom.cdx.json"
    check "every bundled library has a package and a licence" notGrep 'no package owns' "$projectFolder/build/release/cpack.log"
    check "lintian finds no error and no warning" lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$deb"
    check "the desktop entry is valid" desktop-file-validate "$tree/usr/share/applications/icformer-studio.desktop"
    check "the AppStream description is valid" appstreamcli validate --pedantic --no-net "$tree"/usr/share/metainfo/*.xml
    check "the package holds everything that it should" holdsEverything "$tree"
    check "run.json gets its own type" knowsRunFiles "$tree"
    check "the manual pages give no warning" noManualWarnings "$tree"
    check "the manual pages list the options" manualIsComplete "$tree"
    check "the completions are valid: bash" bash -n "$tree/usr/share/bash-completion/completions/icformer"
    check "the completions are valid: zsh" zsh -n "$tree/usr/share/zsh/vendor-completions/_icformer"
    check "the completions are valid: fish" fish --no-execute "$tree/usr/share/fish/vendor_completions.d/icformer.fish"
    check "bash completes an option" bashCompletes "$tree"
    check "fish completes an option" fishCompletes "$tree"
    check "no path of this machine is in the .deb" noBuildPaths "$tree"
}
