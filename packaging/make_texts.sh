#!/usr/bin/env bash
# Makes the texts that the packages hold.  Called by the target package_data with ICFORMER (the program), DATA (where to
# write), VERSION, SOURCE, TORCH and CACHE set.
set -euo pipefail
mkdir -p "$DATA/man1" "$DATA/completion"
epoch=${SOURCE_DATE_EPOCH:-$(date +%s)}

"$ICFORMER" man | gzip -9nc >"$DATA/man1/icformer.1.gz"
sed -e "s/@VERSION@/$VERSION/" "$SOURCE/packaging/linux/icformer-studio.1" | gzip -9nc >"$DATA/man1/icformer-studio.1.gz"
for shell in bash zsh fish; do "$ICFORMER" completion "$shell" >"$DATA/completion/icformer.$shell"; done

gzip -9nc "$SOURCE/CHANGELOG.md" >"$DATA/changelog.gz"
{
    printf 'icformer-studio (%s-1) unstable; urgency=medium\n\n' "$VERSION"
    printf '  * Built from the sources of this version; see changelog.gz.\n\n'
    printf ' -- The IC-Former Studio authors <icformer-studio@users.noreply.github.com>  %s\n' "$(LC_ALL=C date -uR -d "@$epoch")"
} | gzip -9nc >"$DATA/changelog.Debian.gz"

python3 "$SOURCE/packaging/licenses.py" "$TORCH" "$CACHE" | gzip -9nc >"$DATA/third-party-licenses.txt.gz"
python3 "$SOURCE/packaging/sbom.py" "$VERSION" "$TORCH" "$epoch" >"$DATA/sbom.cdx.json"
