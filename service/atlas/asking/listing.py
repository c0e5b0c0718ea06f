"""Answers that list: kinds, parts, or whatever stands in an asked relation to a concept."""

from __future__ import annotations

from service.atlas.comparison_words import stop
from service.atlas.concepts import edges_of

from . import explaining
from .draft import Draft
from .evidence import add_claims, claims
from .explaining import finish
from .judging import related
from .material import Material
from .members import SUMMARIES, describe, vouched
from .reading import Reading
from .wording import defined, phrase

MOST_NAMES = 10
MOST_ENDS = 4
SEVERAL = 2
KNOWN_WELL = 20  # relations of a concept that an ordinary word may mean


def members(material: Material, reading: Reading) -> Draft | None:
    """List what the question asks for, or nothing when the atlas has no such list."""
    return (
        belonging(material, reading, far=False)
        or standing(material, reading)
        or belonging(material, reading)
        or explaining.hinted(material, reading)
        or around(material, reading)
        or kinds(material, reading, reading.concepts, fewest=1 if reading.has("sorts") else SEVERAL)
        or (examples(material, reading) if asked_kinds(material, reading) else None)
        or (explaining.fact(material, reading) if reading.properties else None)
        or examples(material, reading)
        or kinds(material, reading, reading.concepts, fewest=1)
        or kinds(material, reading, [up for number in reading.concepts for up in material.index.above(number)[:1]])
    )


def standing(material: Material, reading: Reading) -> Draft | None:
    """List what stands in an asked relation to the concept, of the kind the question names."""
    index, lang = material.index, reading.lang
    types = [one for one in reading.relations if one not in index.hierarchy]
    hubs = [*reversed(reading.concepts), *makers(material, reading)]
    for number in hubs if types else ():
        for type_id in types:
            symmetric = material.lexicon.relation_types[type_id].symmetric
            edges = [edge for edge in index.touching.get(number, ()) if edge.type == type_id]
            ends = [edge.subject for edge in edges if edge.target == number]
            if symmetric:
                ends += [edge.target for edge in edges if edge.subject == number]
            wider = [one for one in reading.concepts if one != number]
            kept = [end for end in ends if any(one in index.above(end) for one in wider)]
            if not kept and not narrowed(material, reading):
                kept = ends
            if len(kept) > 1:
                kept = sorted(dict.fromkeys(kept), key=lambda one: (-index.prominence(one), one))
                draft = Draft(lang, "list", [*reading.concepts])
                row = material.lexicon.relation_types[type_id]
                label = row.label[lang] if symmetric else row.inverse[lang]
                names = ", ".join(material.label(one, lang) for one in kept[:MOST_NAMES])
                told = phrase("related", lang, relation=f"{material.label(number, lang)} — {label}", names=names)
                draft.say(told, vouched(material, kept, number), marks=SUMMARIES)
                describe(material, draft, kept)
                finish(material, reading, draft, material.concepts([number]))
                return draft
    return None


def narrowed(material: Material, reading: Reading) -> bool:
    """Whether the question plainly names one thing and a kind: what is not of that kind, or not of that thing, is no
    answer to "which of these does that use?"."""
    plain = {mention.concept for mention in reading.found.mentions if not mention.everyday}
    kinds = {one for one in plain if material.narrower(one)}
    return bool(kinds) and any(material.index.above(one) for one in plain - kinds)


def makers(material: Material, reading: Reading) -> list[int]:
    """Return what is best known around the one concept named: who asks for other vendors means their products."""
    index = material.index
    near = [one for number in reading.concepts[:1] for one in index.neighbours(number)]
    return sorted(near, key=lambda one: (-index.prominence(one), one))[:2] if len(reading.concepts) == 1 else []


def belonging(material: Material, reading: Reading, *, far: bool = True) -> Draft | None:
    """List the kinds of one named concept that have to do with another: "which of these does that use".

    With ``far`` one thing may stand between the two.
    """
    index, lang = material.index, reading.lang
    places = reading.found.settings() if reading.has("sorts") else set()  # "types of this in that" are types of this
    named = [one for one in reading.concepts if one not in places]
    for wide in named:
        below = set(material.all_narrower(wide))
        others = [
            one
            for one in named
            if one != wide
            and one not in below
            and one not in index.above(wide)
            and not in_passing(material, reading, one)
        ]
        for other in others if below else ():
            near = index.neighbours(other)
            found = below & near
            if far and not found:
                found = {one for one in below if index.neighbours(one) & near - {wide}}
            if not found:
                continue
            if len(found) == 1 and len(material.narrower(one := next(iter(found)))) >= SEVERAL:
                return kinds(material, reading, [one, *reading.concepts])
            shown = sorted(found, key=lambda one: (one not in near, -index.prominence(one), one))[:MOST_NAMES]
            draft = Draft(lang, "list", [*reading.order, *shown[:4]])
            names = ", ".join(material.label(one, lang) for one in shown)
            pair = {"a": material.label(wide, lang), "b": material.label(other, lang)}
            draft.say(phrase("belonging", lang, **pair, names=names), vouched(material, shown, other), marks=SUMMARIES)
            describe(material, draft, shown)
            finish(material, reading, draft, material.concepts([other]))
            return draft
    return None


