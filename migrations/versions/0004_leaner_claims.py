"""leaner claims: citations lie in the order of their key alone, and no index repeats the beginning of another

Revision: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OWNERS = {"fact_citation": "fact", "relation_citation": "relation"}


def upgrade() -> None:
    """Go on."""
    for name in OWNERS:
        again(name, with_rowid=False)
    op.drop_index("ix_relation_subject_id", "relation")  # the rule of unique relations begins with the subject


def downgrade() -> None:
    """Go back."""
    op.create_index("ix_relation_subject_id", "relation", ["subject_id"])
    for name in OWNERS:
        again(name, with_rowid=True)


def again(name: str, *, with_rowid: bool) -> None:
    """Make a table of citations anew on SQLite, with or without row numbers of its own, and keep its rows."""
    if op.get_bind().dialect.name != "sqlite":
        return
    own, owner = f"{OWNERS[name]}_id", OWNERS[name]
    op.create_table(
        "again",
        sa.Column(own, sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint([own], [f"{owner}.id"], name=f"fk_{name}_{own}_{owner}", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=f"fk_{name}_source_id_source"),
        sa.PrimaryKeyConstraint(own, "source_id", name=f"pk_{name}"),
        sqlite_with_rowid=with_rowid,
    )
    op.execute(f"INSERT INTO again SELECT {own}, source_id, position, verified FROM {name}")  # noqa: S608 # nosec B608
    op.drop_table(name)
    op.rename_table("again", name)
    op.create_index(f"ix_{name}_source_id", name, ["source_id"])
