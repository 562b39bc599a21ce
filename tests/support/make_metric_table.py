#!/usr/bin/env python3
"""Writes tests/core/data/metric_pairs.jsonl: text pairs with the scores that rouge-score and sacrebleu give them.

    pip install --target DIR rouge-score==0.1.2 sacrebleu==2.6.0
    PYTHONPATH=DIR python3 tests/support/make_metric_table.py tests/core/data/metric_pairs.jsonl

Each line: r, c = reference and candidate; rouge = P, R, F1 of ROUGE-1, -2, -L; bleu = sentence BLEU / 100;
squad = P, R, F1 after SQuAD's normalisation; edit = Levenshtein distance over characters.  Every 50 lines a line
{"corpus": BLEU / 100 of the 50 pairs before it}.  The same seed gives the same file.
"""
import collections
import json
import random
import re
import string
import sys

from rouge_score import rouge_scorer
import sacrebleu

WORDS = ("the a an of in to and city Arden Mirelle Toshko works lives 17 1,024 3.14 -7 2019-2020 e.g. don't can't it's "
         "baker river red blue green never always said asked answer U.S.A. 50% $9.99 (maybe) [sic] well-known state-of-the-art "
         "\"quoted\" 'single' semi;colon x=y a/b http://site.org/p?q=1&r=2 &amp; &quot;hi&quot; &lt;tag&gt; <skipped> ... !! ?! "
         "THE An A underscore_name tab\there new\nline hyphen-\nated 1.000.000 0,5 5. .5 ,5 12-34 12- -- ~ ^ ` { } | \\").split(" ")
UNICODE = ("Zürich naïve Ångström İstanbul K Straße ΣΊΣΥΦΟΣ Москва ЖУК 東京 大阪市 こんにちは 안녕 😀 👩‍👩‍👧 “quoted” ‘it’ – — … "
           "don’t a\u00a0b x\u2003y \u3000 z\u0301 é e\u0301 thé a\u0301 ½ m² 10\u202f000 €5 £7.50 «non» ¿qué? Ａｂｃ １２３ "
           "\u200b \ufeff \u0085 \u2028 ﬁne ǅ Ǆ ꙮ ა ᲐᲑ Ԛ Ⅷ Ⓐ नमस्ते سلام שלום").split(" ")


def squad_words(text):
    text = text.lower()
    text = "".join(c for c in text if c not in set(string.punctuation))
    return re.sub(r"\b(a|an|the)\b", " ", text).split()


def squad(reference, candidate):
    wanted, given = squad_words(reference), squad_words(candidate)
    if not wanted or not given:
        same = float(wanted == given)
        return [same, same, same]
    shared = sum((collections.Counter(wanted) & collections.Counter(given)).values())
    if shared == 0:
        return [0.0, 0.0, 0.0]
    precision, recall = shared / len(given), shared / len(wanted)
    return [precision, recall, 2 * precision * recall / (precision + recall)]


def edit(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        diagonal, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above = row[j]
            row[j] = min(above + 1, row[j - 1] + 1, diagonal + (x != y))
            diagonal = above
    return row[-1]


def disturbed(rng, words, pool):
    result = []
    for word in words:
        roll = rng.random()
        if roll < 0.08:
            continue
        result.append(rng.choice(pool) if roll < 0.2 else word)
        if roll > 0.95:
            result.append(word)
    if rng.random() < 0.1:
        rng.shuffle(result)
    return result


def pairs(rng):
    yield from [("", ""), ("", "a"), ("a", ""), (" ", "\n"), ("...", "..."), ("the", "The"), ("a", "an"), ("same", "same"),
                ("same same", "same"), ("\u00a0x\u3000", "x"), ("日本語", "日本語"), ("é", "e\u0301"), ("-", "-\n"), ("-\n", "x-\ny"),
                ("1,2.3-4", "1, 2. 3 - 4"), ("..5", ". .5"), ("a b c d", "a b c d"), ("a b c", "a b c"), ("a b", "b a")]
    for i in range(2400):
        kind = i % 12
        pool = WORDS if kind < 6 else UNICODE + WORDS if kind < 9 else ["to", "be", "or", "not", "be,", "To"]
        length = rng.randint(0, 4) if kind in (0, 6, 9) else rng.randint(60, 160) if kind == 1 and i % 5 == 0 else rng.randint(3, 24)
        words = [rng.choice(pool) for _ in range(length)]
        if kind == 11 and length:
            words = [words[0]] * length
        if rng.random() < 0.1:
            words = [w.upper() if rng.random() < 0.5 else w.capitalize() for w in words]
        joint = rng.choice([" ", " ", " ", "  ", " \n", ", "])
        candidate = disturbed(rng, words, pool) if rng.random() < 0.85 else [rng.choice(pool) for _ in range(length)]
        yield joint.join(words), joint.join(candidate)


def main():
    rng = random.Random(20240613)
    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=False)
    block = []
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as out:
        def write(row):
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")

        for reference, candidate in pairs(rng):
            scores = scorer.score(reference, candidate)
            flat = [round(v, 9) for k in ("rouge1", "rouge2", "rougeL") for v in scores[k]]
            write({"r": reference, "c": candidate, "rouge": flat,
                   "bleu": round(sacrebleu.sentence_bleu(candidate, [reference]).score / 100, 9),
                   "squad": [round(v, 9) for v in squad(reference, candidate)], "edit": edit(reference, candidate)})
            block.append((reference, candidate))
            if len(block) == 50:
                corpus = sacrebleu.corpus_bleu([c for _, c in block], [[r for r, _ in block]], force=True)
                write({"corpus": round(corpus.score / 100, 9)})
                block = []


if __name__ == "__main__":
    main()
