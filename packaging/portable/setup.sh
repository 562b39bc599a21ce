#!/bin/sh
# Of the portable archive and the self-extracting .run:
#   setup.sh                     starts the studio (the .run does so from a temporary folder that it removes afterwards)
#   setup.sh --install [FOLDER]  copies this folder (default ~/.local/opt/icformer-studio) and puts the studio into the user's menu
#   setup.sh --uninstall         removes what --install made
#   setup.sh --cli ...           runs the command line
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
# Started from the .run, this is a temporary folder; the user's own is named by makeself.
cd -- "${USER_PWD:-.}"
dataFolder=${XDG_DATA_HOME:-$HOME/.local/share}
programFolder=$HOME/.local/bin
record=$dataFolder/icformer-studio-installed

removeInstalled() {
    folder=$(cat "$record")
    for program in icformer icformer-studio; do
        if [ "$(readlink -- "$programFolder/$program" 2>/dev/null)" = "$folder/$program" ]; then rm -f -- "$programFolder/$program"; fi
    done
    rm -f -- "$dataFolder/applications/icformer-studio.desktop" "$dataFolder/mime/packages/icformer-studio.xml"
    for size in 16 22 24 32 48 64 128 256 512; do
        rm -f -- "$dataFolder/icons/hicolor/${size}x$size/apps/icformer-studio.png"
    done
    rm -rf -- "$folder"
    rm -f -- "$record"
}

case ${1-} in
    --install)
        folder=${2:-$HOME/.local/opt/icformer-studio}
        case $folder in /*) ;; *) folder=$(pwd)/$folder ;; esac
        [ ! -e "$record" ] || removeInstalled
        [ ! -e "$folder" ] || { printf 'error: %s exists; give another folder or remove it first\n' "$folder" >&2; exit 2; }
        mkdir -p -- "$(dirname -- "$folder")" "$programFolder" "$dataFolder/applications" "$dataFolder/mime/packages"
        cp -R -- "$here" "$folder"
        printf '%s\n' "$folder" >"$record"
        for program in icformer icformer-studio; do ln -sf -- "$folder/$program" "$programFolder/$program"; done
        for size in 16 22 24 32 48 64 128 256 512; do
            mkdir -p -- "$dataFolder/icons/hicolor/${size}x$size/apps"
            cp -- "$here/share/icons/hicolor/${size}x$size/apps/icformer-studio.png" "$dataFolder/icons/hicolor/${size}x$size/apps/"
        done
        # The menu does not look into ~/.local/bin on every desktop, so the entry names the file itself.
        quoted=$(printf '%s' "$folder" | sed 's/[\\"`$&|]/\\&/g')
        sed -e "s|^Exec=icformer-studio|Exec=\"$quoted/icformer-studio\"|" -e '/^TryExec=/d' \
            "$here/share/applications/icformer-studio.desktop" >"$dataFolder/applications/icformer-studio.desktop"
        cp -- "$here/share/mime/packages/icformer-studio.xml" "$dataFolder/mime/packages/"
        for tool in "update-desktop-database $dataFolder/applications" "update-mime-database $dataFolder/mime"; do
            command -v "${tool%% *}" >/dev/null 2>&1 && "${tool%% *}" "${tool#* }" >/dev/null 2>&1 || true
        done
        printf 'Installed in %s. Remove it with %s/setup.sh --uninstall\n' "$folder" "$folder"
        ;;
    --uninstall)
        [ -e "$record" ] || { printf 'error: nothing was installed for this user\n' >&2; exit 2; }
        removeInstalled
        printf 'Removed. Your runs and settings are untouched.\n'
        ;;
    --cli) shift; exec "$here/icformer" "$@" ;;
    *) exec "$here/icformer-studio" "$@" ;;
esac
