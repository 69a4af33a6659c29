"""Sign-ins belong to people; refresh tokens, passwords, identities, second factors and signing keys.

Who was signed in signs in again: the old tokens cannot be turned into new ones.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008_identity"
down_revision = "0007_forks"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.drop_table("socket_tickets")
    op.drop_table("sign_ins")
    _widen_people()
    op.execute(sa.text("UPDATE memberships SET role = 'architect' WHERE role = 'member'"))
    _sign_ins()
    _refresh_tokens()
    _socket_tickets()
    _passwords()
    _identities()
    _second_factors()
    _recovery_codes()
    _email_tokens()
    _signing_keys()


def downgrade() -> None:
    for table in (
        "signing_keys",
        "email_tokens",
        "recovery_codes",
        "second_factors",
        "identities",
        "passwords",
        "socket_tickets",
        "refresh_tokens",
        "sign_ins",
    ):
        op.drop_table(table)
    op.execute(
        sa.text("UPDATE memberships SET role = 'member' WHERE role NOT IN ('owner', 'admin', 'viewer')")
    )
    with op.batch_alter_table("people") as people:
        for column in ("operator", "disabled_at", "epoch", "email_verified_at"):
            people.drop_column(column)
    _old_sign_ins()
    _old_socket_tickets()


def _widen_people() -> None:
    op.add_column("people", sa.Column("email_verified_at", _MOMENT, nullable=True))
    op.add_column("people", sa.Column("epoch", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("people", sa.Column("disabled_at", _MOMENT, nullable=True))
    op.add_column("people", sa.Column("operator", sa.Boolean(), nullable=False, server_default=sa.false()))


def _sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("chosen_organization_id", sa.String(40), nullable=False),
        sa.Column("method", sa.String(20), nullable=False),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("second_factor", sa.Boolean(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_seen_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sign_ins"),
        _person("sign_ins"),
        sa.ForeignKeyConstraint(
            ["chosen_organization_id"],
            ["organizations.id"],
            name="fk_sign_ins_chosen_organization_id_organizations",
        ),
    )
    op.create_index("ix_sign_ins_person_id_revoked_at", "sign_ins", ["person_id", "revoked_at"])


def _refresh_tokens() -> None:
    op.create_table(
        "refresh_tokens",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("sign_in_id", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("rotated_at", _MOMENT, nullable=True),
        sa.Column("successor", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_refresh_tokens"),
        _person("refresh_tokens"),
        _sign_in("refresh_tokens"),
    )
    op.create_index("ix_refresh_tokens_sign_in_id", "refresh_tokens", ["sign_in_id"])


def _socket_tickets() -> None:
    op.create_table(
        "socket_tickets",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("ticket_hash", sa.String(64), nullable=False),
        sa.Column("sign_in_id", sa.String(40), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("ticket_hash", name="pk_socket_tickets"),
        _person("socket_tickets"),
        _sign_in("socket_tickets"),
    )


def _passwords() -> None:
    op.create_table(
        "passwords",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("hash", sa.String(200), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passwords"),
        _person("passwords"),
    )
    op.create_index("uq_passwords_person_id", "passwords", ["person_id"], unique=True)


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("issuer", sa.String(300), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_used_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
        _person("identities"),
    )
    op.create_index("ix_identities_person_id", "identities", ["person_id"])


def _second_factors() -> None:
    op.create_table(
        "second_factors",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("confirmed_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_second_factors"),
        _person("second_factors"),
    )
    op.create_index("uq_second_factors_person_id", "second_factors", ["person_id"], unique=True)


def _recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("code_hash", name="pk_recovery_codes"),
        _person("recovery_codes"),
    )
    op.create_index("ix_recovery_codes_person_id", "recovery_codes", ["person_id"])


def _email_tokens() -> None:
    op.create_table(
        "email_tokens",
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("purpose", sa.String(20), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("token_hash", name="pk_email_tokens"),
        _person("email_tokens"),
    )
    op.create_index("ix_email_tokens_person_id", "email_tokens", ["person_id"])


def _signing_keys() -> None:
    op.create_table(
        "signing_keys",
        sa.Column("kid", sa.String(64), nullable=False),
        sa.Column("public", sa.JSON(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.Column("signs_from", _MOMENT, nullable=False),
        sa.Column("withdrawn_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("kid", name="pk_signing_keys"),
    )


def _old_sign_ins() -> None:
    op.create_table(
        "sign_ins",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("id", sa.String(40), nullable=False),
        sa.Column("person_id", sa.String(40), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_seen_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("revoked_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("organization_id", "id", name="pk_sign_ins"),
        _organization("sign_ins"),
        _person("sign_ins"),
        sa.UniqueConstraint("token_hash", name="uq_sign_ins_token_hash"),
    )
    op.create_index("ix_sign_ins_organization_id_person_id", "sign_ins", ["organization_id", "person_id"])


def _old_socket_tickets() -> None:
    op.create_table(
        "socket_tickets",
        sa.Column("organization_id", sa.String(40), nullable=False),
        sa.Column("ticket_hash", sa.String(64), nullable=False),
        sa.Column("sign_in_id", sa.String(40), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organization_id", "ticket_hash", name="pk_socket_tickets"),
        _organization("socket_tickets"),
        sa.ForeignKeyConstraint(
            ["organization_id", "sign_in_id"],
            ["sign_ins.organization_id", "sign_ins.id"],
            name="fk_socket_tickets_organization_id_sign_in_id_sign_ins",
        ),
    )


def _person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=f"fk_{table}_person_id_people")


def _sign_in(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["sign_in_id"], ["sign_ins.id"], name=f"fk_{table}_sign_in_id_sign_ins")


def _organization(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["organization_id"], ["organizations.id"], name=f"fk_{table}_organization_id_organizations"
    )
