"""Layout and links settled together: route, see where room is missing, widen those gutters, lay out again."""

from __future__ import annotations

from dataclasses import dataclass, field

from diagrams.cells import GapKey, visit
from diagrams.chips import Surroundings, Words, chip_at, place_chips, wishes, words_of
from diagrams.compose import Draft, draft
from diagrams.dot import obstacles
from diagrams.geometry import Point
from diagrams.gutters import first_wishes, gutters
from diagrams.measure import say, second
from diagrams.model import Architecture, Link, Options, Picture
from diagrams.router import Router
from diagrams.scene import Chip, EdgeShape
from diagrams.theme import MARGIN, SCALES, Scale

ROUNDS = 5
SMALLEST_FOR_LINKS = 14.0  # rather a chip too close than labels smaller than this


@dataclass
class Settled:
    """A layout with the routes of its links and the places of their words."""

    draft: Draft
    routes: list[list[Point]] = field(default_factory=list)
    chips: dict[int, Chip] = field(default_factory=dict)
    homeless: list[int] = field(default_factory=list)


def settle(picture: Picture, options: Options) -> Settled:
    """Lay `picture` out with room for its links, route them and place their words."""
    if not isinstance(picture, Architecture) or not picture.links:
        return Settled(draft(picture, options))
    made = draft(picture, options)
    gaps: dict[GapKey, float] = first_wishes(made.placed.root, made.links, _sizes(_words(made.links, options, SCALES[2])))
    best: Settled | None = None
    for _ in range(ROUNDS):
        made = draft(picture, options, gaps)
        if best is not None and made.placed.scale.label < min(SMALLEST_FOR_LINKS, best.draft.placed.scale.label):
            break
        settled, more = _route(made, options)
        if best is None or len(settled.homeless) <= len(best.homeless):
            best = settled
        grown = {key: want for key, want in more.items() if want > gaps.get(key, 0.0) + 0.5}
        if not grown:
            break
        gaps |= grown
    assert best is not None  # noqa: S101 - ROUNDS is at least one
    _house_the_homeless(best, options)
    return best


def _route(made: Draft, options: Options) -> tuple[Settled, dict[GapKey, float]]:
    root, scale = made.placed.root, made.placed.scale
    strips = gutters(root, made.placed.page.content, MARGIN - 8)
    routes = Router(root, made.links, strips).route()
    words = _words(made.links, options, scale)
    frames = [cell.rect for cell in visit(root) if not cell.leaf and cell.kind != "root"]
    chips, homeless = place_chips(words, Surroundings(list(obstacles(root).values()), routes, frames))
    return Settled(made, routes, chips, homeless), wishes(routes, words, homeless, strips)


def _words(links: tuple[Link, ...], options: Options, scale: Scale) -> dict[int, Words]:
    found = {}
    for number, link in enumerate(links):
        words = words_of(say(link.label, options.lang), second(link.label, options.lang), link.number, scale)
        if words is not None:
            found[number] = words
    return found


def _sizes(words: dict[int, Words]) -> dict[int, tuple[float, float]]:
    return {number: (one.w, one.h) for number, one in words.items()}


def _house_the_homeless(settled: Settled, options: Options) -> None:
    """Words that found no free place stand in the middle of their link's longest run all the same."""
    words = _words(settled.draft.links, options, settled.draft.placed.scale)
    for number in settled.homeless:
        points = settled.routes[number]
        pieces = list(zip(points, points[1:], strict=False))
        a, b = max(pieces, key=lambda piece: abs(piece[0][0] - piece[1][0]) + abs(piece[0][1] - piece[1][1]))
        settled.chips[number] = chip_at(words[number], ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2))


def edge_shapes(settled: Settled, options: Options) -> list[EdgeShape]:
    """Shapes of the links; those of later build steps are left out."""
    made = settled.draft
    names = {cell.key: cell.label for cell in visit(made.placed.root)}
    steps = {cell.key: cell.box.step for cell in visit(made.placed.root) if cell.box is not None}
    shapes = []
    for number, link in enumerate(made.links):
        first = max(link.step, steps[link.source], steps[link.target])
        if options.step is not None and first > options.step:
            continue
        dim = options.highlight and not {link.source, link.target} <= set(options.highlight)
        label = say(link.label, options.lang)
        shapes.append(
            EdgeShape(
                id=f"link-{link.source}-{link.target}-{number}",
                kind=link.kind,
                points=tuple(settled.routes[number]),
                both=link.both,
                name=f"{names[link.source]} → {names[link.target]}" + (f": {label}" if label else ""),
                chip=settled.chips.get(number),
                emphasis="off" if dim else "",
            )
        )
    return shapes
