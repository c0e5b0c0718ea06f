"""An overview leaves details out, and leads no link to what it left out."""

from __future__ import annotations

from diagrams.model import Architecture, Box, Link, walk
from diagrams.reduce import overview


def test_what_stands_in_a_group_of_details_goes_with_it() -> None:
    tool = Box(id="tool", label={"en": "Tool", "ko": "도구"}, role="")
    group = Box(id="tools", label={"en": "Tools", "ko": "도구들"}, role="", rows=((tool,),), full=True)
    kernel = Box(id="kernel", label={"en": "Kernel", "ko": "커널"}, role="")
    picture = Architecture(
        id="a", title={"en": "A", "ko": "가"}, message={"en": "", "ko": ""}, roles={}, rows=((group,), (kernel,)),
        links=(Link(source="tool", target="kernel", kind="control"),),
    )  # fmt: skip
    left = overview(picture)
    ids = {box.id for box in walk(left.rows)}
    assert ids == {"kernel"}
    assert all({link.source, link.target} <= ids for link in left.links)
