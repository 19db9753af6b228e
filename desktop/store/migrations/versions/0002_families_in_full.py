"""Families in full: details of people, housing, other aid, photographs, life events, validation, lists, doubts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('column_map',
    sa.Column('purpose', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('headings', sa.Text(), nullable=False),
    sa.Column('columns', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_column_map_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_column_map')),
    sa.UniqueConstraint('owner', 'purpose', 'name', name=op.f('uq_column_map_owner_purpose_name'))
    )
    op.create_index(op.f('ix_column_map_change_number'), 'column_map', ['change_number'], unique=False)
    op.create_table('minutes',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('number', sa.String(length=80), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('signed_by', sa.String(length=400), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_minutes_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_minutes')),
    sa.UniqueConstraint('owner', 'number', name=op.f('uq_minutes_owner_number'))
    )
    op.create_index(op.f('ix_minutes_change_number'), 'minutes', ['change_number'], unique=False)
    op.create_table('official_list',
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('file_name', sa.String(length=200), nullable=False),
    sa.Column('sha256', sa.LargeBinary(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_official_list_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_official_list'))
    )
    op.create_index(op.f('ix_official_list_change_number'), 'official_list', ['change_number'], unique=False)
    op.create_table('village_quota',
    sa.Column('programme', sa.String(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('village_code', sa.String(length=32), nullable=False),
    sa.Column('places', sa.Integer(), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['village_code'], ['area.code'], name=op.f('fk_village_quota_village_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_village_quota')),
    sa.UniqueConstraint('programme', 'year', 'village_code', name=op.f('uq_village_quota_programme_year_village_code'))
    )
    op.create_index(op.f('ix_village_quota_change_number'), 'village_quota', ['change_number'], unique=False)
    op.create_table('examined',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_examined_household_id')),
    sa.PrimaryKeyConstraint('household_id', name=op.f('pk_examined'))
    )
    op.create_table('family_closure',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('reopened_on', sa.Date(), nullable=True),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_family_closure_by')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_family_closure_household_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_family_closure'))
    )
    op.create_index(op.f('ix_family_closure_change_number'), 'family_closure', ['change_number'], unique=False)
    op.create_index('ix_family_closure_household', 'family_closure', ['household_id', 'reopened_on'], unique=False)
    op.create_table('family_link',
    sa.Column('from_household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('to_household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['from_household_id'], ['household.id'], name=op.f('fk_family_link_from_household_id')),
    sa.ForeignKeyConstraint(['to_household_id'], ['household.id'], name=op.f('fk_family_link_to_household_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_family_link'))
    )
    op.create_index(op.f('ix_family_link_change_number'), 'family_link', ['change_number'], unique=False)
    op.create_index(op.f('ix_family_link_from_household_id'), 'family_link', ['from_household_id'], unique=False)
    op.create_index(op.f('ix_family_link_to_household_id'), 'family_link', ['to_household_id'], unique=False)
    op.create_table('housing',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('answers', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_housing_household_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_housing'))
    )
    op.create_index(op.f('ix_housing_change_number'), 'housing', ['change_number'], unique=False)
    op.create_index(op.f('ix_housing_household_id'), 'housing', ['household_id'], unique=False)
    op.create_table('family_fault',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.LargeBinary(16), nullable=True),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('about', sa.Text(), nullable=False),
    sa.Column('stands', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_family_fault_household_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_family_fault_member_id')),
    sa.PrimaryKeyConstraint('household_id', 'at', name=op.f('pk_family_fault'))
    )
    op.create_index('ix_family_fault_code', 'family_fault', ['code', 'stands', 'household_id'], unique=False)
    op.create_table('life_event',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('member_id', sa.LargeBinary(16), nullable=True),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('paper', sa.String(length=120), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('facts', sa.Text(), nullable=False),
    sa.Column('entered_by', sa.LargeBinary(16), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['entered_by'], ['app_user.id'], name=op.f('fk_life_event_entered_by')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_life_event_household_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_life_event_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_life_event'))
    )
    op.create_index(op.f('ix_life_event_change_number'), 'life_event', ['change_number'], unique=False)
    op.create_index('ix_life_event_household', 'life_event', ['household_id', 'on'], unique=False)
    op.create_index(op.f('ix_life_event_member_id'), 'life_event', ['member_id'], unique=False)
    op.create_table('likeness',
    sa.Column('one_id', sa.LargeBinary(16), nullable=False),
    sa.Column('other_id', sa.LargeBinary(16), nullable=False),
    sa.Column('rule', sa.String(length=32), nullable=False),
    sa.Column('score', sa.Integer(), nullable=False),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('found_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decision', sa.String(length=32), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('decided_by', sa.LargeBinary(16), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by'], ['app_user.id'], name=op.f('fk_likeness_decided_by')),
    sa.ForeignKeyConstraint(['one_id'], ['member.id'], name=op.f('fk_likeness_one_id')),
    sa.ForeignKeyConstraint(['other_id'], ['member.id'], name=op.f('fk_likeness_other_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_likeness'))
    )
    op.create_index(op.f('ix_likeness_change_number'), 'likeness', ['change_number'], unique=False)
    op.create_index('ix_likeness_open', 'likeness', ['decision', 'score'], unique=False)
    op.create_index(op.f('ix_likeness_other_id'), 'likeness', ['other_id'], unique=False)
    op.create_index('ix_likeness_pair', 'likeness', ['one_id', 'other_id'], unique=False)
    op.create_table('list_match',
    sa.Column('list_id', sa.LargeBinary(16), nullable=False),
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('member_id', sa.LargeBinary(16), nullable=True),
    sa.Column('outcome', sa.String(length=32), nullable=False),
    sa.Column('found_by', sa.String(length=32), nullable=False),
    sa.Column('row', sa.Integer(), nullable=False),
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_list_match_household_id')),
    sa.ForeignKeyConstraint(['list_id'], ['official_list.id'], name=op.f('fk_list_match_list_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_list_match_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_list_match'))
    )
    op.create_index(op.f('ix_list_match_change_number'), 'list_match', ['change_number'], unique=False)
    op.create_index('ix_list_match_household', 'list_match', ['household_id'], unique=False)
    op.create_index('ix_list_match_list', 'list_match', ['list_id', 'outcome'], unique=False)
    op.create_index(op.f('ix_list_match_member_id'), 'list_match', ['member_id'], unique=False)
    op.create_table('other_aid',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('member_id', sa.LargeBinary(16), nullable=True),
    sa.Column('aid', sa.String(length=32), nullable=False),
    sa.Column('number', sa.String(length=32), nullable=True),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_other_aid_household_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_other_aid_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_other_aid'))
    )
    op.create_index(op.f('ix_other_aid_change_number'), 'other_aid', ['change_number'], unique=False)
    op.create_index('ix_other_aid_household', 'other_aid', ['household_id', 'aid'], unique=False)
    op.create_table('person_details',
    sa.Column('member_id', sa.LargeBinary(16), nullable=False),
    sa.Column('source', sa.String(length=32), nullable=False),
    sa.Column('education', sa.String(length=32), nullable=True),
    sa.Column('school_name', sa.String(length=120), nullable=False),
    sa.Column('school_npsn', sa.String(length=32), nullable=True),
    sa.Column('nisn', sa.String(length=32), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('pregnancies', sa.Integer(), nullable=True),
    sa.Column('chronic_illness', sa.String(length=32), nullable=True),
    sa.Column('work_status', sa.String(length=32), nullable=True),
    sa.Column('work_field', sa.String(length=32), nullable=True),
    sa.Column('papers', sa.String(length=80), nullable=False),
    sa.Column('in_family_card', sa.Boolean(), nullable=True),
    sa.Column('religion', sa.String(length=32), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_person_details_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_details')),
    sa.UniqueConstraint('member_id', name=op.f('uq_person_details_member_id'))
    )
    op.create_index(op.f('ix_person_details_change_number'), 'person_details', ['change_number'], unique=False)
    op.create_table('photograph',
    sa.Column('household_id', sa.LargeBinary(16), nullable=False),
    sa.Column('member_id', sa.LargeBinary(16), nullable=True),
    sa.Column('shows', sa.String(length=32), nullable=False),
    sa.Column('file', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('taken_on', sa.Date(), nullable=True),
    sa.Column('added_by', sa.LargeBinary(16), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['added_by'], ['app_user.id'], name=op.f('fk_photograph_added_by')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_photograph_household_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_photograph_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_photograph'))
    )
    op.create_index(op.f('ix_photograph_change_number'), 'photograph', ['change_number'], unique=False)
    op.create_index(op.f('ix_photograph_household_id'), 'photograph', ['household_id'], unique=False)
    op.create_table('validation',
    sa.Column('enrolment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('minutes_id', sa.LargeBinary(16), nullable=True),
    sa.Column('result', sa.String(length=32), nullable=False),
    sa.Column('reasons', sa.Text(), nullable=False),
    sa.Column('explained', sa.Text(), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('officer', sa.String(length=120), nullable=False),
    sa.Column('note', sa.String(length=400), nullable=False),
    sa.Column('entered_by', sa.LargeBinary(16), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_validation_enrolment_id')),
    sa.ForeignKeyConstraint(['entered_by'], ['app_user.id'], name=op.f('fk_validation_entered_by')),
    sa.ForeignKeyConstraint(['minutes_id'], ['minutes.id'], name=op.f('fk_validation_minutes_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_validation'))
    )
    op.create_index(op.f('ix_validation_change_number'), 'validation', ['change_number'], unique=False)
    op.create_index('ix_validation_enrolment', 'validation', ['enrolment_id', 'on'], unique=False)
    op.create_index(op.f('ix_validation_minutes_id'), 'validation', ['minutes_id'], unique=False)
    op.create_table('waiting_place',
    sa.Column('enrolment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('programme', sa.String(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('village_code', sa.String(length=32), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('left_on', sa.Date(), nullable=True),
    sa.Column('left_for', sa.String(length=32), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_waiting_place_enrolment_id')),
    sa.ForeignKeyConstraint(['village_code'], ['area.code'], name=op.f('fk_waiting_place_village_code')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_waiting_place')),
    sa.UniqueConstraint('programme', 'year', 'village_code', 'number', name=op.f('uq_waiting_place_programme_year_village_code_number'))
    )
    op.create_index(op.f('ix_waiting_place_change_number'), 'waiting_place', ['change_number'], unique=False)
    op.create_index(op.f('ix_waiting_place_enrolment_id'), 'waiting_place', ['enrolment_id'], unique=False)

    op.execute("ALTER TABLE import_batch ADD COLUMN undone_at DATETIME")
    op.execute(
        "ALTER TABLE import_batch ADD COLUMN undone_by BLOB CONSTRAINT fk_import_batch_undone_by REFERENCES app_user (id)"
    )
