"""Markdown of the knowledge as HTML that cannot do harm: no raw HTML, no foreign pictures."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


@cache
def reader() -> MarkdownIt:
    """Return the reader: raw HTML is shown as text, odd links stay text, pictures of other hosts are not loaded.

    It is made when the first page is, not when the service starts.
    """
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")


@lru_cache(maxsize=2048)
def html(text: str) -> Markup:
    """Return ``text`` as HTML.

    >>> html("*a* <script>b</script>")
    Markup('<p><em>a</em> &lt;script&gt;b&lt;/script&gt;</p>\\n')
    """
    return Markup(reader().render(text))  # nosec B704 # noqa: S704 - the reader escapes everything but its own tags
