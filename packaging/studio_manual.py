"""Prints the manual page of the studio: the template with the options that the program itself lists.

usage: studio_manual.py TEMPLATE VERSION < the output of icformer-studio --help
"""
import re
import sys


def roff(text: str) -> str:
    return text.replace("\\", "\\e").replace("-", "\\-")


def options(help_text: str):
    """Pairs of names and description.  A name begins a line after two spaces; its text goes on in the second column."""
    found = []
    listing = help_text.split("Options:\n", 1)[1].split("\nArguments:", 1)[0]
    for line in listing.splitlines():
        start = re.match(r"  (-\S.*?)(?:\s{2,}(\S.*))?$", line)
        if start:
            found.append([start.group(1), start.group(2) or ""])
        elif line.strip() and found:
            found[-1][1] += " " + line.strip()
    return [(names, text.strip()) for names, text in found]


def entry(names: str, text: str) -> str:
    names = re.sub(r"<(.+?)>", r"\\fI\1\\fB", roff(names))
    return f".TP\n.B {names}\n{roff(text)}"


listed = options(sys.stdin.read())
if len(listed) < 5:
    sys.exit("studio_manual.py: the help text is not laid out as expected")
with open(sys.argv[1], encoding="utf-8") as template:
    page = template.read()
print(page.replace("@VERSION@", sys.argv[2]).replace("@OPTIONS@", "\n".join(entry(*one) for one in listed)), end="")
