#!/usr/bin/env bash
# Makes the pictures of the documentation: a real window on a virtual X server, driven by clicks and keys, on the demo.
# usage: docs/make_pictures.sh [LANGUAGE [THEME [FOLDER]]]    defaults: en light docs/pictures
# Needs xvfb, xdotool and imagemagick; fonts-noto-cjk for Chinese.  Takes a minute or two.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
language=${1:-en} theme=${2:-light} folder=${3:-$project/docs/pictures}
for tool in Xvfb xdotool import; do
    command -v $tool >/dev/null || { printf 'error: %s is missing: apt-get install xvfb xdotool imagemagick fonts-noto-cjk\n' $tool >&2; exit 2; }
done
mkdir -p "$folder"
home=$(mktemp -d)
export DISPLAY=":$((100 + RANDOM % 400))"
Xvfb "$DISPLAY" -screen 0 1360x850x24 -nolisten tcp >/dev/null 2>&1 &
server=$!
sleep 1
HOME=$home XDG_RUNTIME_DIR=$home LC_ALL=C.UTF-8 "$project/build/release/bin/icformer-studio" --settings "$home/settings.ini" \
    --language "$language" --theme "$theme" --demo >"$home/log" 2>&1 &
studio=$!
trap 'kill $studio $server 2>/dev/null; wait 2>/dev/null; rm -rf "$home"' EXIT

window=$(xdotool search --sync --onlyvisible --pid $studio | tail -n 1)
xdotool windowmove "$window" 0 0 windowsize "$window" 1360 850
sleep 1
xdotool windowfocus "$window"

picture() { sleep "${2:-1}"; import -window root -depth 8 -strip "$folder/$1.png"; }
press() { xdotool mousemove 660 845 key "$1"; sleep 1; }
click() { xdotool mousemove "$1" "$2" click 1; sleep 0.5; }
run=$home/icformer-runs/demo-1
waitFor() { for _ in $(seq 1 900); do eval "$1" && return 0; sleep 1; done; printf 'error: waited in vain for: %s\n' "$1" >&2; exit 1; }

waitFor '[ "$(grep -c . "$run/samples.jsonl" 2>/dev/null)" -ge 3 ]'
picture train 3
press ctrl+period
waitFor '! grep -q "\"state\": *\"running\"" "$run/run.json" 2>/dev/null'

press ctrl+2; click 400 190; picture runs 3
press ctrl+3; click 737 98; press ctrl+Return; picture compare 12
press ctrl+4; click 1180 98; press ctrl+Return; picture inspect 8
printf 'made in %s: ' "$folder"; ls "$folder"
