"""Answers about one concept: what it is, a fact of it, how it works, how it is built."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from service.atlas.concepts import edges_of
from service.atlas.searching.describing import Fit
from service.atlas.searching.meanings import meaning
from service.models import Concept

from .draft import Draft
from .evidence import SENTENCE, add_claims, claims, misconception, passages, tell
from .material import Material
from .reading import Reading, is_cue
from .recalling import words_of_names
from .wording import defined, phrase

POINTS = 4
SEVERAL = 2
RIVAL = 0.1  # how much less a concept may fit a description to be told too
PROOF = 0.6  # by which a description is no chance likeness
DESCRIBED = 0.55  # how sure it is at least that a description means the concept whose texts fit it best
FOCUS = 0.85  # what a claim of the next concept counts beside one of the first
VAGUE = 9  # a property asked for by less is hardly asked for: "how does it"
CLOSE = 0.45  # how alike a question and a misconception must be for the correction to be told


def define(material: Material, reading: Reading) -> Draft:
    """Say what each named concept is, then the facts that tell most."""
    draft = Draft(reading.lang, "define", list(reading.concepts))
    concepts = material.concepts(reading.concepts[:3])
    for concept in concepts:
        draft.say(defined(concept, reading.lang))
    for concept in concepts:
        kind_of(material, draft, concept)
        prefix = f"{concept.label[reading.lang]} · " if len(concepts) > 1 else ""
        found = claims(material.index, material.lexicon, reading, concept)
        add_claims(draft, found, max(2, POINTS // len(concepts)), prefix=prefix)
    for concept in concepts:
        for sentence in SENTENCE.split(concept.description[reading.lang].strip())[:3]:
            draft.further(sentence)
    for concept in material.concepts(reading.nearby[:1]):
        draft.further(defined(concept, reading.lang))
    finish(material, reading, draft, concepts)
    return draft


def hinted(material: Material, reading: Reading) -> Draft | None:
    """Say what the concepts are of which several words are said, when these are all that the question says."""
    said = {meaning(word) for word in reading.found.rest if not is_cue(word)}
    names = [words_of_names(material.index, number) for number in reading.hints]
    if len(said) < SEVERAL or not names or not all(said <= one for one in names):
        return None
    return define(material, replace(reading, concepts=list(reading.hints)))


def recognized(material: Material, reading: Reading, fits: Sequence[Fit]) -> Draft:
    """Say what a concept is that the question describes but does not name, then what fits about as well."""
    best = fits[0]
    rivals = [fit.number for fit in fits[1:] if fit.score > best.score - RIVAL][:2]
    meant = replace(reading, concepts=[best.number], nearby=[])
    draft = define(material, meant)
    draft.meant = [best.number]
    for concept in material.concepts(rivals):
        draft.add(concept.summary[reading.lang], (), concept.label[reading.lang])
    draft.concepts += [*rivals, *reading.concepts]
    draft.recalled = min(1.0, best.proof / PROOF)
    draft.sure = DESCRIBED + (1 - DESCRIBED) * min(1.0, best.share)
    return draft


def kind_of(material: Material, draft: Draft, concept: Concept) -> None:
    """Add what the concept is a kind of; what that is a kind of in turn has room in the long form."""
    index, lang = material.index, draft.lang
    edges = [edge for edge in edges_of(concept, "out") if edge.type in index.hierarchy and not edge.disputed]
    direct = [index.numbers[edge.target.id] for edge in edges]
    wider = list(dict.fromkeys([*direct, *(up for one in direct for up in index.above(one))]))
    if edges:
        sources = dict.fromkeys(source for edge in edges[:3] for source in edge.sources[:1])
        draft.add(", ".join(material.label(one, lang) for one in direct[:3]), sources, phrase("kind", lang))
        draft.further(" → ".join(material.label(one, lang) for one in wider[:5]))


def fact(material: Material, reading: Reading) -> Draft | None:
    """Answer with the facts of the asked properties; ``None`` when no named concept has one."""
    draft = Draft(reading.lang, "fact", list(reading.concepts))
    concepts = material.concepts(reading.concepts[:3])
    found = {concept.id: claims(material.index, material.lexicon, reading, concept) for concept in concepts}
    asked = [
        (claim, concept) for concept in concepts for claim in found[concept.id] if claim.property in reading.properties
    ]
    best = max((reading.properties[claim.property] for claim, _ in asked), default=0)
    first = [(claim, concept) for claim, concept in asked if reading.properties[claim.property] == best]
    place = {term: number for number, term in enumerate(material.lexicon.properties)}
    first = sorted(first, key=lambda one: (-round(one[0].shared, 3), place[one[0].property]))[:2]
    for claim, concept in first:
        tell(draft, concept, claim)
    if any(claim.cell.disputed for claim, _ in first):
        draft.say(phrase("disputed", reading.lang))
    named = {concept.id for _, concept in asked}
    for concept in (one for one in concepts if one.id in named):
        draft.concepts += meant_kinds(material, reading, concept)
        draft.add(defined(concept, reading.lang))
    for concept in concepts:
        prefix = f"{concept.label[reading.lang]} · " if len(concepts) > 1 else ""
        add_claims(draft, found[concept.id], POINTS - 1, prefix=prefix)
    if not draft.lead:
        return None
    for concept in concepts:
        draft.further(defined(concept, reading.lang))
    finish(material, reading, draft, concepts)
    return draft


def meant_kinds(material: Material, reading: Reading, concept: Concept) -> list[int]:
    """Return the kinds the concept belongs to below another named kind: "what type of X is it" is about them."""
    index = material.index
    direct = [edge.target.id for edge in edges_of(concept, "out") if edge.type in index.hierarchy]
    numbers = [index.numbers[identity] for identity in direct]
    return [one for one in numbers if set(index.above(one)) & set(reading.concepts)]


def explain(material: Material, reading: Reading) -> Draft:
    """Answer how and why with what shares most with the question: facts, then sentences of the description."""
    draft = Draft(reading.lang, "explain", list(reading.concepts))
    concepts = material.concepts(reading.concepts[:3])
    found = [
        (claim, concept)
        for concept in concepts
        for claim in claims(material.index, material.lexicon, reading, concept)
        if claim.shared > 0 or claim.property in reading.properties
    ]
    if not any(reading.properties.get(claim.property, 0) > VAGUE for claim, _ in found):
        for concept in material.concepts(reading.hints):
            concepts.append(concept)
            draft.concepts.append(material.index.numbers[concept.id])
            found += [(claim, concept) for claim in claims(material.index, material.lexicon, reading, concept)[:2]]
            draft.say(defined(concept, reading.lang))
    place = {concept.id: number for number, concept in enumerate(concepts)}
    found.sort(key=lambda one: -one[0].weight * FOCUS ** place[one[1].id])
    if reading.yesno:
        concepts = material.concepts(reading.order[:3])
        draft.say(defined(concepts[0], reading.lang))
    corrected = misconception(material.index, reading, concepts)
    if corrected is not None and corrected[1] >= CLOSE:
        draft.say(corrected[0]["correction"][reading.lang], corrected[0]["sources"])
    for claim, concept in found[: max(1, 2 - len(draft.lead))]:
        tell(draft, concept, claim)
    if not draft.lead:
        draft.sure = 0.6
        for concept in concepts:
            for sentence in passages(material.index, reading, concept, 2)[:2]:
                draft.say(sentence)
    for concept in concepts[1:] if reading.yesno else concepts:
        draft.say(defined(concept, reading.lang))
    for claim, concept in found[2:POINTS]:
        prefix = f"{concept.label[reading.lang]} · " if len(concepts) > 1 else ""
        draft.add(claim.cell.text[reading.lang], claim.cell.sources, prefix + claim.label[reading.lang])
    for concept in concepts:
        add_claims(draft, claims(material.index, material.lexicon, reading, concept), 2)
    finish(material, reading, draft, concepts)
    return draft


def mistakes(material: Material, reading: Reading) -> Draft | None:
    """Tell what people wrongly believe of the topic, for questions that ask what is not true of it."""
    concept = material.concepts(reading.concepts[:1])[0]
    if not concept.misconceptions:
        return None
    draft = Draft(reading.lang, "misconception", list(reading.concepts))
    for one in concept.misconceptions[:3]:
        claim = one["claim"][reading.lang].rstrip(".")
        draft.say(
            phrase("misconception", reading.lang, claim=f"“{claim}” → {one['correction'][reading.lang]}"),
            one["sources"],
        )
    draft.add(defined(concept, reading.lang))
    add_claims(draft, claims(material.index, material.lexicon, reading, concept), POINTS - 1)
    return draft


def architecture(material: Material, reading: Reading) -> Draft:
    """Say how a thing is built: the point of its picture, its parts, how it works."""
    draft = Draft(reading.lang, "architecture", list(reading.concepts))
    concepts = material.concepts(reading.concepts[:3])
    for concept in concepts:
        number = material.index.numbers[concept.id]
        drawn = material.own_diagram(number)
        draft.say(
            drawn["message"][reading.lang] if drawn else defined(concept, reading.lang),
            drawn["sources"] if drawn else (),
        )
        if drawn:
            boxes = ", ".join(material.boxes(drawn, reading.lang)[:12])
            draft.say(phrase("parts", reading.lang, a=concept.label[reading.lang], parts=boxes))
            draft.further(defined(concept, reading.lang))
        add_claims(draft, claims(material.index, material.lexicon, reading, concept), POINTS)
    finish(material, reading, draft, concepts)
    return draft


def finish(material: Material, reading: Reading, draft: Draft, concepts: list[Concept]) -> None:
    """Add to the long form what the description says about the words of the question, and common mistakes."""
    for concept in concepts:
        for sentence in passages(material.index, reading, concept, 2):
            draft.further(sentence)
    for concept in concepts[:1]:
        for one in concept.misconceptions[:1]:
            claim, correction = one["claim"][reading.lang], one["correction"][reading.lang]
            told = phrase("misconception", reading.lang, claim=f"“{claim}” {correction}")
            draft.further(told, one["sources"])
