# A clean Debian 12 root.  debootstrap's result is kept in the cache; each root is a copy of it.
roots=()

# newRoot NAME: prints nothing, sets root.
newRoot() {
    local kept="$cacheFolder/roots/bookworm.tar"
    if [ ! -f "$kept" ]; then
        mkdir -p "$cacheFolder/roots"
        debootstrap --variant=minbase bookworm "$work/base" >"$work/debootstrap.log" 2>&1 \
            || { tail -n 5 "$work/debootstrap.log" >&2; fail "debootstrap could not make a clean root"; }
        tar -C "$work/base" -cf "$kept.partial" . && mv "$kept.partial" "$kept"
        rm -rf "$work/base"
    fi
    root="$work/$1"
    mkdir "$root" && tar -C "$root" -xf "$kept"
    roots+=("$root")
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null
    mkdir -p "$root/tmp/.X11-unix"
    mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
    inRoot useradd --create-home tester
    inRoot apt-get update >/dev/null 2>&1
}

releaseRoots() {
    local each
    for each in "${roots[@]}"; do umount -l "$each/tmp/.X11-unix" "$each/dev" "$each/proc" 2>/dev/null; done
}

# With the network, as root: for apt only.
inRoot() { env -i HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" "$@"; }

# Without a network, as an ordinary user.  Variables for the program go before the command with env.
asUser() {
    unshare --net env -i HOME=/home/tester USER=tester LC_ALL=C.UTF-8 PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen \
        chroot --userspec=tester:tester "$root" "$@"
}

# A list of every file outside what package managers and logs keep for themselves.
allFiles() {
    find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/tmp" -o -path "$root/var/lib/dpkg" \
        -o -path "$root/var/lib/apt" -o -path "$root/var/cache" -o -path "$root/var/log" \) -prune -o -print | sort
}

# opensWindow COMMAND...: starts a program as the user on the X server and looks at what it shows.
opensWindow() {
    local pid colours
    asUser env DISPLAY="$display" QT_QPA_PLATFORM=xcb "$@" >"$work/window.log" 2>&1 &
    pid=$!
    local try
    for try in $(seq 1 30); do
        sleep 1
        colours=$(xwd -root -silent -display "$display" 2>/dev/null | python3 "$projectFolder/packaging/checks/count_colours.py")
        [ "${colours:-0}" -gt 100 ] && break
        kill -0 $pid 2>/dev/null || break
    done
    local alive=0; kill -0 $pid 2>/dev/null && alive=1
    pkill -TERM -P $pid 2>/dev/null; kill $pid 2>/dev/null; wait $pid 2>/dev/null
    echo "colours on the screen: ${colours:-none}; running: $alive"
    cat "$work/window.log"
    [ "${colours:-0}" -gt 100 ] && [ $alive = 1 ]
}

# drawsPages COMMAND...: the studio writes a picture of each page without a window system; none may be blank.
drawsPages() {
    local picture colours
    rm -rf "$root/home/tester/pictures"
    asUser timeout 120 "$@" --settings /home/tester/pictures/settings.ini --screenshot /home/tester/pictures || return 1
    for picture in "$root"/home/tester/pictures/*.png; do
        colours=$(python3 "$projectFolder/packaging/checks/count_colours.py" <"$picture") || return 1
        echo "$(basename "$picture"): $colours colours"
        [ "$colours" -gt 20 ] || return 1
    done
    rm -rf "$root/home/tester/pictures"
}
