"""The start: tenants, accounts, dossiers, clocks, record, outbox, drafts."""

import sqlalchemy as sa
from alembic import op

from wederhoor.tenancy.ddl import append_only, lock_table

revision = "0001"
down_revision = None

TENANT_TABLES = (
    "attempt_counts",
    "drafts",
    "frozen_answers",
    "letters",
    "record_anchors",
    "record_entries",
    "record_heads",
    "register_counters",
    "role_grants",
    "settings_versions",
    "dossiers",
    "outbox",
    "access",
    "clocks",
    "parties",
    "statements",
)


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("email_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("link_hash", sa.String(length=64), nullable=True),
        sa.Column("link_purpose", sa.String(length=10), nullable=True),
        sa.Column("link_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("sign_in_after", sa.DateTime(timezone=True), nullable=True),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email_hash", name=op.f("uq_accounts_email_hash")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_accounts_link_hash")),
    )
    op.create_table(
        "tenants",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("plugin", sa.String(length=60), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenants")),
        sa.UniqueConstraint("host", name=op.f("uq_tenants_host")),
        sa.UniqueConstraint("slug", name=op.f("uq_tenants_slug")),
    )
    op.create_table(
        "account_tenants",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_tenants_account_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_account_tenants_tenant_id")),
        sa.PrimaryKeyConstraint("account_id", "tenant_id", name=op.f("pk_account_tenants")),
    )
    op.create_table(
        "attempt_counts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("window_start", sa.DateTime(timezone=True), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_attempt_counts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_attempt_counts")),
        sa.UniqueConstraint(
            "tenant_id",
            "bucket",
            "window_start",
            name=op.f("uq_attempt_counts_tenant_id_bucket_window_start"),
        ),
    )
    op.create_index("ix_attempt_counts_window", "attempt_counts", ["tenant_id", "window_start"], unique=False)

    op.create_table(
        "drafts",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=True),
        sa.Column("key_destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_drafts_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("tenant_id", "code_hash", name=op.f("uq_drafts_tenant_id_code_hash")),
    )
    op.create_index("ix_drafts_expiry", "drafts", ["tenant_id", "expires_at"], unique=False)

    op.create_table(
        "due_tenants",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_due_tenants_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_due_tenants")),
    )
    op.create_index(op.f("ix_due_tenants_next_due_at"), "due_tenants", ["next_due_at"], unique=False)

    op.create_table(
        "frozen_answers",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_frozen_answers_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_frozen_answers")),
        sa.UniqueConstraint(
            "tenant_id", "content_hash", name=op.f("uq_frozen_answers_tenant_id_content_hash")
        ),
    )
    op.create_table(
        "letters",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("addressee", sa.String(length=60), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("pdf_made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_letters_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_letters")),
    )
    op.create_index("ix_letters_matter", "letters", ["tenant_id", "matter_id"], unique=False)

    op.create_table(
        "record_anchors",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("line_hash", sa.String(length=64), nullable=False),
        sa.Column("anchored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_record_anchors_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_record_anchors")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_record_anchors_tenant_id_number")),
    )
    op.create_table(
        "record_entries",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("details_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("previous_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_record_entries_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_record_entries")),
        sa.UniqueConstraint(
            "tenant_id", "matter_id", "seq", name=op.f("uq_record_entries_tenant_id_matter_id_seq")
        ),
    )
    op.create_table(
        "record_heads",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("anchored_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_record_heads_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_record_heads")),
    )
    op.create_table(
        "register_counters",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_register_counters_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_register_counters")),
        sa.UniqueConstraint("tenant_id", "scope", name=op.f("uq_register_counters_tenant_id_scope")),
    )
    op.create_table(
        "role_grants",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("initials", sa.String(length=6), nullable=False),
        sa.Column("surname_hash", sa.String(length=64), nullable=True),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_role_grants_account_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_role_grants_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_role_grants")),
    )
    op.create_index("ix_role_grants_account", "role_grants", ["tenant_id", "account_id"], unique=False)

    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_sessions_account_id")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_account_id"), "sessions", ["account_id"], unique=False)

    op.create_table(
        "settings_versions",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_settings_versions_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_settings_versions")),
        sa.UniqueConstraint("tenant_id", "version", name=op.f("uq_settings_versions_tenant_id_version")),
    )
    op.create_table(
        "dossiers",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("draft_id", sa.Uuid(), nullable=True),
        sa.Column("sequence_scope", sa.String(length=20), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("answers_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("about_kind", sa.String(length=20), nullable=False),
        sa.Column("youth_help", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_ground", sa.String(length=40), nullable=True),
        sa.Column("short_description", sa.String(length=200), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "answers_id"],
            ["frozen_answers.tenant_id", "frozen_answers.id"],
            name=op.f("fk_dossiers_tenant_id_answers_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_dossiers_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("tenant_id", "code_hash", name=op.f("uq_dossiers_tenant_id_code_hash")),
        sa.UniqueConstraint("tenant_id", "draft_id", name=op.f("uq_dossiers_tenant_id_draft_id")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_dossiers_tenant_id_number")),
        sa.UniqueConstraint(
            "tenant_id",
            "sequence_scope",
            "sequence",
            name=op.f("uq_dossiers_tenant_id_sequence_scope_sequence"),
        ),
    )
    op.create_index("ix_dossiers_newest", "dossiers", ["tenant_id", "filed_at", "id"], unique=False)
    op.create_index(
        "ix_dossiers_open",
        "dossiers",
        ["tenant_id", "filed_at", "id"],
        unique=False,
        postgresql_where=sa.text("closed_on IS NULL"),
        sqlite_where=sa.text("closed_on IS NULL"),
    )
    op.create_index("ix_dossiers_step", "dossiers", ["tenant_id", "step", "filed_at", "id"], unique=False)

    op.create_table(
        "outbox",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("matter_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(length=40), nullable=False),
        sa.Column("occasion", sa.String(length=80), nullable=False),
        sa.Column("addressee", sa.String(length=60), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recipient_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("content_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("meets", sa.String(length=40), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=200), nullable=True),
        sa.Column("message_id", sa.String(length=120), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "letter_id"],
            ["letters.tenant_id", "letters.id"],
            name=op.f("fk_outbox_tenant_id_letter_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_outbox_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint(
            "tenant_id",
            "matter_id",
            "letter",
            "occasion",
            "addressee",
            name=op.f("uq_outbox_tenant_id_matter_id_letter_occasion_addressee"),
        ),
    )
    op.create_index("ix_outbox_state", "outbox", ["tenant_id", "state", "not_before"], unique=False)

    op.create_table(
        "access",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("from_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_access_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_access_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_access_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_access")),
    )
    op.create_index("ix_access_account", "access", ["tenant_id", "account_id", "dossier_id"], unique=False)

    op.create_table(
        "clocks",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("plain_due_on", sa.Date(), nullable=True),
        sa.Column("rollover", sa.Text(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("stopped_on", sa.Date(), nullable=True),
        sa.Column("stopped_why", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_clocks_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_clocks_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_clocks")),
        sa.UniqueConstraint(
            "tenant_id", "dossier_id", "code", name=op.f("uq_clocks_tenant_id_dossier_id_code")
        ),
    )
    op.create_table(
        "parties",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("contact_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("surname_hash", sa.String(length=64), nullable=True),
        sa.Column("email_hash", sa.String(length=64), nullable=True),
        sa.Column("phone_hash", sa.String(length=64), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_parties_account_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_parties_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_parties_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_parties")),
    )
    op.create_index("ix_parties_dossier", "parties", ["tenant_id", "dossier_id"], unique=False)
    op.create_index("ix_parties_email", "parties", ["tenant_id", "email_hash"], unique=False)
    op.create_index("ix_parties_phone", "parties", ["tenant_id", "phone_hash"], unique=False)
    op.create_index("ix_parties_surname", "parties", ["tenant_id", "surname_hash"], unique=False)

    op.create_table(
        "statements",
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body_sealed", sa.LargeBinary(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "dossier_id"],
            ["dossiers.tenant_id", "dossiers.id"],
            name=op.f("fk_statements_tenant_id_dossier_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.id"], name=op.f("fk_statements_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_statements")),
        sa.UniqueConstraint(
            "tenant_id", "dossier_id", "version", name=op.f("uq_statements_tenant_id_dossier_id_version")
        ),
    )

    connection = op.get_bind()
    for table in TENANT_TABLES:
        lock_table(connection, table)
    append_only(connection, "record_entries")


def downgrade() -> None:
    raise NotImplementedError("de eerste versie heeft geen vorige: zet een back-up terug")