def ends(material: Material, reading: Reading) -> Draft | None:
    """Say what the one concept leads to by an asked relation, or what leads to it."""
    index, lang = material.index, reading.lang
    concept = material.concepts(reading.concepts[:1])[0]
    draft = Draft(lang, "relation", list(reading.concepts))
    for direction in ("out", "in"):
        edges = [one for one in edges_of(concept, direction) if one.type in reading.relations]
        for edge in edges[:MOST_ENDS] if not draft.lead else ():
            pair = (concept.label[lang], edge.target.label[lang])
            subject, target = pair if direction == "out" else pair[::-1]
            draft.say(stop(related(material, edge.type, subject, target, lang)), edge.sources)
            draft.concepts.append(index.numbers[edge.target.id])
    if not draft.lead:
        return None
    draft.add(defined(concept, lang))
    add_claims(draft, claims(index, material.lexicon, reading, concept), 2)
    finish(material, reading, draft, [concept])
    return draft


def in_passing(material: Material, reading: Reading, number: int) -> bool:
    """Whether a concept was only named by an ordinary word, and is not well known: "for Mac"."""
    names = [mention for mention in reading.found.mentions if mention.concept == number]
    return all(mention.everyday for mention in names) and material.index.prominence(number) < KNOWN_WELL


def asked_kinds(material: Material, reading: Reading) -> set[str]:
    """Return the kinds of concept that the question names: products, services."""
    return {kind for kind, words in material.lexicon.kinds.items() if words & reading.words}


def around(material: Material, reading: Reading) -> Draft | None:
    """List what stands around the concept and is of the kind that the question names, when that is more than its own
    kinds: a disk has few kinds and many formats."""
    index, lang = material.index, reading.lang
    asked = asked_kinds(material, reading)
    for number in reading.concepts[:1] if asked else ():
        near = [one for one in index.neighbours(number) if index.kinds[one] in asked]
        if len(near) <= max(SEVERAL, len(material.narrower(number))):
            continue
        own = [number] if index.kinds[number] in asked else []
        shown = [*own, *sorted(near, key=lambda one: (-index.prominence(one), one))][:MOST_NAMES]
        shared = [up for up in index.above(number) if all(up in index.above(one) for one in shown[:SEVERAL])]
        draft = Draft(lang, "list", [number, *shared[:1], *shown])
        pair = {"a": material.label(number, lang), "b": ", ".join(kind_labels(material, asked, lang))}
        names = ", ".join(material.label(one, lang) for one in shown)
        draft.say(phrase("around", lang, **pair, names=names), vouched(material, shown, number), marks=SUMMARIES)
        describe(material, draft, shown)
        finish(material, reading, draft, material.concepts([number]))
        return draft
    return None


def kind_labels(material: Material, kinds: set[str], lang: str) -> list[str]:
    """Return the labels of kinds of concept, in the order of their ids."""
    return [material.lexicon.kind_labels[kind][lang].lower() for kind in sorted(kinds)]


def examples(material: Material, reading: Reading) -> Draft | None:
    """List what most often stands in one relation to the concept; of the kind that the question names, if any."""
    index, lang = material.index, reading.lang
    asked = asked_kinds(material, reading)
    for number in reading.concepts:
        by_type: dict[str, list[int]] = {}
        for edge in index.touching.get(number, ()):
            fits = not asked or index.kinds[edge.subject] in asked
            if edge.target == number and edge.type not in index.hierarchy and fits:
                by_type.setdefault(edge.type, []).append(edge.subject)
        if by_type and len(most := max(by_type.items(), key=lambda one: len(one[1]))[1]) > 2:
            type_id = max(by_type, key=lambda one: len(by_type[one]))
            shown = sorted(most, key=lambda one: (-index.prominence(one), one))[:MOST_NAMES]
            draft = Draft(lang, "list", [number, *shown[:4]])
            names = ", ".join(material.label(one, lang) for one in shown)
            label = material.lexicon.relation_types[type_id].inverse[lang]
            told = phrase("related", lang, relation=f"{material.label(number, lang)} — {label}", names=names)
            draft.say(told, vouched(material, shown, number), marks=SUMMARIES)
            describe(material, draft, shown)
            finish(material, reading, draft, material.concepts([number]))
            return draft
    return None


def kinds(material: Material, reading: Reading, numbers: list[int], fewest: int = SEVERAL) -> Draft | None:
    """List the kinds of the first concept that has some: those that have kinds themselves, then the best known."""
    index, lang = material.index, reading.lang
    candidates = [number for number in numbers if len(material.narrower(number)) >= fewest]
    if not candidates:
        return None
    number = candidates[0]
    direct = material.narrower(number)
    wide = [one for one in direct if material.narrower(one)]
    deep = sorted(material.all_narrower(number), key=lambda one: (-index.prominence(one), one))
    narrow = [one for one in deep if one not in wide and not material.narrower(one)]
    mixed = [one for one in direct if one not in wide]
    shown = list(dict.fromkeys([*wide[:5], *mixed, *narrow]))
    best = list(
        dict.fromkeys([*wide[:4], *sorted(shown[len(wide[:4]) :], key=lambda one: (-index.prominence(one), one))])
    )
    draft = Draft(lang, "list", [number, *best[:4], *(one for one in reading.concepts if one != number)])
    names = ", ".join(material.label(one, lang) for one in best[:MOST_NAMES])
    told = phrase("kinds", lang, a=material.label(number, lang), kinds=names)
    draft.say(told, vouched(material, best, number), marks=SUMMARIES)
    describe(material, draft, best)
    concept = material.concepts([number])
    draft.further(defined(concept[0], lang))
    add_claims(draft, claims(index, material.lexicon, reading, concept[0]), 2)
    finish(material, reading, draft, concept)
    return draft
