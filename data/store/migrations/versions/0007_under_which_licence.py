"""Under which licence what is published may be used again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
WORD = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the column; so far it was one for all."""
    op.add_column(
        "municipality",
        sa.Column(
            "licence",
            WORD,
            nullable=False,
            server_default="CC BY 4.0",
            comment="of what is published",
        ),
    )
