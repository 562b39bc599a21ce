# The .deb in a clean root: install, use, upgrade, reinstall, remove, purge.
everythingFound() {
    local file
    for file in "$root"/usr/lib/icformer-studio/bin/* "$root"/usr/lib/icformer-studio/lib/*; do
        inRoot ldd "${file#"$root"}" | grep 'not found' && return 1
    done
    return 0
}
install() { cp "$1" "$root/tmp/package.deb" && inRoot apt-get install -y --no-install-recommends "${@:2}" /tmp/package.deb; }
newerPackage() {
    dpkg-deb -R "$deb" "$work/newer"
    sed -i 's/^Version: .*/Version: 0.1.0-2/' "$work/newer/DEBIAN/control"
    dpkg-deb -Zgzip -z1 --root-owner-group -b "$work/newer" "$work/newer.deb" >/dev/null && rm -rf "$work/newer"
}
demoTraining() {
    asUser icformer finetune --lm_path /usr/share/icformer-studio/demo/lm --icformer_path /usr/share/icformer-studio/demo/icformer-start \
        --data_path /usr/share/icformer-studio/demo/pwc_train.jsonl --use_chunk --max_chunk_len 32 --batch_size 8 --gradient_accumulation 8 \
        --steps 3 --save_path /home/tester/run && test -f "$root/home/tester/run/run.json"
}
saysVersions() { asUser icformer --version | grep -q '^icformer-studio [0-9]' && asUser icformer-studio --version | grep -q '[0-9]\.[0-9]'; }
inEmptyEnvironment() { unshare --net env -i "$(command -v chroot)" --userspec=tester:tester "$root" /usr/bin/icformer --version; }
checkInstalled() {
    newRoot installed
    # What the package depends on stays behind, so it is there before the list of files is made.
    local needs
    needs=$(dpkg-deb -f "$deb" Depends | sed 's/|[^,]*//g; s/([^)]*)//g; s/,/ /g')
    # shellcheck disable=SC2086
    inRoot apt-get install -y --no-install-recommends $needs fonts-dejavu-core >"$work/depends.log" 2>&1
    allFiles >"$work/files-before"

    check "it installs into a clean Debian 12" install "$deb"
    check "ldd finds every library" everythingFound
    check "icformer says its version, without a network" asUser icformer --version
    check "the self-test passes" asUser icformer --selftest
    check "the studio's self-test passes" asUser icformer-studio --selftest
    check "both programs tell their version" saysVersions
    check "no setting of the machine decides: it starts from an empty environment" inEmptyEnvironment
    check "a demo training runs" demoTraining
    check "the studio draws every page offscreen" drawsPages installed icformer-studio
    check "the studio shows the run in a window under X" opensWindow installed icformer-studio --page runs /home/tester/run/run.json
    asUser sh -c 'cd && find . -type f -exec sha256sum {} +' | sort >"$work/home-before"
    check "a newer version can be made and upgrades" eval 'newerPackage && install "$work/newer.deb"'
    check "the upgraded version says its version" asUser icformer --version
    check "reinstalling works" install "$work/newer.deb" --reinstall
    check "removing works" inRoot apt-get remove -y icformer-studio
    check "purging works" eval 'install "$work/newer.deb" && inRoot apt-get purge -y icformer-studio'
    rm -f "$root/tmp/package.deb"
    asUser sh -c 'cd && find . -type f -exec sha256sum {} +' | sort >"$work/home-after"
    check "the user's runs and settings are untouched" diff "$work/home-before" "$work/home-after"
    inRoot rm -rf /home/tester && inRoot sh -c 'mkdir /home/tester && cp -a /etc/skel/. /home/tester && chown -R tester: /home/tester'
    check "no file is left behind" diff "$work/files-before" <(allFiles)
}
