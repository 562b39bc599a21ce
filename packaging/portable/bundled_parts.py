"""Adds what the portable archive alone bundles, the distribution's libraries, to its licences and bill of materials.

usage: bundled_parts.py FOLDER < paths of the bundled files, one a line, as they were found on the building machine

FOLDER is the archive's.  Writes share/icformer-studio/licenses/PACKAGE and adds to share/doc/icformer-studio/sbom.cdx.json.
"""
import json
import pathlib
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])


def packages_of(paths):
    """Binary packages that own the files.  A system with merged /usr knows some of them by their old path only."""
    found = {}
    for path in sorted(paths):
        names = [str(path)] + ([str(path)[4:]] if str(path).startswith("/usr/lib/") else [])
        for name in names:
            owner = subprocess.run(["dpkg-query", "-S", name], capture_output=True, text=True, check=False)
            if owner.returncode == 0:
                package = owner.stdout.split(":", 1)[0]
                found.setdefault(package, []).append(path.name)
                break
        else:
            print(f"bundled_parts.py: no package owns {path}; its licence must be added by hand", file=sys.stderr)
    return found


def version_of(package: str) -> str:
    return subprocess.run(["dpkg-query", "-W", "-f=${Version}\n", package], capture_output=True, text=True,
                          check=True).stdout.splitlines()[0]


paths = {pathlib.Path(line.strip()).resolve() for line in sys.stdin if line.strip()}
packages = packages_of(paths)
licenses = folder / "share/icformer-studio/licenses"
licenses.mkdir(parents=True, exist_ok=True)
bill_file = folder / "share/doc/icformer-studio/sbom.cdx.json"
bill = json.loads(bill_file.read_text())
known = {part.get("purl") for part in bill["components"]}
for package, files in sorted(packages.items()):
    copyright_file = pathlib.Path("/usr/share/doc") / package / "copyright"
    if not copyright_file.exists():
        sys.exit(f"bundled_parts.py: {package} has no {copyright_file}")
    (licenses / package).write_bytes(copyright_file.read_bytes())
    version = version_of(package)
    purl = f"pkg:deb/debian/{package}@{version}"
    if purl not in known:
        bill["components"].append({"type": "library", "bom-ref": purl, "name": package, "version": version, "purl": purl,
                                   "licenses": [{"license": {"name": f"see share/icformer-studio/licenses/{package}"}}],
                                   "description": "bundled: " + ", ".join(sorted(files))})
        bill["dependencies"][0]["dependsOn"].append(purl)
bill_file.write_text(json.dumps(bill, indent=1) + "\n")
