"""``flask backup`` and ``flask restore``."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from .backup import BackupError, Manifest, back_up, database_file, restore

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command("backup")
@FILE
@with_appcontext
def backup_command(file: Path) -> None:
    """Write a consistent, checksummed backup of the database to FILE, while it is served."""
    try:
        manifest = back_up(database_file(current_app.config["DATABASE_URL"]), file)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{file}: {told(manifest)}")


@click.command("restore")
@FILE
@with_appcontext
def restore_command(file: Path) -> None:
    """Bring the database back to the backup FILE, at once for every server process that has it open.

    What stood before is backed up first, beside the database. A damaged or foreign FILE is refused.
    """
    try:
        database = database_file(current_app.config["DATABASE_URL"])
        before = keep(database)
        manifest = restore(file, database)
    except BackupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{database}: {told(manifest)}" + (f"; what stood before is in {before}" if before else ""))


def keep(database: Path) -> Path | None:
    """Back up what a restore will replace; return where, or nothing when there is nothing that can be read."""
    names = (database.with_name(f"{database.stem}-before-restore-{number}.backup") for number in count(1))
    target = next(name for name in names if not name.exists())  # it may be the very file to restore
    try:
        back_up(database, target)
    except BackupError:
        return None
    return target


def told(manifest: Manifest) -> str:
    """Return a manifest as a person reads it."""
    return (
        f"revision {manifest.revision} of {manifest.made_at}, {manifest.bytes:,} bytes, sha256 {manifest.sha256[:16]}…"
    )
