"""Quotas that are taken away, why an import was undone, lists in the order a person reads them in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sort_names_whatever_their_capitals()
    op.create_table('quota_end',
    sa.Column('quota_id', sa.LargeBinary(16), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('set_again_on', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_quota_end_by')),
    sa.ForeignKeyConstraint(['quota_id'], ['village_quota.id'], name=op.f('fk_quota_end_quota_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quota_end'))
    )
    op.create_index(op.f('ix_quota_end_change_number'), 'quota_end', ['change_number'], unique=False)
    op.create_index(op.f('ix_quota_end_quota_id'), 'quota_end', ['quota_id'], unique=False)

    op.execute("ALTER TABLE import_batch ADD COLUMN undone_for VARCHAR(200)")

    # A page of results is asked for by list, or by list and outcome, and always in the order of the rows.
    op.drop_index('ix_list_match_list', table_name='list_match')
    op.create_index('ix_list_match_list', 'list_match', ['list_id', 'outcome', 'row'], unique=False)
    op.create_index('ix_list_match_row', 'list_match', ['list_id', 'row'], unique=False)


def _sort_names_whatever_their_capitals() -> None:
    """Registers write names in capitals, people do not: both stand in one order. The rows are derived, their numbers stay."""
    op.execute("ALTER TABLE family_row RENAME TO family_row_before")
    op.create_table('family_row',
    sa.Column('doc', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('caretaker_name', sa.String(length=120, collation='NOCASE'), nullable=False),
    sa.Column('caretaker_nik', sa.String(length=32), nullable=True),
    sa.Column('card_number', sa.String(length=32), nullable=True),
    sa.Column('village_code', sa.String(length=32), nullable=True),
    sa.Column('village_name', sa.String(length=120, collation='NOCASE'), nullable=False),
    sa.Column('district_code', sa.String(length=32), nullable=True),
    sa.Column('district_name', sa.String(length=120), nullable=False),
    sa.Column('members', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_family_row_household_id')),
    sa.PrimaryKeyConstraint('doc', name=op.f('pk_family_row')),
    sa.UniqueConstraint('household_id', name=op.f('uq_family_row_household_id'))
    )
    op.execute("INSERT INTO family_row SELECT * FROM family_row_before")
    op.drop_table('family_row_before')
    op.create_index('ix_family_row_district', 'family_row', ['district_code', 'caretaker_name', 'doc'], unique=False)
    op.create_index('ix_family_row_name', 'family_row', ['caretaker_name', 'doc'], unique=False)
    op.create_index('ix_family_row_status', 'family_row', ['status', 'caretaker_name', 'doc'], unique=False)
