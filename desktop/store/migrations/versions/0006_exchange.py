"""Exchange between offices: own keys, cards of others, packages sent and received, people of other offices."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE app_user ADD COLUMN office VARCHAR(32)")
    op.create_table('peer_stream',
    sa.Column('stream', sa.String(length=32), nullable=False),
    sa.Column('office', sa.String(length=32), nullable=False),
    sa.Column('applied', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('log_seq', sa.BigInteger(), nullable=False),
    sa.Column('log_hash', sa.String(length=64), nullable=False),
    sa.Column('stopped_for', sa.String(length=64), nullable=True),
    sa.PrimaryKeyConstraint('stream', name=op.f('pk_peer_stream'))
    )
    op.create_table('office_key',
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('signing', sa.LargeBinary(), nullable=False),
    sa.Column('sealing', sa.Text(), nullable=False),
    sa.Column('made_by', sa.LargeBinary(16), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['app_user.id'], name=op.f('fk_office_key_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office_key'))
    )
    op.create_table('received_package',
    sa.Column('sender', sa.String(length=32), nullable=False),
    sa.Column('stream', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('after', sa.BigInteger(), nullable=False),
    sa.Column('upto', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('records', sa.Integer(), nullable=False),
    sa.Column('totals', sa.Text(), nullable=False),
    sa.Column('log_seq', sa.BigInteger(), nullable=False),
    sa.Column('log_hash', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("state IN ('held','taken','refused')", name=op.f('ck_received_package_state_known')),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_received_package_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_received_package')),
    sa.UniqueConstraint('digest', name=op.f('uq_received_package_digest'))
    )
    op.create_index(op.f('ix_received_package_change_number'), 'received_package', ['change_number'], unique=False)
    op.create_table('sent_package',
    sa.Column('receiver', sa.String(length=32), nullable=False),
    sa.Column('stream', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('after', sa.BigInteger(), nullable=False),
    sa.Column('upto', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=64), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('bytes', sa.BigInteger(), nullable=False),
    sa.Column('records', sa.Integer(), nullable=False),
    sa.Column('totals', sa.Text(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('made_by', sa.LargeBinary(16), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('copied_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("state IN ('made','copied','received','refused')", name=op.f('ck_sent_package_state_known')),
    sa.ForeignKeyConstraint(['made_by'], ['app_user.id'], name=op.f('fk_sent_package_made_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sent_package')),
    sa.UniqueConstraint('receiver', 'stream', 'number', name=op.f('uq_sent_package_receiver_stream_number'))
    )
    op.create_index(op.f('ix_sent_package_change_number'), 'sent_package', ['change_number'], unique=False)
    op.create_table('trusted_card',
    sa.Column('office', sa.String(length=32), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('card', sa.String(length=200), nullable=False),
    sa.Column('proposed_by', sa.LargeBinary(16), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.LargeBinary(16), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_by', sa.LargeBinary(16), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_for', sa.String(length=200), nullable=True),
    sa.Column('last_number', sa.Integer(), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['confirmed_by'], ['app_user.id'], name=op.f('fk_trusted_card_confirmed_by')),
    sa.ForeignKeyConstraint(['ended_by'], ['app_user.id'], name=op.f('fk_trusted_card_ended_by')),
    sa.ForeignKeyConstraint(['proposed_by'], ['app_user.id'], name=op.f('fk_trusted_card_proposed_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trusted_card')),
    sa.UniqueConstraint('card', name=op.f('uq_trusted_card_card'))
    )
    op.create_index(op.f('ix_trusted_card_change_number'), 'trusted_card', ['change_number'], unique=False)
    op.create_table('record_conflict',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('record', sa.Text(), nullable=False),
    sa.Column('ours', sa.Text(), nullable=False),
    sa.Column('theirs', sa.Text(), nullable=False),
    sa.Column('theirs_version', sa.Text(), nullable=False),
    sa.Column('package_id', sa.LargeBinary(16), nullable=False),
    sa.Column('decided', sa.String(length=32), nullable=True),
    sa.Column('decision', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=400), nullable=False),
    sa.Column('decided_by', sa.LargeBinary(16), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['app_user.id'], name=op.f('fk_record_conflict_decided_by')),
    sa.ForeignKeyConstraint(['package_id'], ['received_package.id'], name=op.f('fk_record_conflict_package_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_conflict'))
    )
    op.create_index(op.f('ix_record_conflict_change_number'), 'record_conflict', ['change_number'], unique=False)
    op.create_index(op.f('ix_record_conflict_record'), 'record_conflict', ['record'], unique=False)
    # ### end Alembic commands ###
