"""Links to a revision, and comments on the elements of a design."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0014_sharing_and_comments"
down_revision = "0013_organization_rules"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_TENANT = "organization_id"


def upgrade() -> None:
    _share_links()
    _comment_threads()
    _comments()
    _comment_reads()


def downgrade() -> None:
    for table in ("comment_reads", "comments", "comment_threads", "share_links"):
        op.drop_table(table)


def _share_links() -> None:
    op.create_table(
        "share_links",
        *_keys("share_links"),
        _text("project_id", 40),
        _text("revision_id", 40),
        _text("token_hash", 64),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        _text("created_by", 40),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=True),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("last_opened_at", _MOMENT, nullable=True),
        _within("share_links", "project_id", "projects"),
        _within("share_links", "revision_id", "revisions"),
    )
    op.create_index("uq_share_links_token_hash", "share_links", ["token_hash"], unique=True)
    _index("share_links", "project_id")
    _index("share_links", "revision_id")


def _comment_threads() -> None:
    op.create_table(
        "comment_threads",
        *_keys("comment_threads"),
        _text("project_id", 40),
        _text("option_id", 40),
        sa.Column("revision_number", sa.Integer(), nullable=False),
        _text("anchor_kind", 12),
        _text("anchor_id", 200),
        _text("anchor_title", 200),
        _text("created_by", 40),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.Column("resolved_at", _MOMENT, nullable=True),
        sa.Column("resolved_by", sa.String(40), nullable=True),
        _within("comment_threads", "project_id", "projects"),
        _within("comment_threads", "option_id", "options"),
    )
    _index("comment_threads", "project_id")
    _index("comment_threads", "option_id")


def _comments() -> None:
    op.create_table(
        "comments",
        *_keys("comments"),
        _text("thread_id", 40),
        _text("author_id", 40),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("edited_at", _MOMENT, nullable=True),
        sa.Column("deleted_at", _MOMENT, nullable=True),
        _within("comments", "thread_id", "comment_threads"),
    )
    _index("comments", "thread_id")


def _comment_reads() -> None:
    op.create_table(
        "comment_reads",
        _text(_TENANT, 40),
        _text("thread_id", 40),
        _text("person_id", 40),
        sa.Column("read_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(_TENANT, "thread_id", "person_id", name="pk_comment_reads"),
        _of_a_tenant("comment_reads"),
        _within("comment_reads", "thread_id", "comment_threads"),
    )


def _keys(table: str) -> tuple[SchemaItem, ...]:
    key = sa.PrimaryKeyConstraint(_TENANT, "id", name=f"pk_{table}")
    return _text(_TENANT, 40), _text("id", 40), key, _of_a_tenant(table)


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _of_a_tenant(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [_TENANT], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
    )


def _within(table: str, column: str, referred: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [_TENANT, column],
        [f"{referred}.{_TENANT}", f"{referred}.id"],
        name=f"fk_{table}_organization_id_{column}_{referred}",
        ondelete="CASCADE",
    )


def _index(table: str, column: str) -> None:
    op.create_index(f"ix_{table}_organization_id_{column}", table, [_TENANT, column])
