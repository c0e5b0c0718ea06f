"""The letters one picture uses, as a small font inside it: `text="embed"`.

A picture shown through <img> sees no font but its own. The subset is made with fontTools, compressed as WOFF2 and
written as a data: URI. The same letters give the same bytes: tables carry no time stamp and glyphs keep their order.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import io
import threading

from fontTools import subset
from fontTools.ttLib import TTFont

from diagrams.typeface import FILES

_lock = threading.Lock()  # fontTools reads lazily from one file object


def font_faces(texts: dict[bool, set[str]]) -> tuple[str, str]:
    """The @font-face rules for the letters used in regular (False) and bold (True), and the family's name.

    The name comes from the letters, so that several pictures in one page do not take each other's subset.
    """
    used = {bold: "".join(sorted(letters)) for bold, letters in texts.items() if letters}
    if not used:
        return "", ""
    digest = hashlib.sha256(repr(sorted(used.items())).encode()).hexdigest()[:8]
    family = f"va-{digest}"
    rules = [
        f"@font-face{{font-family:{family};font-weight:{700 if bold else 400};"
        f"src:url(data:font/woff2;base64,{_woff2(letters, bold)}) format('woff2')}}"
        for bold, letters in sorted(used.items())
    ]
    return "".join(rules), family


@functools.lru_cache(maxsize=512)
def _woff2(letters: str, bold: bool) -> str:
    with _lock:
        font = TTFont(FILES[bold], lazy=True, recalcTimestamp=False)
        options = subset.Options()
        options.layout_features = ["kern"]
        options.hinting = False
        options.name_IDs = []
        options.notdef_outline = False
        options.drop_tables += ["name", "post"]
        options.flavor = "woff2"
        tool = subset.Subsetter(options)
        tool.populate(text=letters)
        tool.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
        font.close()
    return base64.b64encode(out.getvalue()).decode("ascii")
