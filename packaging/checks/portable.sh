# The portable archive where nothing of Qt is installed, with surroundings that are out to break it.
cannotWrite() { ! asUser touch "$1/here"; }
everyLibraryHasItsLicence() {
    local count; count=$(find "$1/share/icformer-studio/licenses" -type f | wc -l)
    echo "$count packages of the distribution"
    [ "$count" -ge 10 ] && [ -s "$1/share/icformer-studio/third-party-licenses.txt" ] && grep -q '"name": "libicu' "$1/share/doc/icformer-studio/sbom.cdx.json"
}
checkPortable() {
    newRoot portable
    # What a desktop has anyway; see of_the_system in bundle_qt.cmake.in.
    inRoot apt-get install -y --no-install-recommends libgl1 libegl1 libopengl0 libx11-6 libx11-xcb1 libxcb1 libfontconfig1 libfreetype6 \
        fonts-dejavu-core xz-utils >"$work/desktop.log" 2>&1
    local home="$root/home/tester" folder='/home/tester/my programs/größe 上下文'
    mkdir -p "$root$folder" "$home/poison/platforms"
    tar -C "$root$folder" -xf "$archive"
    local name; name=$(ls "$root$folder")
    local start="$folder/$name"
    # Libraries and plugins that cannot be loaded, under the names that would be looked for.
    local library
    for library in libQt6Core.so.6 libQt6Gui.so.6 libtorch_cpu.so libc10.so libgomp.so.1; do echo broken >"$home/poison/$library"; done
    echo broken >"$home/poison/platforms/libqxcb.so"
    cp "$home/poison/platforms/libqxcb.so" "$home/poison/platforms/libqoffscreen.so"
    chown -R "$(stat -c %u:%g "$home")" "$home"
    mount --bind "$root$folder" "$root$folder" && mount -o remount,bind,ro "$root$folder" || fail "the folder could not be made read-only"
    roMounts+=("$root$folder")
    local poison=(LD_LIBRARY_PATH=/home/tester/poison QT_PLUGIN_PATH=/home/tester/poison QT_QPA_PLATFORM_PLUGIN_PATH=/home/tester/poison/platforms)

    check "the folder is read-only" cannotWrite "$folder"
    check "no path of this machine is in the archive" noBuildPaths "$root$folder"
    check "the licences and the bill of materials name the bundled libraries" everyLibraryHasItsLicence "$root$start"
    check "the command line starts, read-only, odd path, poisoned surroundings" asUser env "${poison[@]}" "$start/icformer" --version
    check "the self-test passes there" asUser env "${poison[@]}" "$start/icformer" --selftest
    check "the studio's self-test passes there" asUser env "${poison[@]}" "$start/icformer-studio" --selftest
    check "the studio draws every page offscreen there" drawsPages portable env "${poison[@]}" "$start/icformer-studio"
    check "the studio shows a window under X there" opensWindow portable env "${poison[@]}" "$start/icformer-studio"
    check "the program itself, without its launcher, survives LD_LIBRARY_PATH" asUser env "${poison[0]}" "$start/bin/icformer" --version
    umount "$root$folder" && rm -rf "$home/my programs" "$home/poison"

    check "the folder of an AppImage can be made and its entry point starts" "$projectFolder/packaging/portable/make_appimage.sh" --check

    cp "$installer" "$home/studio.run" && chmod 755 "$home/studio.run"
    inRoot rm -rf /home/tester/.config /home/tester/.cache /home/tester/.local
    asUser find /home/tester /tmp -xdev | sort >"$work/run-before"
    check "the .run is whole" asUser /home/tester/studio.run --check
    check "the .run starts the command line from a temporary folder" asUser /home/tester/studio.run -- --cli --version
    check "it leaves nothing behind" diff "$work/run-before" <(asUser find /home/tester /tmp -xdev | sort)
    check "the .run installs for one user" asUser /home/tester/studio.run -- --install
    check "what it installed starts" asUser /home/tester/.local/bin/icformer --version
    check "the menu entry it made is valid" desktop-file-validate "$home/.local/share/applications/icformer-studio.desktop"
    check "it uninstalls" asUser /home/tester/.local/opt/icformer-studio/setup.sh --uninstall
    check "no file of it is left" diff <(grep -v '\.local' "$work/run-before") <(asUser find /home/tester /tmp -xdev -not -type d | sort | cat - <(asUser find /home/tester /tmp -xdev -type d | grep -v '\.local') | sort)
}
