"""What can go wrong while drawing. Callers map these to their own answers."""


class DiagramError(ValueError):
    """The picture or its options cannot be drawn as given.

    `field` names the offending part (`"rows[1][0].role"`, `"lang"`), `message` says what is wrong in English.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


class RendererError(RuntimeError):
    """The renderer refused the graph or died over it."""


class RendererTimeout(RendererError):
    """The renderer took longer than its hard limit and was killed."""


class RendererDied(RendererError):
    """The renderer died: over this picture, or because somebody killed it."""


class RendererBusy(RendererError):
    """Every renderer is at work and the queue is full: try again in a moment."""
