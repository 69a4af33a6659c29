"""Projects, briefs, options and revisions."""

import sqlalchemy as sa
from alembic import op

revision = "0002_projects"
down_revision = "0001_platform"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _projects()
    _briefs()
    _options()
    _revisions()


def downgrade() -> None:
    for table in ("revisions", "options", "briefs", "projects"):
        op.drop_table(table)


def _organization(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
    )


def _project(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id", "project_id"],
        ["projects.organization_id", "projects.id"],
        name=f"fk_{table}_organization_id_project_id_projects",
        ondelete="CASCADE",
    )


def _projects() -> None:
    op.create_table(
        "projects",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("chosen_option_id", sa.String(40), nullable=True),
        sa.Column("brief_revision", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_projects"),
        _organization("projects"),
    )
    op.create_index("ix_projects_organization_id_updated_at", "projects", ["organization_id", "updated_at"])


def _briefs() -> None:
    op.create_table(
        "briefs",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("project_id", sa.String(40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "project_id", "revision", name="pk_briefs"),
        _organization("briefs"),
        _project("briefs"),
    )


def _options() -> None:
    op.create_table(
        "options",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("project_id", sa.String(40), nullable=False),
        sa.Column("candidate", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("discarded", sa.Boolean(), nullable=False),
        sa.Column("head_revision_id", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_options"),
        sa.UniqueConstraint(
            "organization_id",
            "project_id",
            "candidate",
            name="uq_options_organization_id_project_id_candidate",
        ),
        _organization("options"),
        _project("options"),
    )


def _revisions() -> None:
    op.create_table(
        "revisions",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("option_id", sa.String(40), nullable=False),
        sa.Column("project_id", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.String(40), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("architecture", sa.JSON(), nullable=False),
        sa.Column("evaluation", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("ripple", sa.JSON(), nullable=True),
        sa.Column("summary", sa.String(600), nullable=False),
        sa.Column("undone_id", sa.String(40), nullable=True),
        sa.Column("brief_revision", sa.Integer(), nullable=False),
        sa.Column("author_kind", sa.String(10), nullable=False),
        sa.Column("author_id", sa.String(40), nullable=False),
        sa.Column("tool_call_id", sa.String(120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_revisions"),
        sa.UniqueConstraint(
            "organization_id", "option_id", "number", name="uq_revisions_organization_id_option_id_number"
        ),
        _organization("revisions"),
        sa.ForeignKeyConstraint(
            ["organization_id", "option_id"],
            ["options.organization_id", "options.id"],
            name="fk_revisions_organization_id_option_id_options",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_revisions_organization_id_tool_call_id", "revisions", ["organization_id", "tool_call_id"]
    )
