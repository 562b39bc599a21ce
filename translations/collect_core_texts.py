"""Collects the texts of core/ that the studio shows into one C++ file: for lupdate, and as a table for the program.

usage: collect_core_texts.py OUTPUT FOLDER

core/ has no Qt, so its texts cannot go through tr().  Two kinds are collected:

- "Options": the labels, helps and units that option declarations mark with ICF_TR.
- "Engine": messages, where they are thrown or reported.  A sum of literals and values becomes a pattern in which %1, %2 … stand for the
  values; ui/common/engine_text.h finds the pattern of a finished message again.
"""
import pathlib
import re
import sys

LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
CHARACTER = re.compile(r"'(?:\\.|[^\\'])'")
MARK = re.compile(r'ICF_TR\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)')
#: Calls whose last argument is a message, and what returns one.
MESSAGES = re.compile(r"\b(?:Error|Failure|onMessage|onProgress|refuse|fail|wrong)\(|\.push_back\(\{|\b(?:texts|notes)\.push_back\(|\badd\(problems,|\breturn(?=\s+[\"a-z])|std::string \w+ =(?=\s+\"[^\"]*\"\s*\+)")
COMMENT = re.compile(r"^\s*///?.*$", re.MULTILINE)
#: A literal alone, or made a std::string so that it can be added to.
TEXT = re.compile(r'(?:std::string\()?((?:"(?:[^"\\]|\\.)*"\s*)+)\)?')
#: What is written to files, not said.
DRAWN = re.compile(r"[<{|]|\\n")
#: Fewest words by which a text is told from a name or a path.
FEWEST_WORDS = 2


def skip_literal(source, at):
    """Index after the literal or character that starts here, or None."""
    found = LITERAL.match(source, at) or CHARACTER.match(source, at)
    return found.end() if found else None


def parts(source, at, separator, closers):
    """Splits from `at` at separators outside of brackets and literals, up to the first closer."""
    found, start, depth = [], at, 0
    while at < len(source):
        character = source[at]
        if character in "\"'":
            after = skip_literal(source, at)
            if after is not None:
                at = after
                continue
        if depth == 0 and character in closers:
            break
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == separator and depth == 0:
            found.append(source[start:at])
            start = at + 1
        at += 1
    found.append(source[start:at])
    return [part.strip() for part in found]


def patterns(expression):
    """The messages that an expression may be: one for each branch of a choice at its top."""
    branches = parts(expression, 0, ":", "")
    if "?" in branches[0] and len(branches) == 2:
        choice = parts(branches[0], 0, "?", "")
        if len(choice) == 2:
            return patterns(choice[1]) + patterns(branches[1])
    text, values, after_value = "", 0, False
    for part in parts(expression, 0, "+", ""):
        literal = TEXT.fullmatch(part)
        if literal:
            text += "".join(LITERAL.findall(literal.group(1)))
        elif not after_value:
            values += 1
            text += f"%{values}"
        after_value = not literal
    return [text]


def messages(source):
    for match in MESSAGES.finditer(source):
        returned = match.group(0)[-1] in "n="
        # All of a statement, or the last argument of a call.
        expression = parts(source, match.end(), ";", ";")[0] if returned else parts(source, match.end(), ",", ")}")[-1]
        for text in patterns(expression):
            words = re.findall(r"[A-Za-z]{2,}", re.sub(r"%\d", "", text))
            if len(words) >= FEWEST_WORDS and " " in text.strip() and not DRAWN.search(text):
                yield text


options, engine = [], []
for path in sorted(path for path in pathlib.Path(sys.argv[2]).rglob("*") if path.suffix in (".h", ".cpp")):
    content = COMMENT.sub("", path.read_text("utf-8"))
    options += [" ".join(match.group(1).split("\n")).strip() for match in MARK.finditer(content)]
    engine += [f'"{text}"' for text in messages(content)]


def table(declaration, context, texts):
    lines = "".join(f'    QT_TRANSLATE_NOOP("{context}", {text}),\n' for text in dict.fromkeys(texts))
    return f"{declaration} = {{\n{lines}    nullptr}};\n"


pathlib.Path(sys.argv[1]).write_text(
    "// Made by translations/collect_core_texts.py.\n#include <QCoreApplication>\n\nnamespace icf::ui {\n"
    # The program looks options up by the text that it has, so only lupdate reads their table.
    + table("[[maybe_unused]] static const char* const kOptionTexts[]", "Options", options)
    + table("extern const char* const kEngineTexts[]", "Engine", engine) + "}\n", "utf-8")
