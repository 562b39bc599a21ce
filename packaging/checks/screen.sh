# A screen of its own, and what programs show on it.
startScreen() {
    # A file beside the lock names the display once the server listens.
    Xvfb -displayfd 3 -screen 0 1400x900x24 -nolisten tcp -ac 3>"$work/display" >"$work/xvfb.log" 2>&1 &
    serverPid=$!
    local try
    for try in $(seq 1 50); do
        [ -s "$work/display" ] && break
        sleep 0.2
    done
    [ -s "$work/display" ] || { cat "$work/xvfb.log" >&2; fail "Xvfb did not start"; }
    display=":$(cat "$work/display")"
}

stopScreen() { [ -n "${serverPid:-}" ] && kill "$serverPid" 2>/dev/null; serverPid=; }

# colours PICTURE: how many different ones a PNG holds.
colours() { python3 "$projectFolder/packaging/checks/picture.py" count "$1"; }

# windowPicture FILE: what the studio's largest window shows, as a PNG.  The window and not the screen: xwd leaves windows of
# another visual black when it is asked for all.
windowPicture() {
    local id
    id=$(xwininfo -root -children -display "$display" 2>/dev/null | grep '"icformer-studio"' \
        | sed -nE 's/^ *(0x[0-9a-f]+) .*\) +([0-9]+)x([0-9]+)[+-].*/\1 \2 \3/p' | awk '{print $2 * $3, $1}' | sort -n | awk 'END {print $2}')
    [ -n "$id" ] && xwd -id "$id" -silent -display "$display" 2>/dev/null | python3 "$projectFolder/packaging/checks/picture.py" convert "$1"
}

# opensWindow NAME COMMAND...: starts a program as the user on the X server and looks at what it shows.
opensWindow() {
    local picture="$pictures/$1-window.png" pid seen=0 try
    shift
    asUser env DISPLAY="$display" QT_QPA_PLATFORM=xcb "$@" >"$work/window.log" 2>&1 &
    pid=$!
    for try in $(seq 1 30); do
        sleep 1
        windowPicture "$picture" && seen=$(colours "$picture")
        [ "$seen" -gt 100 ] && break
        kill -0 $pid 2>/dev/null || break
    done
    # Once more, when the page has found its files.
    sleep 3; windowPicture "$picture"
    local alive=0; kill -0 $pid 2>/dev/null && alive=1
    pkill -TERM -P $pid 2>/dev/null; kill $pid 2>/dev/null; wait $pid 2>/dev/null
    echo "colours in the window: $seen; running: $alive"
    cat "$work/window.log"
    [ "$seen" -gt 100 ] && [ $alive = 1 ]
}

# drawsPages NAME COMMAND...: the studio writes a picture of each page without a window system; none may be blank.
drawsPages() {
    local name=$1 picture count=0 seen; shift
    rm -rf "$root/home/tester/pictures"
    asUser timeout 120 "$@" --settings /home/tester/pictures/settings.ini --screenshot /home/tester/pictures || return 1
    for picture in "$root"/home/tester/pictures/*.png; do
        seen=$(colours "$picture") || return 1
        echo "$(basename "$picture"): $seen colours"
        [ "$seen" -gt 20 ] || return 1
        cp "$picture" "$pictures/$name-$(basename "$picture")"
        count=$((count + 1))
    done
    rm -rf "$root/home/tester/pictures"
    [ $count -ge 7 ]
}
