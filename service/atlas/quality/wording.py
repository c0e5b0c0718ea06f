"""How each language is written: the spellings and phrases of ``style.yaml``, sentences, spaces and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.atlas.folder import Folder
from service.atlas.yaml_text import Problem

from .texts import LANGUAGES, QUOTED, excerpt, plain, texts

CURLY, STRAIGHT = re.compile("[“”‘’]"), re.compile(r"\"|(?<!\w)'|'(?!\w)")
SPACES = (
    (re.compile(r"(?<=\S)[^\S\n]{2,}(?=\S)"), "two spaces in a row"),
    (re.compile(r"[^\S\n]+$", re.MULTILINE), "a space at the end of a line"),
    (re.compile(r"^[^\S\n]+(?=\S)(?!\s*[-*\d])", re.MULTILINE), "a space at the start of a line"),
    (re.compile(r"(?<=[\w)])[^\S\n]+[,.;:!?](?=\s|$)"), "a space before a mark"),
    (re.compile(r"(?<=[가-힣]),(?=[가-힣A-Za-z])"), "no space after a comma"),
)
STOP = (".", "!", "?", "。", ")", "”", '"', ":", "`")
BLOCK = re.compile(r"^\s*(?:[-*+] |\d+\. |\||#|>|$)")


def spellings(folder: Folder) -> Iterator[Problem]:
    """Prose keeps to the established spelling."""
    style = folder.editorial.get("style")
    rules = style.data["spellings"] if style else {}
    compiled = {
        language: [
            (re.compile("|".join(map(re.escape, one["avoid"]))), one["inside"], one["write"])
            for one in rules.get(language, ())
        ]
        for language in LANGUAGES
    }
    for text in texts(folder):
        for language in LANGUAGES:
            side = plain(text.sides[language])
            for pattern, inside, write in compiled[language]:
                for longer in inside:
                    side = side.replace(longer, " " * len(longer))
                for found in pattern.finditer(side):
                    yield text.warning(f"{found[0]!r} is spelt {write!r} here", language, f"write {write}")


def phrases(folder: Folder) -> Iterator[Problem]:
    """Prose has none of the phrases that ``style.yaml`` advises against."""
    style = folder.editorial.get("style")
    rules = style.data["phrases"] if style else {}
    compiled = {
        language: [(re.compile(one["avoid"]), one["advice"]) for one in rules.get(language, ())]
        for language in LANGUAGES
    }
    for text in texts(folder):
        for language in LANGUAGES:
            side = QUOTED.sub("“”", plain(text.sides[language]))
            for pattern, advice in compiled[language]:
                for found in pattern.finditer(side):
                    yield text.warning(f"“{excerpt(side, *found.span())}”", language, advice)


def sentence_ends(folder: Folder) -> Iterator[Problem]:
    """Sentences end with a stop, and in the style that ``style.yaml`` asks for."""
    style = folder.editorial.get("style")
    rules = {one: re.compile(rule) for one, rule in style.data["sentence_ends"].items()} if style else {}
    for text in texts(folder):
        if not text.is_prose:
            continue
        for language in LANGUAGES:
            side = plain(text.sides[language])
            for line in filter(None, (line.strip() for line in side.split("\n"))):
                if BLOCK.match(line):
                    continue
                if not line.endswith(STOP):
                    yield text.warning(f"no stop after “{line[-20:]}”", language, "end the sentence")
                elif language in rules:
                    yield from (
                        text.warning(f"“{sentence[-20:]}” ends otherwise", language, "see sentence_ends in style.yaml")
                        for sentence in sentences(line)
                        if not rules[language].search(sentence)
                    )


def sentences(line: str) -> list[str]:
    """Return the sentences of one paragraph.

    >>> sentences("Xen 4.20은 빠르다. KVM은 다르다.")
    ['Xen 4.20은 빠르다.', 'KVM은 다르다.']
    """
    return [one for one in re.split(r"(?<=[.!?])\s+(?=\S)", line) if one]


def spaces_and_quotes(folder: Folder) -> Iterator[Problem]:
    """No stray spaces, and one kind of quotes in a text."""
    for text in texts(folder):
        for language in LANGUAGES:
            side = plain(text.sides[language])
            for pattern, message in SPACES:
                found = pattern.search(side)
                if found:
                    yield text.warning(f"{message}: “{excerpt(side, *found.span())}”", language)
            if CURLY.search(side) and STRAIGHT.search(side):
                yield text.warning("straight and curly quotes stand side by side", language, "keep one kind")


RULES = (spellings, phrases, sentence_ends, spaces_and_quotes)
