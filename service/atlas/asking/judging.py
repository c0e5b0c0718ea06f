"""Answers that start with yes or no: what the graph, the facts or a known misconception decide."""

from __future__ import annotations

import re

from service.atlas.comparison_rows import Cell
from service.atlas.comparisons import cell_of_facts
from service.atlas.concepts import Edge, edges_of
from service.models import Concept

from .comparing import curated_of
from .draft import Draft
from .evidence import SIDES, add_claims, claims, misconception
from .explaining import finish
from .material import Material
from .reading import Reading
from .wording import defined, inline, listed, of, phrase

YES = re.compile(r"^\W*(yes|required|supported|always|예|네|지원|가능|필수|필요|있음|있다|포함)", re.IGNORECASE)
NO = re.compile(r"^\W*(no\b|not |none|never|unsupported|아니|없음|없다|불가|미지원|불필요|필요 없)", re.IGNORECASE)
MISTAKEN = 0.5  # how alike question and misconception must be to decide
POINTS = 3


def judge(material: Material, reading: Reading) -> Draft | None:
    """Return an answer that starts with yes or no, or nothing when the knowledge does not decide."""
    concepts = material.concepts(reading.order[:4])
    draft = Draft(reading.lang, "judge", list(reading.concepts))
    decided = (
        mistaken(material, reading, draft, concepts)
        or belongs(material, reading, draft, concepts)
        or stated(material, reading, draft, concepts)
        or joined(material, reading, draft, [*concepts, *material.concepts(reading.nearby[:2])])
        or no_kind(material, reading, draft, concepts)
        or told_apart(material, reading, draft, concepts)
    )
    if not decided:
        return None
    for concept in concepts[:2]:
        draft.add(defined(concept, reading.lang))
    add_claims(draft, claims(material.index, material.lexicon, reading, concepts[0]), POINTS)
    finish(material, reading, draft, concepts[:2])
    return draft


def verdict(draft: Draft, yes: bool | None, reason: str, sources: tuple[str, ...] | list[str]) -> bool:
    """Put yes or no and its reason into the draft; ``None`` says that sources disagree."""
    name = "disputed" if yes is None else "yes" if yes else "no"
    draft.say(phrase(name, draft.lang))
    draft.say(reason, sources)
    return True


