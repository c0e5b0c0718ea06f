"""The letters one picture uses, as a small font inside it: `text="embed"`.

A picture shown through <img> sees no font but its own. HarfBuzz cuts it out of the shipped file; the same letters
give the same bytes.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from struct import pack

import brotli

from diagrams.typeface import face

# Places in the table of names that the WOFF2 format knows; glyf and loca are stored as they are (transform 3).
_KNOWN = {"cmap": 0, "head": 1, "hhea": 2, "hmtx": 3, "maxp": 4, "name": 5, "OS/2": 6, "post": 7, "GPOS": 27}
_KNOWN |= {"glyf": 10 | 3 << 6, "loca": 11 | 3 << 6}  # these two stand last, one behind the other


def font_faces(texts: dict[bool, set[str]]) -> tuple[str, str]:
    """The @font-face rules for the letters used in regular (False) and bold (True), and the family's name.

    The name comes from the letters, so that several pictures in one page do not take each other's subset.
    """
    used = {bold: "".join(sorted(letters)) for bold, letters in texts.items() if letters}
    if not used:
        return "", ""
    family = "va-" + hashlib.sha256(repr(sorted(used.items())).encode()).hexdigest()[:8]
    rules = [
        f"@font-face{{font-family:{family};font-weight:{700 if bold else 400};"
        f"src:url(data:font/woff2;base64,{base64.b64encode(woff2(letters, bold)).decode()}) format('woff2')}}"
        for bold, letters in sorted(used.items())
    ]
    return "".join(rules), family


@functools.lru_cache(maxsize=64)
def woff2(letters: str, bold: bool) -> bytes:
    """A WOFF2 font with the glyphs of `letters` (sorted, each once) and the kerning between them."""
    tables = subset_tables(letters, bold)
    directory, body = b"", b""
    for tag, data in tables.items():
        directory += bytes([_KNOWN[tag]]) + _base128(len(data))
        body += data
    packed: bytes = brotli.compress(body, mode=brotli.MODE_FONT, quality=5)
    plain = 12 + 16 * len(tables) + sum((len(data) + 3) & ~3 for data in tables.values())
    length = 48 + len(directory) + len(packed)
    pad = -length % 4
    header = pack(
        ">4sIIHHIIHHIIIII",
        b"wOF2", 0x00010000, length + pad, len(tables), 0, plain, len(packed), 1, 0, 0, 0, 0, 0, 0,
    )  # fmt: skip
    return header + directory + packed + b"\0" * pad


def subset_tables(letters: str, bold: bool) -> dict[str, bytes]:
    """The sfnt tables of the subset, in the order in which they are stored."""
    import uharfbuzz

    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.name_id_set.clear()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NOTDEF_OUTLINE | flags.NO_BIDI_CLOSURE
    cut = uharfbuzz.subset(face(bold).face, wanted)
    return {tag: data for tag in _KNOWN if (data := bytes(cut.reference_table(tag).data))}


def _base128(value: int) -> bytes:
    """A length in WOFF2's variable form: seven bits a byte, the highest first."""
    out = bytes([value & 0x7F])
    while value := value >> 7:
        out = bytes([0x80 | value & 0x7F]) + out
    return out
