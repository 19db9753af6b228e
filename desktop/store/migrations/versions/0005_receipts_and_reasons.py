"""Numbers of hand-overs, accounts and refusals of returns, runs over a programme, explanations of what was found."""

import sqlalchemy as sa
from alembic import op

from desktop.store.older import handed_over

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

PERSON = "BLOB CONSTRAINT fk_treasury_return_{0} REFERENCES app_user (id)"
COLUMNS = (
    ("custody", "receipt_year", "INTEGER"),
    ("custody", "receipt_number", "INTEGER"),
    ("treasury_return", "account", "VARCHAR(60) DEFAULT '' NOT NULL"),
    ("treasury_return", "declined_by", PERSON.format("declined_by")),
    ("treasury_return", "declined_at", "DATETIME"),
    ("treasury_return", "declined_for", "VARCHAR(200)"),
    ("treasury_return", "taken_back_by", PERSON.format("taken_back_by")),
    ("treasury_return", "taken_back_at", "DATETIME"),
    ("treasury_return", "taken_back_for", "VARCHAR(200)"),
    ("audit_check", "programme", "VARCHAR(32)"),
    ("audit_check", "year", "INTEGER"),
)


def upgrade() -> None:
    for table, name, kind in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    op.create_index('ix_custody_receipt', 'custody', ['receipt_year', 'receipt_number'], unique=False)
    _number_hand_overs()
    _create_explanations()


def _number_hand_overs() -> None:
    """The number that stood before the note gets its columns, and the note is what somebody wrote.

    The journal is not asked: nobody did anything. `store/older.py` says the same of the kept versions, from the same
    function, so that the proof sees each moved number as what was journalled, and any other value as a change.
    """
    custody = sa.table(
        'custody', sa.column('id'), sa.column('note'), sa.column('receipt_year'), sa.column('receipt_number')
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(custody.c.id, custody.c.note)).all():
        if apart := handed_over(row.note):
            connection.execute(sa.update(custody).where(custody.c.id == row.id).values(**apart))


def _create_explanations() -> None:
    op.create_table('finding_explanation',
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('payment_id', sa.LargeBinary(16), nullable=True),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=400), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(payment_id IS NULL) = (told <> '')", name=op.f('ck_finding_explanation_row')),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_finding_explanation_by')),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_finding_explanation_payment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_finding_explanation'))
    )
    op.create_index(op.f('ix_finding_explanation_change_number'), 'finding_explanation', ['change_number'], unique=False)
    op.create_index(op.f('ix_finding_explanation_payment_id'), 'finding_explanation', ['payment_id'], unique=False)
    op.create_index('ix_finding_explanation_row', 'finding_explanation', ['code', 'payment_id', 'at'], unique=False)
