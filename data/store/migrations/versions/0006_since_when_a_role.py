"""Since when somebody has his role."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of the roles that were given before, it isn't known."""
    op.add_column(
        "person",
        sa.Column("role_since", sa.Date, comment="empty where it was given before this was kept"),
    )
