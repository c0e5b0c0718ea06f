"""``flask knowledge …``: check and load the knowledge, migrate the database."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from . import migrating
from .atlas.asking import gaps
from .atlas.consistency import check
from .atlas.exporting import difference, export
from .atlas.folder import read_folder
from .atlas.loading import BrokenKnowledge, load
from .atlas.quality import findings
from .atlas.statistics import table
from .backup_commands import backup_command, restore_command
from .chat.commands import ask, serve_stdio
from .database import db
from .gallery import gallery
from .key_commands import commands as key_commands

knowledge = AppGroup("knowledge", help="Check, load and export the knowledge.")
FOLDER = click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))


def register(app: Flask) -> None:
    """Add the commands to ``flask``."""
    app.cli.add_command(key_commands)
    app.cli.add_command(knowledge)
    app.cli.add_command(migrate)
    app.cli.add_command(gallery)
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)
    app.cli.add_command(serve_stdio)
    app.cli.add_command(ask)


def chosen(folder: Path | None) -> Path:
    """Return the folder named on the command line, else the configured one."""
    return folder or Path(current_app.config["KNOWLEDGE"])


@click.command("migrate")
def migrate() -> None:
    """Bring the database up to the newest migration."""
    migrating.upgrade(db.engine)


@knowledge.command("check")
@FOLDER
@click.option("--under", default="", help="Only problems of files whose path starts so.")
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
def check_command(folder: Path | None, under: str, strict: bool) -> None:
    """Report everything that is wrong in FOLDER, with file, line and a hint.

    Errors keep a folder from being loaded; warnings tell contradictions, gaps and bad wording.
    """
    found = read_folder(chosen(folder))
    problems = [problem for problem in sorted({*check(found), *findings(found)}) if problem.path.startswith(under)]
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    counts = ", ".join(f"{len(found.of(noun))} {noun}s" for noun in ("concept", "source", "comparison", "diagram"))
    click.echo(f"{counts}: {errors} errors, {len(problems) - errors} warnings")
    sys.exit(1 if errors or (strict and problems) else 0)


@knowledge.command("load")
@FOLDER
@click.option("--theirs", multiple=True, metavar="ID", help="Let the folder win the conflict about ID.")
@click.option("--ours", multiple=True, metavar="ID", help="Let the database win the conflict about ID.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
def load_command(folder: Path | None, theirs: tuple[str, ...], ours: tuple[str, ...], dry_run: bool) -> None:
    """Load FOLDER in one transaction; what was edited in the database stays."""
    try:
        report = load(db.session, chosen(folder), theirs=frozenset(theirs), ours=frozenset(ours), dry_run=dry_run)
    except BrokenKnowledge as broken:
        for problem in broken.problems:
            click.echo(str(problem), err=True)
        click.echo(f"{len(broken.problems)} errors; nothing was loaded", err=True)
        sys.exit(1)
    click.echo(report.told(dry_run))


@knowledge.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_command(folder: Path) -> None:
    """Write the database's knowledge to FOLDER as YAML; what nobody edited comes back byte for byte."""
    click.echo(f"{len(export(db.session, folder))} files written to {folder}")


@knowledge.command("diff")
@FOLDER
def diff_command(folder: Path | None) -> None:
    """Show how the database differs from FOLDER, as lines of the files."""
    for line in difference(db.session, chosen(folder)):
        click.echo(line)


@knowledge.command("gaps")
@click.option("--limit", default=50, show_default=True, help="Most questions to list.")
def gaps_command(limit: int) -> None:
    """List what people asked and the atlas lacked: how often, when last, in which language."""
    for row in gaps.asked(db.session, limit):
        click.echo(f"{row.times:5}  {row.asked_at:%Y-%m-%d}  {row.language}  {row.question}")


@knowledge.command("stats")
def stats_command() -> None:
    """Count concepts, facts, relations and their verified share, by cluster and by kind."""
    click.echo(table(db.session))
