"""Why something cannot be read or drawn."""

from __future__ import annotations

from typing import Any

from .base import AtlasError, printable


class Unknown(AtlasError):
    """No thing of this noun is called so."""

    status = 404
    title = {"en": "Not found", "ko": "찾을 수 없습니다"}

    def __init__(self, noun: str, reference: str, suggestions: list[str] | None = None) -> None:
        shown = printable(reference)
        self.suggestions = suggestions or []
        near = f" Did you mean {', '.join(self.suggestions)}?" if self.suggestions else ""
        near_ko = f" 혹시 {', '.join(self.suggestions)} 가운데 하나입니까?" if self.suggestions else ""
        super().__init__(
            {
                "en": f"There is no {noun.replace('_', ' ')} called “{shown}”.{near}",
                "ko": f"“{shown}”(이)라는 항목이 없습니다.{near_ko}",
            }
        )

    def members(self) -> dict[str, Any]:
        """Name what was probably meant."""
        return {"suggestions": self.suggestions}


class Moved(AtlasError):
    """The reference is another name of ``canonical``."""

    status = 307
    title = {"en": "Known under another id", "ko": "다른 id로 등록되어 있습니다"}

    def __init__(self, reference: str, canonical: str) -> None:
        super().__init__({"en": f"Use {canonical}.", "ko": f"{canonical}을(를) 사용하십시오."})
        self.reference = reference
        self.canonical = canonical


class Ambiguous(AtlasError):
    """The reference is a name of several concepts."""

    status = 300
    title = {"en": "Several things have this name", "ko": "같은 이름이 여러 개 있습니다"}

    def __init__(self, reference: str, candidates: list[str]) -> None:
        shown, listed = printable(reference), ", ".join(candidates)
        super().__init__(
            {
                "en": f"“{shown}” may mean {listed}. Use one of these ids.",
                "ko": f"“{shown}”은(는) {listed} 가운데 하나일 수 있습니다. 이 id 중 하나를 사용하십시오.",
            }
        )
        self.reference = reference
        self.candidates = candidates

    def members(self) -> dict[str, Any]:
        """List the candidates."""
        return {"candidates": self.candidates}


class Invalid(AtlasError):
    """A value of the request cannot be used; ``errors`` maps field names to what is wrong."""

    status = 422
    title = {"en": "The request cannot be used", "ko": "요청을 처리할 수 없습니다"}

    def __init__(self, field: str, en: str, ko: str) -> None:
        super().__init__({"en": f"{field}: {en}", "ko": f"{field}: {ko}"})
        self.errors = {field: [en]}

    def members(self) -> dict[str, Any]:
        """Name the field."""
        return {"errors": self.errors}


class Busy(AtlasError):
    """Too much is being drawn; ``retry_after`` seconds."""

    status = 503
    title = {"en": "Busy", "ko": "요청이 많습니다"}
    retry_after = 2
    said = {
        "en": "Too many pictures are being drawn. Try again in two seconds.",
        "ko": "그림 요청이 많습니다. 2초 뒤에 다시 시도하십시오.",
    }

    def __init__(self) -> None:
        super().__init__(self.said)


class Crowded(Busy):
    """As many as may do so at once are reading everything."""

    said = {
        "en": "Others are exporting everything just now. Try again in two seconds.",
        "ko": "다른 요청이 전체를 내보내고 있습니다. 2초 뒤에 다시 시도하십시오.",
    }


class TookTooLong(AtlasError):
    """A read takes longer than one may; ``retry_after`` seconds."""

    status = 503
    title = {"en": "Takes too long", "ko": "시간이 너무 오래 걸립니다"}
    retry_after = 10

    def __init__(self) -> None:
        super().__init__(
            {
                "en": "The answer was not ready in time and was given up. Ask for less, or try again later.",
                "ko": "제한 시간 안에 답을 만들지 못해 중단했습니다. 범위를 좁히거나 잠시 뒤 다시 시도하십시오.",
            }
        )
