"""What a picture shows, in sentences: for people who do not see it. Bottom layer first, then the links."""

from __future__ import annotations

from diagrams.korean import with_particle
from diagrams.measure import say
from diagrams.model import Architecture, Box, Comparison, Label, Link, walk


def describe(picture: Architecture | Comparison, lang: str) -> str:
    """The story of `picture` in English, or in Korean for `ko` and `ko+en`."""
    own = "en" if lang == "en" else "ko"
    message = say(picture.message, own)
    parts = [_sentence(message)] if message else []
    if isinstance(picture, Architecture):
        if picture.alt:
            parts.append(_sentence(say(picture.alt, own)))
        parts += _stack(picture.rows, own)
        names = {box.id: say(box.label, own) for box in walk(picture.rows)}
        parts += [_link(link, names, own) for link in picture.links]
        return " ".join(parts)
    for column in picture.columns:
        head = say(column.title, own)
        rows = column.architecture.rows
        parts.append(f"{head}: " + (_table(rows, own) if picture.table else " ".join(_stack(rows, own))))
    return " ".join(parts)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "다.")) else f"{text}."


def _stack(rows: tuple[tuple[Box, ...], ...], lang: str) -> list[str]:
    layers = [row for row in reversed(rows) if any(not box.absent for box in row)]
    if not layers:
        return []
    names = [_row(row, lang) for row in layers]
    if lang == "en":
        found = [f"At the bottom: {names[0]}."] if len(names) > 1 else [f"Shown: {names[0]}."]
        found += [f"Above it: {name}." for name in names[1:]]
    elif len(names) > 1:
        found = [f"맨 아래에 {with_particle(names[0], '이')} 있다."]
        found += [f"그 위에 {with_particle(name, '이')} 있다." for name in names[1:]]
    else:
        found = [f"{with_particle(names[0], '이')} 있다."]
    inside = [box for row in layers for box in row if box.rows]
    return found + [_inside(box, lang) for box in inside]


def _table(rows: tuple[tuple[Box, ...], ...], lang: str) -> str:
    told = [box for row in rows for box in row if not box.absent]
    return "; ".join(f"{say(box.note, lang)} – {say(box.label, lang)}" for box in told) + "."


def _row(row: tuple[Box, ...], lang: str) -> str:
    return _join([_name(box.label, box.note, lang) for box in row if not box.absent], lang)


def _inside(box: Box, lang: str) -> str:
    head = say(box.label, lang)
    layers = [[inner for inner in row if not inner.absent] for row in reversed(box.rows)]
    names = _join([_name(inner.label, None, lang) for row in layers for inner in row], lang)
    deeper = [_inside(inner, lang) for row in layers for inner in row if inner.rows]
    own = (
        f"{head} contains, from the bottom up, {names}."
        if lang == "en"
        else f"{head} 안에는 아래부터 {with_particle(names, '이')} 있다."
    )
    return " ".join([own, *deeper])


def _name(label: Label, note: Label | None, lang: str) -> str:
    extra = say(note, lang)
    return f"{say(label, lang)} ({extra})" if extra else say(label, lang)


def _join(names: list[str], lang: str) -> str:
    if len(names) < 2:
        return "".join(names)
    if lang == "en":
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join([*names[:-2], with_particle(names[-2], '과')])} {names[-1]}"


def _link(link: Link, names: dict[str, str], lang: str) -> str:
    source, target, label = names[link.source], names[link.target], say(link.label, lang)
    if link.kind == "relation":
        return f"{source} — {label} → {target}."
    what = label or (
        {"data": "data", "control": "control", "trust": "trust boundary"}[link.kind]
        if lang == "en"
        else {"data": "데이터", "control": "제어", "trust": "신뢰 경계"}[link.kind]
    )
    step = f"{link.number}. " if link.number is not None else ""
    if link.kind == "trust":
        return (
            f"{step}Boundary between {source} and {target}: {what}."
            if lang == "en"
            else f"{step}{with_particle(source, '과')} {target} 사이의 경계: {what}."
        )
    if lang == "en":
        return (
            f"{step}{what} between {source} and {target}, both ways."
            if link.both
            else f"{step}{what} from {source} to {target}."
        )
    if link.both:
        return f"{step}{with_particle(source, '과')} {target} 사이에 {with_particle(what, '이')} 오간다."
    return f"{step}{source}에서 {with_particle(target, '으로')} {with_particle(what, '이')} 전달된다."
