"""Why something is not written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .base import AtlasError


class Unauthorized(AtlasError):
    """Writing needs a key."""

    status = 401
    title = {"en": "A key is needed", "ko": "키가 필요합니다"}

    def __init__(self) -> None:
        super().__init__(
            {
                "en": "Send a valid key as Authorization: Bearer.",
                "ko": "유효한 키를 Authorization: Bearer로 보내 주십시오.",
            }
        )


class Forbidden(AtlasError):
    """The key does not reach so far."""

    status = 403
    title = {"en": "Not allowed", "ko": "허용되지 않습니다"}

    def __init__(self, role: str) -> None:
        super().__init__({"en": f"This needs the role {role}.", "ko": f"{role} 역할이 필요합니다."})


class Unconditional(AtlasError):
    """A write must say what it replaces."""

    status = 428
    title = {"en": "Say what you replace", "ko": "무엇을 바꾸는지 밝혀 주십시오"}

    def __init__(self) -> None:
        super().__init__(
            {
                "en": "Send If-Match with the ETag of the document, or If-None-Match: * to create it.",
                "ko": "문서의 ETag를 If-Match로 보내거나, 새로 만들려면 If-None-Match: *를 보내 주십시오.",
            }
        )


class Overtaken(AtlasError):
    """The document is not what the client thinks it is."""

    status = 412
    title = {"en": "Changed meanwhile", "ko": "그사이 바뀌었습니다"}

    def __init__(self) -> None:
        super().__init__(
            {
                "en": "The document is not the one that was named. Read it again.",
                "ko": "지정한 문서와 지금 문서가 다릅니다. 다시 읽어 주십시오.",
            }
        )


class InUse(AtlasError):
    """Others refer to what was to be removed."""

    status = 409
    title = {"en": "Still in use", "ko": "아직 쓰이고 있습니다"}

    def __init__(self, identity: str, referrers: list[str]) -> None:
        listed = ", ".join(referrers[:10])
        super().__init__(
            {"en": f"{identity} is used by {listed}.", "ko": f"{identity}을(를) 쓰는 곳이 있습니다: {listed}."}
        )
        self.referrers = referrers

    def members(self) -> dict[str, Any]:
        """List them all."""
        return {"referrers": self.referrers}


class Taken(InUse):
    """What was to be created is there already."""

    title = {"en": "Already there", "ko": "이미 있습니다"}

    def __init__(self, identity: str, holder: str) -> None:
        super().__init__(identity, [holder])
        self.detail = {
            "en": f"There is a {holder} already. Replace it with PUT, or take another id.",
            "ko": f"이미 있습니다: {holder}. PUT으로 바꾸거나 다른 id를 써 주십시오.",
        }


class Unfit(AtlasError):
    """A document breaks the rules of the atlas; ``errors`` maps places in it to what is wrong there."""

    status = 422
    title = {"en": "The document cannot be taken", "ko": "문서를 받아들일 수 없습니다"}

    def __init__(self, errors: dict[str, list[str]], problems: Sequence[dict[str, Any]] = ()) -> None:
        told = "; ".join(f"{place}: {' '.join(messages)}" for place, messages in list(errors.items())[:20])
        super().__init__({"en": told, "ko": told})
        self.errors, self.problems = errors, problems

    def members(self) -> dict[str, Any]:
        """Name every place; where the document came as text, with its line."""
        return {"errors": self.errors, **({"problems": self.problems} if self.problems else {})}


class Conflicting(AtlasError):
    """An import would overwrite what changed meanwhile; ``report`` says what it would have done."""

    status = 409
    title = {"en": "Changed meanwhile", "ko": "그사이 바뀌었습니다"}

    def __init__(self, report: dict[str, Any]) -> None:
        listed = ", ".join(f"{one['noun']} {one['id']}" for one in report["conflicts"][:10])
        super().__init__(
            {
                "en": f"Nothing was written. These stand otherwise: {listed}. "
                "Name in since= the revision you started at.",
                "ko": f"아무것도 쓰지 않았습니다. 내용이 다른 문서: {listed}. "
                "작업을 시작한 리비전을 since=에 적어 주십시오.",
            }
        )
        self.report = report

    def members(self) -> dict[str, Any]:
        """Tell the whole report."""
        return {"report": self.report}


class TooMuch(AtlasError):
    """An import takes longer than it may."""

    status = 413
    title = {"en": "Too much at once", "ko": "한 번에 처리하기에 너무 많습니다"}

    def __init__(self, seconds: float) -> None:
        super().__init__(
            {
                "en": f"Nothing was written: it takes longer than {seconds:g} seconds. Send it in parts.",
                "ko": f"아무것도 쓰지 않았습니다. {seconds:g}초 안에 끝나지 않으니 나누어 보내 주십시오.",
            }
        )
