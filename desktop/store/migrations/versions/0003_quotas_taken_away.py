"""Quotas that are taken away, why an import was undone, and matches of a list in the order of its rows."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
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
