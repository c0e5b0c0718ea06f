"""``flask keys …``: make, list and revoke the keys that allow writing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import click
from flask.cli import AppGroup

from .atlas import keys
from .database import db
from .errors import AtlasError
from .models import utc_now

commands = AppGroup("keys", help="Make, list and revoke keys for writing.")


@commands.command("create")
@click.argument("name")
@click.option("--role", type=click.Choice(keys.ROLES), default="editor", show_default=True)
@click.option(
    "--expires", default="90d", show_default=True, help="Days such as 30d, a date such as 2027-01-31, or never."
)
def create(name: str, role: str, expires: str) -> None:
    """Make a key for NAME and show it, once."""
    try:
        click.echo(keys.create(db.session, name, role, moment(expires)))
    except AtlasError as error:
        raise click.ClickException(str(error)) from error
    click.echo("This is the only time it is shown.", err=True)


@commands.command("list")
def list_keys() -> None:
    """List every key: id, name, role, state."""
    for key in keys.every(db.session):
        state = (
            "revoked" if key.revoked_at else "expired" if key.expires_at and key.expires_at <= utc_now() else "valid"
        )
        until = key.expires_at.date().isoformat() if key.expires_at else "no end"
        click.echo(f"{key.id}  {key.name}  {key.role}  {state}  until {until}")


@commands.command("revoke")
@click.argument("name")
def revoke(name: str) -> None:
    """Let the key NAME (or its id) allow nothing any more, at once."""
    try:
        keys.revoke(db.session, name)
    except AtlasError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{name} is revoked")


def moment(text: str) -> datetime | None:
    """Return when a key ends."""
    if text == "never":
        return None
    try:
        if text.endswith("d"):
            return utc_now() + timedelta(days=int(text[:-1]))
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise click.BadParameter("use days such as 30d, a date such as 2027-01-31, or never") from None
