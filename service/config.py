"""Every setting of the service: its default, its ``VIRTLAS_`` variable and what it means.

The README's table of settings is checked against :data:`SETTINGS` by a test.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "VIRTLAS_"


class SettingError(ValueError):
    """A setting has a value that cannot be used; the message names the variable and the fix."""


@dataclass(frozen=True)
class Setting:
    """One setting. ``name`` is the Flask config key and, with the prefix, the environment variable."""

    name: str
    default: str | int
    meaning: str


SETTINGS = (
    Setting("DATABASE_URL", f"sqlite:///{ROOT}/instance/virtlas.db", "SQLAlchemy URL of the database"),
    Setting("SEARCH_INDEX", "", "file of the search index; empty: beside a SQLite database, else each worker its own"),
    Setting("KNOWLEDGE", f"{ROOT}/knowledge", "folder of the knowledge that is loaded at the start"),
    Setting("BASE_URL", "", "public address of the service, for absolute links; empty: the request's own"),
    Setting("CORS_ORIGINS", "*", "origins that may read from a browser, separated by spaces; empty: none"),
    Setting("CACHE_SECONDS", 60, "seconds that a client may keep an answer without asking again"),
    Setting("HOT_MEGABYTES", 16, "memory for finished answers in each worker; 0: none are kept"),
    Setting("REQUESTS_PER_MINUTE", 12_000, "answers made anew for one client in a minute; 0: without limit"),
    Setting(
        "PICTURES_PER_MINUTE", 3_000, "pictures and questions answered anew for one client in a minute; 0: no limit"
    ),
    Setting("TRUSTED_PROXIES", 0, "proxies in front whose X-Forwarded headers are believed"),
    Setting("MAX_BODY_BYTES", 1_048_576, "largest request body"),
    Setting("MAX_IMPORT_BYTES", 4_194_304, "largest body of an import"),
    Setting("READ_SECONDS", 30, "time limit of a read; 0: none"),
    Setting("IMPORT_SECONDS", 30, "time limit of an import; 0: none"),
    Setting("RENDERERS", 2, "warm renderer processes per worker"),
    Setting("RENDER_SECONDS", 2, "time limit of one drawing pass"),
    Setting("RENDER_MEGABYTES", 1024, "memory limit of one renderer process"),
    Setting("RENDER_QUEUE", 64, "drawings that may wait before a request is told to come back (503)"),
    Setting("PICTURES", f"{ROOT}/instance/pictures", "folder where drawn pictures are kept; empty: nowhere"),
    Setting("PICTURE_MEGABYTES", 256, "disk space for drawn pictures; 0: none are kept"),
    Setting("MCP_HOSTS", "", "host names besides this machine's and the public one that may reach /mcp; *: any"),
    Setting("MCP_MEGABYTES", 16, "memory for finished MCP answers in each worker; 0: none are kept"),
    Setting("KAKAO", 1, "whether /chat/kakao answers KakaoTalk's skill requests; 0: no"),
    Setting("KAKAO_CALLBACKS", "bot-api.kakao.com", "hosts that late KakaoTalk answers may be sent to; empty: none"),
    Setting("SLACK_SIGNING_SECRET", "", "signing secret of the Slack app; empty: /chat/slack is off"),
    Setting("DISCORD_PUBLIC_KEY", "", "public key of the Discord app, in hex; empty: /chat/discord is off"),
    Setting("DIALOGFLOW_TOKEN", "", "token that Dialogflow CX sends as Bearer; empty: /chat/dialogflow is off"),
    Setting("TEAMS_SECURITY_TOKEN", "", "token of the Teams outgoing webhook; empty: /chat/teams is off"),
    Setting("GAPS", 1000, "unanswered questions kept for `flask knowledge gaps`, without who asked; 0: none"),
    Setting("WORKERS", 1, "server processes"),
    Setting("THREADS", 4, "threads that make answers in each server process; what is kept needs none"),
    Setting("LOG_LEVEL", "info", "debug, info, warning or error"),
)


def from_environment(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return Flask config values from ``VIRTLAS_…`` variables, defaults for the rest.

    Raises:
        SettingError: a number is not a whole number of at least 0.
    """
    environment = os.environ if environment is None else environment
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        raw = environment.get(PREFIX + setting.name)
        if raw is None:
            values[setting.name] = setting.default
        elif isinstance(setting.default, int):
            if not raw.strip().isdigit():
                raise SettingError(f"{PREFIX}{setting.name}={raw!r}: use a whole number, for example {setting.default}")
            values[setting.name] = int(raw)
        else:
            values[setting.name] = raw
    return values
