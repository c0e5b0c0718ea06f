"""Sentences in both languages around what is stored."""

from __future__ import annotations

import re
from typing import Any

from service.atlas import english, korean
from service.atlas.comparison_words import lower
from service.models import Concept

HEAD = re.compile(r"The ((?:[\w-]+ )*?[\w-]+)(?= (?:that|which|of|by|in|on|with|for|from|and)\b|,|:|\.)")
ACRONYM = re.compile(r"(?=(.*[A-Z]){2})[A-Z][A-Za-z0-9-]{1,6}")  # VMDK, SR-IOV, DaaS
ARTICLE = re.compile(r"^(A|An|The|One|Any|Several|Two)\s")


def label(concept: Concept, lang: str) -> str:
    """Return the name of a concept, with its other one when the languages differ: 하이퍼바이저(hypervisor)."""
    own, other = concept.label[lang], concept.label["en" if lang == "ko" else "ko"]
    if lang == "ko" and own != other and not own.isascii() and "(" not in own and "(" not in other:
        names = [in_texts(concept, other), acronym(concept)]
        return f"{own}({', '.join(filter(None, names))})"
    return own


def acronym(concept: Concept) -> str | None:
    """Return the capitals that a concept is better known by, unless its labels show them: VMDK, but no other name."""
    labels = " ".join(concept.label.values())
    short = [one for one in concept.aliases["en"] if ACRONYM.fullmatch(one) and one not in labels]
    return next((one for one in short if is_short_for(one, concept.label["en"])), None)


def is_short_for(short: str, name: str) -> bool:
    """Whether the letters of ``short`` stand in ``name`` in this order, the first one first.

    >>> is_short_for("VMDK", "Virtual Machine Disk"), is_short_for("JVM", "Process virtual machine")
    (True, False)
    """
    letters = iter(name.casefold())
    wanted = [letter for letter in short.casefold() if letter.isalnum()]
    return wanted[0] == name[0].casefold() and all(letter in letters for letter in wanted)


def with_acronym(concept: Concept, lang: str) -> str:
    """Return the label of a concept with its capitals: "Virtual Machine Disk (VMDK)"."""
    own: str = concept.label[lang]
    short = acronym(concept)
    return own if short is None or "(" in own else f"{own} ({short})"


def in_texts(concept: Concept, english: str) -> str:
    """Return an English label as it stands inside a sentence: "hypervisor" but "Linux", as its concept's texts say."""
    first = re.escape(english.split(maxsplit=1)[0])
    told = f"{concept.summary['en']} {concept.description['en']}"
    if re.search(rf"[a-z,;:)] {first}(?![\w-])", told):
        return english
    return lower(english) if re.search(rf"(?<![\w./-]){lower(first)}(?!\.\w)", told) else english


def defined(concept: Concept, lang: str) -> str:
    """Return what a concept is, as a sentence that starts with its name."""
    summary = concept.summary[lang].strip()
    if lang == "ko":
        if summary.startswith(concept.label["ko"]):
            return summary
        return korean.attach(f"{label(concept, lang)}은(는) {summary}")
    if summary.startswith(concept.label["en"]):
        return summary
    name = with_acronym(concept, lang)
    if ARTICLE.match(summary):
        head = HEAD.match(summary)
        verb = "are" if head and re.search(r"[a-rt-z]s$", head[1]) and re.search(r"[a-z]s$", name) else "is"
        return f"{name} {verb} {summary[0].lower()}{summary[1:]}"
    return f"{name}: {summary}"


def inline(label: str, lang: str) -> str:
    """Return a label as it stands inside a sentence."""
    return lower(label) if lang == "en" else label


def listed(words: list[str], lang: str) -> str:
    """Join words in a language."""
    return korean.listed(words) if lang == "ko" else english.listed(words)


def of(concept: Concept, property_label: str, text: str, lang: str) -> str:
    """Return a fact as a sentence: "Xen의 최초 공개: 2003년"."""
    text = text.strip().rstrip(".")
    if lang == "ko":
        return f"{concept.label['ko']}의 {property_label}: {text}"
    return f"{property_label} of {concept.label['en']}: {text}"


