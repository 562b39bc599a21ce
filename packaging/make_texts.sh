#!/usr/bin/env bash
# Makes the texts that the packages hold.  Called by the target package_data with ICFORMER and STUDIO (the programs), DATA (where to
# write), VERSION, SOURCE, TORCH, CACHE and EPOCH_FILE set.
set -euo pipefail
mkdir -p "$DATA/man1" "$DATA/completion"
epoch=$(cat "$EPOCH_FILE")

"$ICFORMER" man | gzip -9nc >"$DATA/man1/icformer.1.gz"
QT_QPA_PLATFORM=offscreen "$STUDIO" --help | python3 "$SOURCE/packaging/studio_manual.py" "$SOURCE/packaging/linux/icformer-studio.1" "$VERSION" | gzip -9nc >"$DATA/man1/icformer-studio.1.gz"
for shell in bash zsh fish; do "$ICFORMER" completion "$shell" >"$DATA/completion/icformer.$shell"; done

gzip -9nc "$SOURCE/CHANGELOG.md" >"$DATA/changelog.gz"
{
    printf 'icformer-studio (%s-1) unstable; urgency=medium\n\n' "$VERSION"
    printf '  * Built from the sources of this version; see changelog.gz.\n\n'
    printf ' -- The IC-Former Studio authors <icformer-studio@users.noreply.github.com>  %s\n' "$(LC_ALL=C date -uR -d "@$epoch")"
} | gzip -9nc >"$DATA/changelog.Debian.gz"

python3 "$SOURCE/packaging/licenses.py" "$TORCH" "$CACHE" >"$DATA/third-party-licenses.txt"
python3 "$SOURCE/packaging/sbom.py" "$VERSION" "$TORCH" "$epoch" >"$DATA/sbom.cdx.json"
sed -e "s/@PROJECT_VERSION@/$VERSION/" -e "s/@ICF_RELEASE_DATE@/$(date -u -d "@$epoch" +%F)/" "$SOURCE/packaging/linux/metainfo.xml.in" \
    >"$DATA/io.github.icformer_studio.icformer_studio.metainfo.xml"
