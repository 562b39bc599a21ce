#!/usr/bin/env bash
# Builds the packages and checks them, in a clean Debian 12 root without a network.  ./test --packages runs this.
set -uo pipefail
projectFolder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$projectFolder/cmake/setup.sh"
. "$projectFolder/packaging/checks/report.sh"
. "$projectFolder/packaging/checks/root.sh"
. "$projectFolder/packaging/checks/screen.sh"
. "$projectFolder/packaging/checks/files.sh"
. "$projectFolder/packaging/checks/installed.sh"
. "$projectFolder/packaging/checks/portable.sh"
. "$projectFolder/packaging/checks/again.sh"

help() {
    cat <<'HELP'
usage: packaging/check_packages.sh [--no-build] [PART...]

Builds the packages and checks them.  Parts, the first three unless some are named:
  files      the packages' contents: lintian, desktop entry, AppStream, manual pages, completions, sizes, paths of this machine
  installed  the .deb in a clean Debian 12 root: self-test, training, windows, upgrade, reinstall, remove, purge
  portable   the archive and the .run there, without Qt, read-only, odd path, poisoned surroundings, ordinary user
  again      a second build from a copy of the sources in another folder, without a compiler cache, gives the same bytes; takes
             as long as building everything, so it must be named

  --no-build  check what build/release/packages holds
Pictures of the windows are kept in build/release/package-pictures.  Needs root, for the clean roots.
HELP
}

build=1 parts=()
for argument in "$@"; do
    case $argument in
        --help|-h) help; exit 0 ;;
        --no-build) build=0 ;;
        files|installed|portable|again) parts+=("$argument") ;;
        *) printf 'error: check_packages.sh does not know %s; see --help\n' "$argument" >&2; exit 2 ;;
    esac
done
[ ${#parts[@]} -gt 0 ] || parts=(files installed portable)
[ "$(id -u)" -eq 0 ] || { printf 'error: the package checks install into a clean root and need root; start them with sudo\n' >&2; exit 2; }
# Mounts of its own, which end with the script however it ends.
[ -n "${ICF_OWN_MOUNTS:-}" ] || ICF_OWN_MOUNTS=1 exec unshare --mount "$0" "$@"
setUpPackages lintian desktop-file-utils appstream man-db shared-mime-info debootstrap xvfb x11-apps x11-utils python3 fish zsh binutils xz-utils || exit 1
for tool in lintian desktop-file-validate appstreamcli man update-mime-database debootstrap Xvfb xwd xwininfo fish zsh readelf strings xz unshare; do
    command -v "$tool" >/dev/null || { printf 'error: the tool %s is missing and could not be installed\n' "$tool" >&2; exit 1; }
done
if [ $build = 1 ]; then
    "$projectFolder/package" || exit 1
fi

packages="$projectFolder/build/release/packages"
pictures="$projectFolder/build/release/package-pictures"
deb=$(compgen -G "$packages/*.deb" | head -n 1)
archive=$(compgen -G "$packages/*.tar.xz" | head -n 1)
installer=$(compgen -G "$packages/*.run" | head -n 1)
for file in "$deb" "$archive" "$installer"; do
    [ -n "$file" ] || { printf 'error: a package is missing in %s; run ./package\n' "$packages" >&2; exit 1; }
done

work=$(mktemp -d)
trap 'stopScreen; releaseRoots; rm -rf --one-file-system "$work"' EXIT
mkdir -p "$pictures"
startScreen
for part in "${parts[@]}"; do
    printf '%s\n' "-- $part"
    case $part in
        files) checkFiles ;;
        installed) checkInstalled ;;
        portable) checkPortable ;;
        again) checkAgain ;;
    esac
done
report
