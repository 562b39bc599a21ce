"""Prints a bill of materials (CycloneDX 1.5, JSON) of what the packages bundle or link in.

usage: sbom.py VERSION TORCH_FOLDER EPOCH
"""
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import uuid

version, torch_folder, epoch = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])


def debian_version(package: str) -> str:
    shown = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True, check=False)
    return shown.stdout.strip()


def component(name, its_version, licence, purl, kind="library", **more):
    return {"type": kind, "bom-ref": purl, "name": name, "version": its_version,
            "licenses": [{"expression": licence}], "purl": purl, **more}


torch_version = ".".join(re.findall(r"define TORCH_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)",
                                    (torch_folder / "include/torch/headeronly/version.h").read_text()))
hashes = [{"alg": "SHA-256", "content": hashlib.file_digest(path.open("rb"), "sha256").hexdigest()}
          for path in [torch_folder / "lib/libtorch_cpu.so"]]
parts = [
    component("libtorch", torch_version,
              "Apache-2.0 AND Apache-2.0 WITH LLVM-exception AND BSD-2-Clause AND BSD-3-Clause AND BSL-1.0 AND MIT",
              f"pkg:pypi/torch@{torch_version}", hashes=hashes, description="lib/libtorch_cpu.so and libc10.so; the hash is that of libtorch_cpu.so as published, before stripping"),
    {"type": "library", "bom-ref": f"onemkl-in-torch-{torch_version}", "name": "oneMKL", "licenses":
     [{"license": {"name": "Intel Simplified Software License"}}], "description": "linked into libtorch_cpu.so by its publisher"},
    component("libgomp", "1", "GPL-3.0-or-later WITH GCC-exception-3.1", f"pkg:pypi/torch@{torch_version}#lib/libgomp.so.1"),
    component("sentencepiece", "0.2.1", "Apache-2.0", "pkg:pypi/sentencepiece@0.2.1",
              description="linked in; with abseil (Apache-2.0), protobuf-lite (BSD-3-Clause) and darts-clone (BSD-2-Clause)"),
]
for package, name, licence in (("nlohmann-json3-dev", "nlohmann-json", "MIT"), ("libcli11-dev", "CLI11", "BSD-3-Clause")):
    parts.append(component(name, debian_version(package), licence, f"pkg:deb/debian/{package}@{debian_version(package)}"))
for package, name, licence in (("libqt6core6", "Qt", "LGPL-3.0-only"), ("libqcustomplot2.1", "QCustomPlot", "GPL-3.0-or-later"),
                               ("libssl3", "OpenSSL", "Apache-2.0"), ("zlib1g", "zlib", "Zlib"), ("libzstd1", "zstd", "BSD-3-Clause"),
                               ("libpcre2-8-0", "PCRE2", "BSD-3-Clause"), ("libutf8proc2", "utf8proc", "MIT")):
    parts.append(component(name, debian_version(package), licence, f"pkg:deb/debian/{package}@{debian_version(package)}",
                           description="the distribution's with the .deb, bundled in the portable archive"))

application = component("icformer-studio", version, "GPL-3.0-or-later", f"pkg:generic/icformer-studio@{version}", "application")
bill = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.5",
    "serialNumber": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts))),
    "version": 1,
    "metadata": {
        "timestamp": datetime.datetime.fromtimestamp(epoch, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "component": application,
    },
    "components": parts,
    "dependencies": [{"ref": application["bom-ref"], "dependsOn": [part["bom-ref"] for part in parts]}],
}
print(json.dumps(bill, indent=1))
