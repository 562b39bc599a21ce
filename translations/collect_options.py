"""Collects the texts that the option declarations mark with ICF_TR into one file that lupdate understands.

usage: collect_options.py OUTPUT FOLDER

core/ has no Qt, so its texts cannot go through tr(); the studio translates them in the context "Options".
"""
import pathlib
import re
import sys

MARK = re.compile(r'ICF_TR\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')

texts = []
for source in sorted(path for path in pathlib.Path(sys.argv[2]).rglob("*") if path.suffix in (".h", ".cpp")):
    for match in MARK.finditer(source.read_text("utf-8")):
        literal = " ".join(match.group(1).split("\n"))
        if literal not in texts:
            texts.append(literal)
lines = [f'QT_TRANSLATE_NOOP("Options", {literal.strip()}),' for literal in texts]
pathlib.Path(sys.argv[1]).write_text("const char* const texts[] = {\n" + "\n".join(lines) + "\n};\n", "utf-8")
