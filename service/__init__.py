"""Virtlas. The parts are joined in :mod:`service.application`, which is imported when it is asked for."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def gathered() -> ModuleType:
    """Return :mod:`service.application`, imported without a look for waste meanwhile.

    Some thousand modules come in and nothing of them goes: the collector would cost a sixth of the start.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return import_module(".application", __name__)
    finally:
        if collecting:
            gc.enable()


def create_app(settings: Mapping[str, Any] | None = None) -> Flask:
    """Return the application.

    ``settings`` override the ``VIRTLAS_…`` variables; their names are those of ``config.SETTINGS``.
    """
    app: Flask = gathered().create_app(settings)
    return app
