"""The messengers, each found by its module: whatever here has a ``blueprint`` is one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from flask import Blueprint

from service.chat.reply import Reply


class Channel(Protocol):
    """What a module of a messenger holds."""

    TITLE: dict[str, str]  # its name, by language
    SETTING: str  # what must be set for it to answer
    SECONDS: float  # how long a question may take to be answered
    LIMITS: dict[str, int]  # what its platform takes at most: characters, entries or bytes
    SOURCES: tuple[str, ...]  # the public pages that the limits come from
    blueprint: Blueprint

    def pack(self, reply: Reply) -> dict[str, Any]:
        """Return an answer within every limit, as the platform reads it."""


@cache
def found() -> dict[str, Channel]:
    """Return the channels by the last part of their address, in alphabetical order."""
    names = sorted(one.name for one in pkgutil.iter_modules(__path__))
    modules: dict[str, Any] = {name: import_module(f"{__name__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "blueprint")}
