"""What sample pictures are made of: roles, boxes, links, a machine, a hardware layer."""

from __future__ import annotations

from typing import Any

from diagrams import Architecture, Box, Link, Role

ROLES = {
    role.id: role
    for role in (
        Role("app", {"en": "Application", "ko": "애플리케이션"}, "sky", 6),
        Role("guest", {"en": "Guest OS", "ko": "게스트 OS"}, "indigo", 5),
        Role("driver", {"en": "Device, driver", "ko": "장치·드라이버"}, "purple", 4),
        Role("management", {"en": "Management", "ko": "관리"}, "pink", 4),
        Role("hypervisor", {"en": "Hypervisor", "ko": "하이퍼바이저"}, "amber", 3),
        Role("engine", {"en": "Container engine", "ko": "컨테이너 엔진"}, "teal", 3),
        Role("host", {"en": "Host OS", "ko": "호스트 OS"}, "green", 2),
        Role("hardware", {"en": "Hardware", "ko": "하드웨어"}, "slate", 0),
        Role("machine", {"en": "Machine", "ko": "머신"}, "plain", 5),
        Role("provider", {"en": "Provider", "ko": "제공자"}, "red", 3),
    )
}


def b(id_: str, en: str, ko: str, role: str, *rows: tuple[Box, ...], note: Any = None, **more: Any) -> Box:
    """A box; `note` is a string for both languages or a pair."""
    if isinstance(note, str):
        note = {"en": note, "ko": note}
    elif note:
        note = {"en": note[0], "ko": note[1]}
    return Box(id_, {"en": en, "ko": ko}, role, note=note, rows=tuple(rows), href=f"/concepts/{id_}", **more)


def link(source: str, target: str, en: str = "", ko: str = "", kind: str = "data", **more: Any) -> Link:
    """A link; no words, no label."""
    return Link(source, target, kind, {"en": en, "ko": ko} if en else None, **more)


def vm(n: str, os_: str, *, app: tuple[str, str] = ("App", "앱"), **more: Any) -> Box:
    """A virtual machine with an application on a guest OS."""
    inner = ((b(f"app{n}", *app, "app"),), (b(f"os{n}", "Guest OS", "게스트 OS", "guest", note=os_),))
    return b(f"vm{n}", f"VM {n.lstrip('abc')}", f"VM {n.lstrip('abc')}", "machine", *inner, boundary=True, **more)


def hardware(id_: str = "hw") -> Box:
    """A plain hardware layer."""
    return b(
        id_, "Hardware", "하드웨어", "hardware", note=("CPU · memory · storage · NIC", "CPU · 메모리 · 저장소 · NIC")
    )


def architecture(
    id_: str, title: tuple[str, str], message: tuple[str, str], rows: Any, links: Any = ()
) -> Architecture:
    """An architecture with the sample roles."""
    return Architecture(
        id_, {"en": title[0], "ko": title[1]}, {"en": message[0], "ko": message[1]}, tuple(rows), tuple(links), ROLES
    )
