"""Names with a dot or a slash in an address, such as ``IEEE 802.1Q`` and ``z/VM``: they lead to the id as all names do.

No rule of the router takes them, for a dot starts a form and a slash a part. So they are looked up where nothing
else was found, longest first: what follows the name is the form or the part that was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from flask import request
from werkzeug.exceptions import NotFound

from service.atlas import comparisons, names
from service.database import db
from service.errors import Ambiguous, Invalid, Moved, Unknown

ADDRESS = re.compile(r"/v1/(concepts|comparisons|paths)/(.+)")


def redirect_spelled() -> None:
    """Lead a reader who wrote such a name to what it names; leave every other address alone.

    Raises:
        Moved, Ambiguous: it is a name of one concept, or of several.
    """
    if request.method not in ("GET", "HEAD") or not isinstance(request.routing_exception, NotFound):
        return
    if match := ADDRESS.fullmatch(request.path):
        for name in beginnings(match[2]):
            FOUND[match[1]](name)


def beginnings(written: str) -> Iterator[str]:
    """Give what may be the name: all of it, then what stands before the last dot and before the last slash."""
    yield written
    for mark in "./":
        before, _, _ = written.rpartition(mark)
        if before:
            yield before


def one(name: str) -> None:
    """Look one concept up."""
    found = names.called(db.session, name)
    if len(found) > 1:
        raise Ambiguous(name, found)
    if found and found != [name]:
        raise Moved(name, found[0])


def several(name: str) -> None:
    """Look the concepts of a comparison up."""
    try:
        comparisons.canonical(db.session, [part for part in (part.strip() for part in name.split(",")) if part])
    except Moved as moved:
        raise Moved(name, moved.canonical) from moved  # as it stands in the address
    except Ambiguous as ambiguous:
        raise Ambiguous(name, ambiguous.candidates) from ambiguous
    except (Unknown, Invalid):
        return


def two(name: str) -> None:
    """Look the ends of a path up: any of the slashes may be the one between them."""
    for cut in re.finditer("/", name):
        start, end = (names.called(db.session, part) for part in (name[: cut.start()], name[cut.end() :]))
        if len(start) == len(end) == 1 and (ends := f"{start[0]}/{end[0]}") != name:
            raise Moved(name, ends)


FOUND: dict[str, Callable[[str], None]] = {"concepts": one, "comparisons": several, "paths": two}
