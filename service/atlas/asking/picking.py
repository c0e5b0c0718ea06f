"""Answers that pick from what the question offers: "which of these is a type 2 hypervisor: A, B, C or D?"."""

from __future__ import annotations

import re
from itertools import pairwise

from service.atlas.comparison_words import stop

from .draft import Draft
from .evidence import add_claims, claims
from .judging import kind_edges, related
from .material import Material
from .reading import Reading
from .wording import defined, inline, listed, phrase

# What stands between two things of a list; Korean also joins them by a particle.
LISTED = re.compile(r"\W+|\W*(or|and|[a-e1-5]|[가나다라ㄱㄴㄷㄹ])\W+|(이랑|랑|와|과|하고|이나|나|또는|,)\s*")
FEWEST = 2  # things to pick from


def pick(material: Material, reading: Reading) -> Draft | None:
    """Say which of the things named are of the kind named beside them, or are not where the question asks for that.

    Returns nothing when no such choice is offered, or when all or none of the things fit.
    """
    index, lang = material.index, reading.lang
    if not side_by_side(reading):
        return None
    for kind in reading.order:
        offered = [one for one in reading.order if one != kind and one not in index.above(kind)]
        below = [one for one in offered if kind in index.above(one)]
        if len(offered) < FEWEST or not below or len(below) == len(offered):
            continue
        other = [one for one in offered if one not in below]
        meant = other if reading.has("wrong", "negated") else below
        draft = Draft(lang, "choose", list(reading.order), meant=meant)
        for number in meant:
            say_kinds(material, draft, number, kind if number in below else None)
        concepts = material.concepts(meant[:1])
        for number in offered:
            say_kinds(material, draft, number, kind if number in below else None, further=True)
        draft.add(defined(concepts[0], lang))
        add_claims(draft, claims(index, material.lexicon, reading, concepts[0]), 2)
        return draft
    return None


def side_by_side(reading: Reading) -> bool:
    """Whether two of the things named stand in a list: "KVM or Xen", "A. KVM B. Xen"."""
    mentions = reading.found.mentions
    return any(LISTED.fullmatch(reading.text[one.end : other.start]) for one, other in pairwise(mentions))


def say_kinds(material: Material, draft: Draft, number: int, kind: int | None, *, further: bool = False) -> None:
    """Say that a thing is of a kind; without ``kind``, of which kinds it is instead."""
    lang = draft.lang
    thing = material.concepts([number])[0]
    edges = kind_edges(material, thing)
    sources = [source for edge in edges[:2] for source in edge.sources[:1]]
    if kind is None:
        names = listed([inline(edge.target.label[lang], lang) for edge in edges[:2]], lang)
        text = phrase("kind_of", lang, a=thing.label[lang], kinds=names) if names else defined(thing, lang)
    else:
        text = stop(related(material, edges[0].type, thing.label[lang], material.label(kind, lang), lang))
    (draft.add if further else draft.say)(text, sources)