def phrase(name: str, lang: str, **words: Any) -> str:
    """Return one of the service's own sentences in a language."""
    return korean.attach(PHRASES[name]["ko"].format(**words)) if lang == "ko" else PHRASES[name]["en"].format(**words)


PHRASES: dict[str, dict[str, str]] = {
    "yes": {"en": "Yes.", "ko": "예."},
    "no": {"en": "No.", "ko": "아니요."},
    "disputed": {"en": "Sources disagree.", "ko": "출처마다 견해가 다릅니다."},
    "mostly": {"en": "Yes, though not every source agrees.", "ko": "예. 다만 모든 출처가 같은 견해는 아닙니다."},
    "not_kind": {
        "en": "{a} is not a kind of {b} but {kinds}.",
        "ko": "{a}은(는) {b}이(가) 아니라 {kinds}입니다.",
    },
    "kind_of": {"en": "{a} is a kind of {kinds}.", "ko": "{a}은(는) {kinds}입니다."},
    "other_way": {
        "en": "It is the other way round: {b} is a kind of {a}.",
        "ko": "거꾸로 {b}이(가) {a}의 한 종류입니다.",
    },
    "kind": {"en": "Kind of", "ko": "상위 개념"},
    "kinds": {"en": "Kinds of {a}: {kinds}.", "ko": "{a}의 종류로는 {kinds} 등이 있습니다."},
    "parts": {"en": "Its picture shows: {parts}.", "ko": "그림에 나오는 것: {parts}."},
    "related": {"en": "{relation}: {names}.", "ko": "{relation}: {names}."},
    "unjoined": {
        "en": "The atlas knows no direct relation between {a} and {b}.",
        "ko": "{a}와(과) {b}을(를) 바로 잇는 관계는 이 지도에 없습니다.",
    },
    "belonging": {"en": "{a} that has to do with {b}: {names}.", "ko": "{b}와(과) 관련된 {a}: {names}."},
    "around": {"en": "{a} — {b}: {names}.", "ko": "{a}와(과) 관련된 {b}: {names}."},
    "between": {"en": "Both have to do with {names}.", "ko": "둘 다 {names}와(과) 이어져 있습니다."},
    "choose": {"en": "Choose {a} when {when}.", "ko": "{a}: {when}."},
    "silent": {
        "en": "The atlas does not say the {property} of {a}.",
        "ko": "{a}의 {property}은(는) 이 지도에 나오지 않습니다.",
    },
    "unknown": {
        "en": "I don't know: the atlas of {subject} says nothing that answers this.",
        "ko": "모르겠습니다. {subject} 지도에는 이 질문에 답할 내용이 없습니다.",
    },
    "elsewhere": {
        "en": "{a} is something else than {subject}, though they share a word. {explanation}",
        "ko": "{a}은(는) {subject}와(과) 말은 겹치지만 다른 것입니다. {explanation}",
    },
    "misconception": {"en": "That is a misconception: {claim}", "ko": "흔한 오해입니다: {claim}"},
    "correct": {"en": "Correct is:", "ko": "올바른 설명:"},
    "what_is": {"en": "What is {a}?", "ko": "{a}은(는) 무엇인가요?"},
    "what_between": {"en": "What is the difference between {a} and {b}?", "ko": "{a}와(과) {b}의 차이는 무엇인가요?"},
    "how_related": {"en": "How are {a} and {b} related?", "ko": "{a}와(과) {b}은(는) 어떤 관계인가요?"},
    "structure_of": {"en": "What is the architecture of {a}?", "ko": "{a}의 구조는 어떻게 되나요?"},
    "kinds_of": {"en": "What kinds of {a} are there?", "ko": "{a}의 종류에는 무엇이 있나요?"},
    "property_of": {"en": "{property} of {a}?", "ko": "{a}의 {property}은(는) 무엇인가요?"},
}
