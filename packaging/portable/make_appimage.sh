#!/usr/bin/env bash
# Makes an AppImage of the portable archive.  Untested: appimagetool is not to be had where this was written.
# usage: packaging/portable/make_appimage.sh   (after ./package --portable; appimagetool on PATH)
set -euo pipefail
projectFolder=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
packages="$projectFolder/build/release/packages"
archive=$(compgen -G "$packages/*-linux-$(uname -m).tar.xz" | head -n 1) || true
[ -n "$archive" ] || { printf 'error: there is no portable archive in %s; run ./package --portable first\n' "$packages" >&2; exit 2; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
tar -C "$work" -xf "$archive"
folder=$(compgen -G "$work/icformer-studio-*")
# An AppDir is a folder with these three at its top.
ln -s icformer-studio "$folder/AppRun"
cp "$folder/share/applications/icformer-studio.desktop" "$folder/"
cp "$folder/share/icons/hicolor/256x256/apps/icformer-studio.png" "$folder/"
if [ "${1:-}" = --check ]; then
    # As far as it can be tried without the tool: the entry point starts.
    QT_QPA_PLATFORM=offscreen "$folder/AppRun" --version
    exit
fi
command -v appimagetool >/dev/null || { printf 'error: appimagetool is not on PATH\n' >&2; exit 1; }
ARCH=$(uname -m) appimagetool "$folder" "${archive%.tar.xz}.AppImage"
