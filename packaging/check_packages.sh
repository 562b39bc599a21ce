#!/usr/bin/env bash
# Builds the packages and checks them, in a clean Debian 12 root without a network.  ./test --packages runs this.
# usage: check_packages.sh [--no-build]
set -uo pipefail
projectFolder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$projectFolder/cmake/setup.sh"
. "$projectFolder/packaging/checks/report.sh"
. "$projectFolder/packaging/checks/root.sh"
. "$projectFolder/packaging/checks/files.sh"
. "$projectFolder/packaging/checks/installed.sh"
. "$projectFolder/packaging/checks/portable.sh"

[ "$(id -u)" -eq 0 ] || { printf 'error: the package checks install into a clean root and need root; start them with sudo\n' >&2; exit 2; }
setUpPackages lintian desktop-file-utils appstream man-db debootstrap xvfb x11-apps python3 fish zsh binutils xz-utils || exit 1
if [ "${1:-}" != --no-build ]; then
    "$projectFolder/package" || exit 1
fi

packages="$projectFolder/build/release/packages"
deb=$(compgen -G "$packages/*.deb" | head -n 1)
archive=$(compgen -G "$packages/*.tar.xz" | head -n 1)
installer=$(compgen -G "$packages/*.run" | head -n 1)
for file in "$deb" "$archive" "$installer"; do
    [ -n "$file" ] || { printf 'error: a package is missing in %s; run ./package\n' "$packages" >&2; exit 1; }
done

work=$(mktemp -d)
display=":$((90 + RANDOM % 400))"
cleanUp() {
    [ -n "${serverPid:-}" ] && kill "$serverPid" 2>/dev/null
    releaseRoots
    rm -rf "$work"
}
trap cleanUp EXIT
Xvfb "$display" -screen 0 1280x800x24 -nolisten tcp >"$work/xvfb.log" 2>&1 &
serverPid=$!

checkFiles
checkInstalled
checkPortable
report
