"""The letters one picture uses, as a small font inside it: `text="embed"`.

A picture shown through <img> sees no font but its own. fontTools' subsetter takes a quarter of a second for a
picture; the shipped files are simple (TrueType outlines, no composites), so the subset is put together here from
their raw tables: 5 ms, and the same letters give the same bytes.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from struct import pack, unpack_from

import brotli

from diagrams.typeface import face

# Places in the table of names that the WOFF2 format knows; glyf and loca are stored as they are (transform 3).
_KNOWN = {"cmap": 0, "head": 1, "hhea": 2, "hmtx": 3, "maxp": 4, "name": 5, "OS/2": 6, "post": 7, "kern": 19}
_KNOWN |= {"glyf": 10 | 3 << 6, "loca": 11 | 3 << 6}


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


@functools.lru_cache(maxsize=256)
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
    letters_face = face(bold)
    source = letters_face.raw
    known = [char for char in letters if letters_face.has(char) and ord(char) < 0x10000]
    glyphs = [0, *(letters_face.glyph_ids[ord(char)] for char in known)]
    outlines, offsets, metrics = bytearray(), [0], bytearray()
    for glyph in glyphs:
        start, end = unpack_from(">II", source["loca"], 4 * glyph)
        outlines += source["glyf"][start:end]
        outlines += b"\0" * (-len(outlines) % 4)
        offsets.append(len(outlines))
        metrics += pack(">Hh", *letters_face.metrics[glyph])
    count = len(glyphs)
    head = bytearray(source["head"])
    head[50:52] = pack(">H", 1)  # long offsets
    hhea = source["hhea"][:34] + pack(">H", count)
    maxp = source["maxp"][:4] + pack(">H", count) + source["maxp"][6:]
    tables = {
        "OS/2": source["OS/2"],
        "cmap": _cmap([ord(char) for char in known]),
        "head": bytes(head),
        "hhea": hhea,
        "hmtx": bytes(metrics),
    }
    kern = _kern(known, bold)
    if kern:
        tables["kern"] = kern
    return tables | {
        "maxp": maxp,
        "name": pack(">HHH", 0, 0, 6),
        "post": pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0),
        "glyf": bytes(outlines),
        "loca": pack(f">{len(offsets)}I", *offsets),
    }


def _cmap(codes: list[int]) -> bytes:
    """A format 4 character map: code `codes[i]` is glyph i + 1. Runs of neighbours share a segment."""
    segments: list[tuple[int, int, int]] = []
    for glyph, code in enumerate(codes, 1):
        if segments and segments[-1][1] == code - 1:
            segments[-1] = (segments[-1][0], code, segments[-1][2])
        else:
            segments.append((code, code, (glyph - code) & 0xFFFF))
    segments.append((0xFFFF, 0xFFFF, 1))
    n = len(segments)
    power = 1 << (n.bit_length() - 1)
    body = pack(">HHHH", 2 * n, 2 * power, power.bit_length() - 1, 2 * (n - power))
    body += pack(f">{n}H", *(end for _, end, _ in segments)) + b"\0\0"
    body += pack(f">{n}H", *(start for start, _, _ in segments))
    body += pack(f">{n}H", *(delta for _, _, delta in segments)) + b"\0\0" * n
    table = pack(">HHH", 4, len(body) + 6, 0) + body
    return pack(">HHHHI", 0, 1, 3, 1, 12) + table


def _kern(known: list[str], bold: bool) -> bytes:
    """A kern table with the pairs among `known`, empty when there are none."""
    letters_face = face(bold)
    glyph = {ord(char): i for i, char in enumerate(known, 1)}
    latin = [code for code in glyph if code < 0x2100]
    pairs = [
        (glyph[a], glyph[b], letters_face.kerning[a, b])
        for a in latin
        for b in latin
        if letters_face.kerning.get((a, b))
    ]
    if not pairs:
        return b""
    n = len(pairs)
    power = 1 << (n.bit_length() - 1)
    body = b"".join(pack(">HHh", *pair) for pair in sorted(pairs))
    head = pack(">HHHH", n, 6 * power, power.bit_length() - 1, 6 * (n - power))
    return pack(">HHHHH", 0, 1, 0, 14 + len(body), 1) + head + body


def _base128(value: int) -> bytes:
    """A length in WOFF2's variable form: seven bits a byte, the highest first."""
    out = bytes([value & 0x7F])
    while value := value >> 7:
        out = bytes([0x80 | value & 0x7F]) + out
    return out
