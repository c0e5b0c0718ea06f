"""Layout and links settled together: route, see where room is missing, widen those gutters, lay out again."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from diagrams.cells import GapKey, visit
from diagrams.chips import Surroundings, Words, chip_at, place_chips, words_in
from diagrams.compose import Draft, draft
from diagrams.dot import obstacles
from diagrams.geometry import Point, Rect
from diagrams.gutters import gutters
from diagrams.layout import ROOMY
from diagrams.measure import say
from diagrams.model import Architecture, Link, Options, Picture
from diagrams.nudge import even_lanes
from diagrams.reduce import shown, smaller
from diagrams.router import Router
from diagrams.scene import Chip, EdgeShape
from diagrams.theme import MARGIN, SCALES, Scale
from diagrams.wishes import WORTH, first_wishes, needs, wishes

FOLD_BELOW = 15.0  # label size under which folding wide rows is tried
FILLED = 0.5  # share of the page's height under which a picture looks lost
ROUNDS = 5
SPARE = 8.0  # less than this is not worth laying out again
OUTSIDE = 22.0  # links may run this far outside the boxes without asking for room
SMALLEST_FOR_LINKS = 14.0  # rather a chip too close than labels smaller than this


@dataclass
class Settled:
    """A layout with the routes of its links and the places of their words."""

    draft: Draft
    routes: list[list[Point]] = field(default_factory=list)
    chips: dict[int, Chip] = field(default_factory=dict)
    homeless: list[int] = field(default_factory=list)
    must: dict[GapKey, float] = field(default_factory=dict)  # gutter widths that are needed
    nice: dict[GapKey, float] = field(default_factory=dict)  # and those that would help

    @property
    def calm(self) -> bool:
        """Whether the picture fills the page without small type, a larger canvas or a chip on top of something."""
        placed = self.draft.placed
        if placed.scale.label < FOLD_BELOW or self.homeless or self.draft.grown:
            return False
        boxes = [cell.rect for row in placed.root.rows for cell in row]
        tall = max(box.bottom for box in boxes) - min(box.y for box in boxes)
        return placed.scale.label > ROOMY or tall >= FILLED * placed.page.content.h

    @property
    def rank(self) -> tuple[bool, bool, float]:
        """For choosing between two layouts of one picture: the greater is the better."""
        return not self.draft.grown, not self.homeless, self.draft.placed.scale.label


def settle(picture: Picture, options: Options) -> Settled:
    """Lay `picture` out with room for its links, route them and place their words.

    A picture that would need small type or would leave the page empty is tried with wide rows folded or
    repetitions told once, too.
    """
    best = _settle(picture, options)
    if best.calm:
        return best
    reduced = smaller(shown(picture, options))
    if reduced is None:
        return best
    other = _settle(reduced, options)
    return other if other.rank > best.rank else best


def _settle(picture: Picture, options: Options) -> Settled:
    if not isinstance(picture, Architecture) or not picture.links:
        return Settled(draft(picture, options))
    made = draft(picture, options)
    usual = max(SCALES[3], made.placed.scale, key=lambda scale: scale.chip)  # words are larger in a roomy picture
    first = first_wishes(made.placed.root, made.links, _sizes(_words(made.links, options, usual)))
    gaps = dict(first)
    best: Settled | None = None
    for _ in range(ROUNDS):
        made = draft(picture, options, gaps, made.placed.scale)
        if best is not None and made.placed.scale.label < min(SMALLEST_FOR_LINKS, best.draft.placed.scale.label):
            break
        settled = _route(made, options)
        if best is None or len(settled.homeless) <= len(best.homeless):
            best = settled
        asked = settled.nice | settled.must
        grown = {key: want for key, want in asked.items() if want > gaps.get(key, 0.0) + 0.5}
        if not grown:
            break
        gaps |= grown
    assert best is not None  # noqa: S101 - ROUNDS is at least one
    best = _slimmed(picture, options, gaps, first, best)
    _house_the_homeless(best, options)
    return best


def _slimmed(
    picture: Picture, options: Options, gaps: dict[GapKey, float], first: dict[GapKey, float], best: Settled
) -> Settled:
    """Give back the width of gutters that earlier rounds widened and that in the end no link needs: of all of them
    if links then still find their ways, else of those around the picture."""
    page = best.draft.placed
    strips = gutters(page.root, page.page.content, OUTSIDE)
    slim = needs(strips, best.routes, best.chips, gaps)
    slim = {key: max(slim.get(key, 0.0), first.get(key, 0.0)) for key in slim.keys() | first.keys()}
    sides = {key: want for key, want in gaps.items() if key in slim or key[0]}
    for fewer in (slim, sides):
        if all(gaps[key] - fewer.get(key, 0.0) < SPARE for key in gaps):
            continue
        settled = _route(draft(picture, options, fewer), options)
        enough = all(want <= fewer.get(key, 0.0) + 0.5 for key, want in settled.must.items())
        if enough and len(settled.homeless) <= len(best.homeless):
            return settled
    return best


def _route(made: Draft, options: Options) -> Settled:
    root, scale = made.placed.root, made.placed.scale
    strips = gutters(root, made.placed.page.content, OUTSIDE)
    words = _words(made.links, options, scale)
    room = (
        min(max((one.w for one in words.values()), default=0.0) / 2 + 5, 64.0),
        max((one.h for one in words.values()), default=0.0) / 2 + 5,
    )
    solid = list(obstacles(root).values())
    routes = even_lanes(Router(root, made.links, strips, room).route(), strips, solid)
    frames = [cell.rect for cell in visit(root) if not cell.leaf and cell.kind != "root"]
    page = made.placed.page
    canvas = Rect(0, 0, page.width, page.height).grown(-MARGIN / 2)
    chips, homeless, cramped = place_chips(words, Surroundings(canvas, solid, routes, frames))
    must = wishes(routes, words, homeless, strips)
    nice = wishes(routes, words, cramped, strips, WORTH) if cramped else {}
    return Settled(made, routes, chips, homeless, must, nice)


def _words(links: tuple[Link, ...], options: Options, scale: Scale) -> dict[int, Words]:
    found = {}
    for number, link in enumerate(links):
        words = words_in(link.label, link.number, options, scale)
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
        pieces = list(pairwise(points))
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
        dim = options.highlight and options.dim and not {link.source, link.target} <= set(options.highlight)
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