def mistaken(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> bool:
    """Decide by a misconception that the question repeats."""
    found = misconception(material.index, reading, concepts)
    if found is None or found[1] < MISTAKEN:
        return False
    return verdict(draft, False, found[0]["correction"][reading.lang], found[0]["sources"])


def belongs(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> bool:
    """Decide by the kinds in the graph: is the first a kind of one of the others?"""
    index, lang = material.index, reading.lang
    if len(concepts) < 2:
        return False
    thing = concepts[0]
    number = index.numbers[thing.id]
    asked = [index.numbers[other.id] for other in concepts[1:]]
    above = index.above(number)
    direct = {edge.target.id: edge for edge in kind_edges(material, thing)}
    named = [one for one in asked if one in above]
    disputed = [one for one in named if (edge := direct.get(index.ids[one])) is not None and edge.disputed]
    if disputed:
        rivals = [one for one in direct.values() if one.disputed and kin(material, one.target.id, disputed[0])]
        draft.say(phrase("disputed" if len(rivals) > 1 else "mostly", lang))
        found = contested(thing)
        if found is None:
            draft.say(defined(thing, lang))
        else:
            draft.say(of(thing, found[0][lang], found[1].text[lang], lang), found[1].sources, marks=SIDES)
        return True
    if named:
        one = named[0]
        on_way = [e for e in direct.values() if one in (to := index.numbers[e.target.id], *index.above(to))]
        sources = on_way[0].sources if on_way else []
        kind = related(material, kind_edges(material, thing)[0].type, thing.label[lang], index.labels[one][lang], lang)
        if len(asked) > 1 and len(named) < len(asked) and not reading.relations:
            draft.say(kind, sources)
            return True
        return verdict(draft, True, kind, sources)
    if len(asked) == 1 and number in index.above(asked[0]) and not reading.has("how", "why"):
        label = inline(index.labels[asked[0]][lang], lang)
        own = inline(thing.label[lang], lang)
        below = kind_edges(material, material.concepts(asked)[0])
        sources = [
            source
            for edge in below
            if index.numbers[edge.target.id] in (number, *index.above(number))
            for source in edge.sources[:1]
        ]
        return verdict(draft, False, phrase("other_way", lang, a=own, b=label), sources)
    return False


def kin(material: Material, identity: str, number: int) -> bool:
    """Whether two kinds are kinds of the same: only these can rival each other."""
    index = material.index
    return bool({index.numbers[identity], *index.above(index.numbers[identity])} & {number, *index.above(number)})


def contested(concept: Concept) -> tuple[dict[str, str], Cell] | None:
    """Return the property whose facts contradict each other, and all they say; one that names values comes first."""
    facts = sorted((one for one in concept.facts if one.disputed), key=lambda one: one.value is None)
    if not facts:
        return None
    alike = [one for one in concept.facts if one.property_id == facts[0].property_id]
    return facts[0].property.label, cell_of_facts(alike)


def kind_edges(material: Material, concept: Concept) -> list[Edge]:
    """Return the relations that say what a concept is a kind of."""
    return [edge for edge in edges_of(concept, "out") if edge.type in material.index.hierarchy]


def related(material: Material, type_id: str, subject: str, target: str, lang: str) -> str:
    """Return a relation as a sentence in the vocabulary's own words."""
    template: str = material.lexicon.relation_types[type_id].sentence[lang]
    return template.replace("{a}", subject).replace("{b}", inline(target, lang))


def stated(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> bool:
    """Decide by a fact of an asked property that says yes or no."""
    for concept in concepts:
        for claim in claims(material.index, material.lexicon, reading, concept):
            if claim.property not in reading.properties or claim.cell.disputed:
                continue
            said = claim.cell.value
            text = claim.cell.text[reading.lang]
            yes = said if isinstance(said, bool) else True if YES.match(text) else False if NO.match(text) else None
            if yes is not None and not (reading.has("either") and len(concepts) > 2):  # of two kinds, neither is no
                draft.told.add(claim.property)
                reason = of(concept, claim.label[reading.lang], text, reading.lang)
                return verdict(draft, yes, reason, claim.cell.sources)
    return False


def joined(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> bool:
    """Decide by a relation between two named concepts, of the type the question asks for or any that joins them."""
    if len(concepts) < 2:
        return False
    ids = {concept.id for concept in concepts}
    for concept in concepts:
        for relation in concept.relations:
            if relation.target_id not in ids or relation.disputed:
                continue
            fits = relation.type_id in reading.relations or (reading.has("possible") and not relation.type.symmetric)
            if fits and relation.type_id not in material.index.hierarchy:
                names = (concept.label[reading.lang], relation.target.label[reading.lang])
                sentence = related(material, relation.type_id, *names, reading.lang)
                return verdict(draft, True, sentence, [c.source_id for c in relation.citations])
    return False


def no_kind(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> bool:
    """Deny membership when the second is a kind of things, and the first is something else."""
    if len(concepts) != 2 or reading.relations or not reading.has("membership"):
        return False
    thing, kind = concepts
    index, lang = material.index, reading.lang
    number, other = index.numbers[thing.id], index.numbers[kind.id]
    above = index.above(number)
    if not above or not material.narrower(other) or other in above or number in index.above(other):
        return False
    direct = kind_edges(material, thing)
    names = listed([inline(edge.target.label[lang], lang) for edge in direct[:2]], lang)
    draft.sure = 0.8
    reason = phrase("not_kind", lang, a=thing.label[lang], b=inline(kind.label[lang], lang), kinds=names)
    return verdict(draft, False, reason, [source for edge in direct[:2] for source in edge.sources[:1]])


def told_apart(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> bool:
    """Deny that two things are one when editors set them side by side: "is a container a virtual machine?"."""
    if len(concepts) != 2 or reading.relations or not reading.has("membership"):
        return False
    document = curated_of(material, reading.order[:2])
    if document is None:
        return False
    draft.sure = 0.8
    draft.compared = list(reading.order[:2])
    return verdict(draft, False, document["message"][reading.lang], document["sources"])
