#!/usr/bin/env bash
# Makes pictures of every page: the studio in a real window on a virtual X server uses the demo through its own buttons.
# usage: docs/make_pictures.sh [LANGUAGE [THEME [FOLDER [SIZE]]]]    defaults: en light docs/pictures 1360x860
# Into docs/pictures only the pictures that README and manual show are put.  Builds the studio when it is missing; needs xvfb, and
# fonts-noto-cjk for Chinese.  Takes two to three minutes: it trains, and evaluates.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
language=${1:-en} theme=${2:-light} folder=${3:-$project/docs/pictures} size=${4:-1360x860}
command -v Xvfb >/dev/null || { printf 'error: Xvfb is missing: apt-get install xvfb fonts-noto-cjk\n' >&2; exit 2; }
studio=$project/build/release/bin/icformer-studio
[ -x "$studio" ] || "$project/run" --build-only
mkdir -p "$folder"
home=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill $server 2>/dev/null; wait 2>/dev/null || true; rm -rf "$home"' EXIT

# The server chooses a free display and says which.
mkfifo "$home/display"
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp 3>"$home/display" >/dev/null 2>&1 &
server=$!
read -r number <"$home/display"

# A home of its own: neither the user's runs and settings in the pictures, nor the demo's in the user's home.
DISPLAY=":$number" HOME=$home XDG_DATA_HOME=$home/data XDG_RUNTIME_DIR=$home LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb \
    timeout 1200 "$studio" --settings "$home/settings.ini" --language "$language" --theme "$theme" --demo --screenshot "$home/pictures" \
    >"$home/log" 2>&1 || { cat "$home/log" >&2; exit 1; }

if [ "$folder" = "$project/docs/pictures" ]; then
    for name in train runs compare; do cp "$home/pictures/$name.png" "$folder/"; done
else
    cp "$home"/pictures/*.png "$folder/"
fi
printf 'made in %s: ' "$folder"
ls "$folder"
