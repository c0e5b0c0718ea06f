"""kept answers: what a repeated request is answered is kept as it was

Revision: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Go on. Kept replies live for days; those of the old form are let go."""
    op.execute("DELETE FROM kept_reply")
    with op.batch_alter_table("kept_reply", schema=None) as batch_op:
        batch_op.drop_column("noun")
        batch_op.drop_column("document_id")
        batch_op.add_column(sa.Column("identity", sa.String(length=300), nullable=False))
        batch_op.add_column(sa.Column("tag", sa.String(length=40), nullable=False))
        batch_op.add_column(sa.Column("document", sa.JSON(), nullable=False))
        batch_op.create_index(batch_op.f("ix_kept_reply_at"), ["at"], unique=False)


def downgrade() -> None:
    """Go back."""
    op.execute("DELETE FROM kept_reply")
    with op.batch_alter_table("kept_reply", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_kept_reply_at"))
        batch_op.drop_column("document")
        batch_op.drop_column("tag")
        batch_op.drop_column("identity")
        batch_op.add_column(sa.Column("noun", sa.String(length=20), nullable=False))
        batch_op.add_column(sa.Column("document_id", sa.String(length=80), nullable=False))
