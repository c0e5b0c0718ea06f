"""Which words of a question belong to other walks of life: shopping, jobs, health, sport, code of other kinds.

They depend on the field, so they are knowledge (``other-walks.yaml``); an atlas without any takes no word for a stray.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.atlas.searching.folding import alternatives
from service.atlas.searching.mention import Found


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of all such words: Latin ones between word borders, Korean ones from the start of a word.

    A star at the end of a word stands for any ending; of no words nothing is found.

    >>> bool(pattern(["shoe*"]).search("docker shoes")), bool(pattern([]).search("docker shoes"))
    (True, False)
    """
    known = list(words)
    whole = [word for word in known if not word.endswith("*")]
    begun = [word[:-1] for word in known if word.endswith("*")]
    ways = [rf"(?:{alternatives(whole)})(?![a-z0-9가-힣])"] if whole else []
    ways += [rf"(?:{alternatives(begun)})[a-z가-힣]*"] if begun else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})" if ways else r"(?!)")


def strays(elsewhere: re.Pattern[str], found: Found) -> list[str]:
    """Return the words of a question that belong to other walks of life and are no part of a name.

    >>> from service.atlas.searching.mention import Mention
    >>> walks = pattern(["shoes", "size chart"])
    >>> strays(walks, Found("docker shoes size chart", [Mention(0, "docker", 0, 6, 0)], [], []))
    ['shoes', 'size chart']
    """
    names = [(mention.start, mention.end) for mention in found.mentions]
    return [
        match[0]
        for match in elsewhere.finditer(found.text)
        if not any(start <= match.start() < end for start, end in names)
    ]
