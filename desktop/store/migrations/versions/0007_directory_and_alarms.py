"""The directory of offices, cards that came without paper or wait for their end, alarms, and what is asked back."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COLUMNS = (
    ("trusted_card", "through", "VARCHAR(32) DEFAULT 'paper' NOT NULL"),
    ("trusted_card", "directory", "INTEGER"),
    ("trusted_card", "ending_by", "BLOB CONSTRAINT fk_trusted_card_ending_by REFERENCES app_user (id)"),
    ("trusted_card", "ending_at", "DATETIME"),
    ("trusted_card", "last_digest", "VARCHAR(64)"),
    ("office_key", "statement", "TEXT DEFAULT '' NOT NULL"),
    ("sent_package", "log_seq", "BIGINT DEFAULT 0 NOT NULL"),
    ("sent_package", "log_hash", "VARCHAR(64) DEFAULT '' NOT NULL"),
    ("received_package", "previous", "VARCHAR(64)"),
    ("peer_stream", "directory", "INTEGER DEFAULT 0 NOT NULL"),
    ("peer_stream", "asks", "BOOLEAN DEFAULT 0 NOT NULL"),
)


def upgrade() -> None:
    for table, name, kind in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    _create_directories()
    _create_alarms()
    _create_catch_ups()


def _create_directories() -> None:
    op.create_table('office_directory',
    sa.Column('office', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('key', sa.String(length=16), nullable=False),
    sa.Column('signature', sa.String(length=128), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_office_directory_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_office_directory')),
    sa.UniqueConstraint('office', 'number', name=op.f('uq_office_directory_office_number'))
    )
    op.create_index(op.f('ix_office_directory_change_number'), 'office_directory', ['change_number'], unique=False)


def _create_alarms() -> None:
    op.create_table('exchange_alarm',
    sa.Column('office', sa.String(length=32), nullable=False),
    sa.Column('stream', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=64), nullable=False),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_for', sa.String(length=200), nullable=True),
    sa.Column('settled_by', sa.LargeBinary(16), nullable=True),
    sa.Column('settled_second', sa.LargeBinary(16), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_exchange_alarm_by')),
    sa.ForeignKeyConstraint(['settled_by'], ['app_user.id'], name=op.f('fk_exchange_alarm_settled_by')),
    sa.ForeignKeyConstraint(['settled_second'], ['app_user.id'], name=op.f('fk_exchange_alarm_settled_second')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_exchange_alarm'))
    )
    op.create_index(op.f('ix_exchange_alarm_change_number'), 'exchange_alarm', ['change_number'], unique=False)
    op.create_index(op.f('ix_exchange_alarm_stream'), 'exchange_alarm', ['stream'], unique=False)


def _create_catch_ups() -> None:
    op.create_table('catch_up',
    sa.Column('office', sa.String(length=32), nullable=False),
    sa.Column('epoch', sa.Integer(), nullable=False),
    sa.Column('package_id', sa.LargeBinary(16), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_catch_up_by')),
    sa.ForeignKeyConstraint(['package_id'], ['received_package.id'], name=op.f('fk_catch_up_package_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_catch_up'))
    )
    op.create_index(op.f('ix_catch_up_change_number'), 'catch_up', ['change_number'], unique=False)
