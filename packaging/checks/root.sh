# A clean Debian 12 root.  debootstrap's result is kept in the cache; each root is a copy of it.
roots=() roMounts=()

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
    mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev" && mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix" \
        || fail "the clean root could not be mounted into"
    inRoot useradd --create-home tester || fail "the clean root has no useradd"
    inRoot apt-get update >"$work/update.log" 2>&1 || { tail -n 5 "$work/update.log" >&2; fail "apt-get update failed in the clean root"; }
}

releaseRoots() {
    # Nothing of a root may be mounted when it is removed: /dev is this machine's own.
    local each
    for each in "${roMounts[@]}"; do umount "$each" 2>/dev/null; done
    for each in "${roots[@]}"; do umount "$each/tmp/.X11-unix" "$each/dev" "$each/proc" 2>/dev/null || umount -l "$each/tmp/.X11-unix" "$each/dev" "$each/proc" 2>/dev/null; done
    roots=()
}

# With the network, as root: for apt only.
inRoot() { env -i HOME=/root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" "$@"; }

# Without a network, as an ordinary user.  Variables for the program go before the command with env.
asUser() {
    unshare --net env -i HOME=/home/tester USER=tester LC_ALL=C.UTF-8 PATH=/usr/bin:/bin QT_QPA_PLATFORM=offscreen \
        "$(command -v chroot)" --userspec=tester:tester "$root" "$@"
}

# A list of every file outside what package managers and logs keep for themselves.
allFiles() {
    find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/tmp" -o -path "$root/var/lib/dpkg" \
        -o -path "$root/var/lib/apt" -o -path "$root/var/cache" -o -path "$root/var/log" \) -prune -o -print | sort
}
