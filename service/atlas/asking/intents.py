"""Which answerer a question calls: the first whose cues are there and who has something to say."""

from __future__ import annotations

from service.atlas.searching import describing

from . import comparing, explaining, judging, listing, picking
from .draft import Draft
from .material import Material
from .reading import Reading

SEVERAL = 2
MUDDLED = 0.3  # how sure an answer is that was to tell two names of one thing apart
FEW_WORDS = 3  # with fewer other words, two names side by side ask how they hang together


def draft(material: Material, reading: Reading) -> Draft:
    """Return the first draft that an answerer makes; the last one always does."""
    for answerer in ANSWERERS:
        found = answerer(material, reading)
        if found is not None:
            return doubted(reading, found)
    return doubted(reading, explaining.define(material, reading))


def doubted(reading: Reading, found: Draft) -> Draft:
    """Doubt an answer that sets nothing apart where two names of one thing are to be: "SSD or HDD"."""
    names = {mention.key for mention in reading.found.mentions}
    if reading.has("compare") and len(names) >= SEVERAL and len(reading.order) < SEVERAL and not found.compared:
        found.sure = min(found.sure, MUDDLED)
    return found


def several(reading: Reading) -> bool:
    """Whether the question names more than one concept."""
    return len(reading.order) >= SEVERAL


def mistakes(material: Material, reading: Reading) -> Draft | None:
    """What is not true of something."""
    return explaining.mistakes(material, reading) if reading.has("wrong") else None


def pick(material: Material, reading: Reading) -> Draft | None:
    """Which of the things named are of the kind named."""
    asks = (
        reading.has("wh", "wrong", "negated", "sought", "offered")
        and len(reading.order) > SEVERAL
        and not reading.has("compare")
        and (reading.has("offered", "negated") or not reading.has("list"))
        and not reading.offers_nothing
    )
    return picking.pick(material, reading) if asks and not reading.has("how", "why") and not reading.yesno else None


def judge(material: Material, reading: Reading) -> Draft | None:
    """Yes or no."""
    which = reading.has("alternative") or (reading.has("choose") and reading.has("either"))  # this one or that one
    asks = reading.yesno and not reading.has("compare") and not (several(reading) and which)
    return judging.judge(material, reading) if asks else None


def compare(material: Material, reading: Reading) -> Draft | None:
    """What differs between two to four things, or between one and its usual counterpart."""
    if not reading.has("compare"):
        return None
    if several(reading):
        numbers = compared(material, reading)
    else:
        numbers = [] if reading.found.elsewhere else comparing.partner(material, reading)
    return comparing.differences(material, reading, numbers) if numbers else None


def choose(material: Material, reading: Reading) -> Draft | None:
    """Which of several things to take."""
    either = reading.has("either") and not reading.yesno and not reading.has("wh")
    if not several(reading) or not (reading.has("choose", "alternative") or either):
        return None
    return comparing.differences(material, reading, compared(material, reading), "choose")


def relate(material: Material, reading: Reading) -> Draft | None:
    """How things hang together."""
    return comparing.relate(material, reading) if several(reading) and reading.has("relation") else None


def belonging(material: Material, reading: Reading) -> Draft | None:
    """Which kinds of one thing have to do with another."""
    asks = (
        reading.has("wh")
        and not reading.has("list", "how", "why")
        and (bool(reading.relations) or not reading.has("define"))
    )
    return listing.belonging(material, reading) if several(reading) and asks else None


def members(material: Material, reading: Reading) -> Draft | None:
    """Kinds, examples, members."""
    listed = reading.has("list") or (reading.has("plural") and not reading.properties)
    return listing.members(material, reading) if listed and not reading.has("architecture") else None


def described(material: Material, reading: Reading) -> Draft | None:
    """What fits a description."""
    plain = {one.concept for one in reading.found.mentions if not one.everyday}
    told_apart = reading.has("compare") and len(plain) >= SEVERAL
    if not reading.has("sought") or reading.has("wrong") or told_apart or reading.followed:
        return None
    fits = describing.recognized(material.session, material.index, reading.found)
    return explaining.recognized(material, reading, fits) if fits else None


def architecture(material: Material, reading: Reading) -> Draft | None:
    """How something is built."""
    return explaining.architecture(material, reading) if reading.has("architecture") else None


def fact(material: Material, reading: Reading) -> Draft | None:
    """What a fact says."""
    hinted = reading.hints and reading.has("how", "why")  # how does one get out of it: about the getting out
    return explaining.fact(material, reading) if reading.properties and not hinted else None


def ends(material: Material, reading: Reading) -> Draft | None:
    """What stands in an asked relation to the one thing named: who develops it, what it runs on."""
    one = len(reading.order) == 1 and reading.has("wh") and not reading.yesno
    return listing.ends(material, reading) if one and not reading.has("how", "why", "compare", "choose") else None


def side_by_side(material: Material, reading: Reading) -> Draft | None:
    """Two names and hardly a word beside them."""
    words = len(reading.found.rest)
    few = several(reading) and len(reading.order) <= comparing.MOST and 0 < words < FEW_WORDS
    return comparing.relate(material, reading) if few and not reading.has("define") and not explains(reading) else None


def explain(material: Material, reading: Reading) -> Draft | None:
    """How, why, and whatever else is said about the words of the question."""
    return explaining.explain(material, reading) if explains(reading) or reading.found.rest else None


def explains(reading: Reading) -> bool:
    """Whether the question wants an explanation."""
    return reading.has("how", "why", "wrong") or reading.yesno


def compared(material: Material, reading: Reading) -> list[int]:
    """Return what is compared: a kind that only says what the others are is left out."""
    wider = {kind for number in reading.order for kind in material.index.above(number)}
    kept = [number for number in reading.order if number not in wider]
    return kept if len(kept) >= SEVERAL else reading.order


ANSWERERS = (
    pick, mistakes, judge, compare, choose, relate, belonging, members, architecture, fact, ends,
    side_by_side, explain,
)  # fmt: skip
