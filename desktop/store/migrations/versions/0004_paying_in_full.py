"""Paying in full: later lists of a tranche, ways back, sanctions, paths of money, returns, budget, the auditor's tests."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# One enrolment has at most one payment in a tranche that can be or was paid, in whichever list it stands (DESIGN.md 4.8).
ELSEWHERE = """EXISTS (
  SELECT 1 FROM payment AS other
    JOIN pay_list AS there ON there.id = other.pay_list_id
    JOIN pay_list AS here ON here.id = NEW.pay_list_id
   WHERE other.enrolment_id = NEW.enrolment_id AND other.id <> NEW.id AND other.state IN ('unpaid', 'paid')
     AND there.programme = here.programme AND there.year = here.year AND there.tranche = here.tranche
     AND there.owner = here.owner)"""
ONCE = """BEGIN
  SELECT RAISE(ABORT, 'payment: paid once in a tranche') WHERE %s;
END""" % ELSEWHERE
GUARDS = (
    "CREATE TRIGGER payment_once_new BEFORE INSERT ON payment WHEN NEW.state IN ('unpaid', 'paid') " + ONCE,
    "CREATE TRIGGER payment_once_changed BEFORE UPDATE OF state, enrolment_id, pay_list_id ON payment"
    " WHEN NEW.state IN ('unpaid', 'paid') " + ONCE,
)


def upgrade() -> None:
    _let_a_tranche_have_later_lists()
    _create_tables()
    for guard in GUARDS:
        op.execute(guard)


def _let_a_tranche_have_later_lists() -> None:
    """A list has its number among the lists of its tranche: the first is 0. References to the table stay as they are."""
    op.create_table('pay_list_after',
    sa.Column('programme', sa.String(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('tranche', sa.Integer(), nullable=False),
    sa.Column('supplement', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=32), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('decree_id', sa.LargeBinary(16), nullable=True),
    sa.Column('drafted_by', sa.LargeBinary(16), nullable=False),
    sa.Column('drafted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('approved_by', sa.LargeBinary(16), nullable=True),
    sa.Column('approved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['approved_by'], ['app_user.id'], name=op.f('fk_pay_list_approved_by')),
    sa.ForeignKeyConstraint(['decree_id'], ['decree.id'], name=op.f('fk_pay_list_decree_id')),
    sa.ForeignKeyConstraint(['drafted_by'], ['app_user.id'], name=op.f('fk_pay_list_drafted_by')),
    sa.ForeignKeyConstraint(['programme', 'year', 'tranche'], ['tranche.programme', 'tranche.year', 'tranche.number'], name=op.f('fk_pay_list_programme_year_tranche')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_list')),
    sa.UniqueConstraint('owner', 'programme', 'year', 'tranche', 'supplement', name=op.f('uq_pay_list_owner_programme_year_tranche_supplement'))
    )
    op.execute(
        "INSERT INTO pay_list_after SELECT programme, year, tranche, 0, state, as_of, decree_id, drafted_by, drafted_at, approved_by, approved_at, closed_at, id, owner, version, change_number FROM pay_list"
    )
    op.drop_table('pay_list')
    op.rename_table('pay_list_after', 'pay_list')
    op.create_index(op.f('ix_pay_list_change_number'), 'pay_list', ['change_number'], unique=False)


def _create_tables() -> None:
    op.create_table('budget_line',
    sa.Column('programme', sa.String(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('account', sa.String(length=60), nullable=False),
    sa.Column('rupiah', sa.BigInteger(), nullable=False),
    sa.Column('paper', sa.String(length=120), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('entered_by', sa.LargeBinary(16), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['entered_by'], ['app_user.id'], name=op.f('fk_budget_line_entered_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_line'))
    )
    op.create_index(op.f('ix_budget_line_change_number'), 'budget_line', ['change_number'], unique=False)
    op.create_index('ix_budget_line_year', 'budget_line', ['programme', 'year'], unique=False)
    op.create_table('audit_check',
    sa.Column('pay_list_id', sa.LargeBinary(16), nullable=True),
    sa.Column('why', sa.String(length=32), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_audit_check_by')),
    sa.ForeignKeyConstraint(['pay_list_id'], ['pay_list.id'], name=op.f('fk_audit_check_pay_list_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_check'))
    )
    op.create_index(op.f('ix_audit_check_change_number'), 'audit_check', ['change_number'], unique=False)
    op.create_index(op.f('ix_audit_check_pay_list_id'), 'audit_check', ['pay_list_id'], unique=False)
    op.create_table('custody',
    sa.Column('enrolment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('what', sa.String(length=32), nullable=False),
    sa.Column('holder', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_custody_by')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_custody_enrolment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_custody'))
    )
    op.create_index(op.f('ix_custody_change_number'), 'custody', ['change_number'], unique=False)
    op.create_index('ix_custody_enrolment', 'custody', ['enrolment_id', 'what', 'on'], unique=False)
    op.create_table('payout_answer',
    sa.Column('pay_list_id', sa.LargeBinary(16), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('counts', sa.Text(), nullable=False),
    sa.Column('taken_by', sa.LargeBinary(16), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['pay_list_id'], ['pay_list.id'], name=op.f('fk_payout_answer_pay_list_id')),
    sa.ForeignKeyConstraint(['taken_by'], ['app_user.id'], name=op.f('fk_payout_answer_taken_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payout_answer')),
    sa.UniqueConstraint('pay_list_id', 'digest', name=op.f('uq_payout_answer_pay_list_id_digest'))
    )
    op.create_index(op.f('ix_payout_answer_change_number'), 'payout_answer', ['change_number'], unique=False)
    op.create_table('payout_file',
    sa.Column('pay_list_id', sa.LargeBinary(16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('payer', sa.String(length=60), nullable=False),
    sa.Column('template', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('digest', sa.String(length=64), nullable=False),
    sa.Column('payments', sa.Integer(), nullable=False),
    sa.Column('rupiah', sa.BigInteger(), nullable=False),
    sa.Column('made_by', sa.LargeBinary(16), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['made_by'], ['app_user.id'], name=op.f('fk_payout_file_made_by')),
    sa.ForeignKeyConstraint(['pay_list_id'], ['pay_list.id'], name=op.f('fk_payout_file_pay_list_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payout_file')),
    sa.UniqueConstraint('pay_list_id', 'number', name=op.f('uq_payout_file_pay_list_id_number'))
    )
    op.create_index(op.f('ix_payout_file_change_number'), 'payout_file', ['change_number'], unique=False)
    op.create_table('sanction',
    sa.Column('enrolment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('programme', sa.String(length=32), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('tranche', sa.Integer(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('percent', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('paper', sa.String(length=120), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('entered_by', sa.LargeBinary(16), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_by', sa.LargeBinary(16), nullable=True),
    sa.Column('lifted_for', sa.String(length=200), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('percent IS NULL OR (percent > 0 AND percent <= 100)', name=op.f('ck_sanction_percent')),
    sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_sanction_enrolment_id')),
    sa.ForeignKeyConstraint(['entered_by'], ['app_user.id'], name=op.f('fk_sanction_entered_by')),
    sa.ForeignKeyConstraint(['lifted_by'], ['app_user.id'], name=op.f('fk_sanction_lifted_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanction'))
    )
    op.create_index(op.f('ix_sanction_change_number'), 'sanction', ['change_number'], unique=False)
    op.create_index(op.f('ix_sanction_enrolment_id'), 'sanction', ['enrolment_id'], unique=False)
    op.create_index('ix_sanction_tranche', 'sanction', ['programme', 'year', 'tranche'], unique=False)
    op.create_table('step_back',
    sa.Column('pay_list_id', sa.LargeBinary(16), nullable=False),
    sa.Column('from_state', sa.String(length=32), nullable=False),
    sa.Column('to_state', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.String(length=200), nullable=False),
    sa.Column('asked_by', sa.LargeBinary(16), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('granted', sa.Boolean(), nullable=True),
    sa.Column('decided_by', sa.LargeBinary(16), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answer', sa.String(length=200), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['app_user.id'], name=op.f('fk_step_back_asked_by')),
    sa.ForeignKeyConstraint(['decided_by'], ['app_user.id'], name=op.f('fk_step_back_decided_by')),
    sa.ForeignKeyConstraint(['pay_list_id'], ['pay_list.id'], name=op.f('fk_step_back_pay_list_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_step_back'))
    )
    op.create_index(op.f('ix_step_back_change_number'), 'step_back', ['change_number'], unique=False)
    op.create_index(op.f('ix_step_back_pay_list_id'), 'step_back', ['pay_list_id'], unique=False)
    op.create_table('treasury_return',
    sa.Column('pay_list_id', sa.LargeBinary(16), nullable=False),
    sa.Column('sts_number', sa.String(length=80), nullable=False),
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('families', sa.Integer(), nullable=False),
    sa.Column('rupiah', sa.BigInteger(), nullable=False),
    sa.Column('proof_name', sa.String(length=200), nullable=False),
    sa.Column('proof_digest', sa.String(length=64), nullable=False),
    sa.Column('made_by', sa.LargeBinary(16), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_by', sa.LargeBinary(16), nullable=True),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['confirmed_by'], ['app_user.id'], name=op.f('fk_treasury_return_confirmed_by')),
    sa.ForeignKeyConstraint(['made_by'], ['app_user.id'], name=op.f('fk_treasury_return_made_by')),
    sa.ForeignKeyConstraint(['pay_list_id'], ['pay_list.id'], name=op.f('fk_treasury_return_pay_list_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_treasury_return')),
    sa.UniqueConstraint('pay_list_id', 'sts_number', name=op.f('uq_treasury_return_pay_list_id_sts_number'))
    )
    op.create_index(op.f('ix_treasury_return_change_number'), 'treasury_return', ['change_number'], unique=False)
    op.create_table('audit_finding',
    sa.Column('check_id', sa.LargeBinary(16), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('level', sa.String(length=32), nullable=False),
    sa.Column('payment_id', sa.LargeBinary(16), nullable=True),
    sa.Column('told', sa.Text(), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("level IN ('wrong','doubtful','to_know')", name=op.f('ck_audit_finding_level')),
    sa.ForeignKeyConstraint(['check_id'], ['audit_check.id'], name=op.f('fk_audit_finding_check_id')),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_audit_finding_payment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_finding'))
    )
    op.create_index(op.f('ix_audit_finding_change_number'), 'audit_finding', ['change_number'], unique=False)
    op.create_index('ix_audit_finding_check', 'audit_finding', ['check_id', 'code'], unique=False)
    op.create_index(op.f('ix_audit_finding_payment_id'), 'audit_finding', ['payment_id'], unique=False)
    op.create_table('collection',
    sa.Column('payment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('who', sa.String(length=32), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('nik', sa.String(length=32), nullable=True),
    sa.Column('relation', sa.String(length=32), nullable=False),
    sa.Column('papers', sa.Text(), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.Column('witness', sa.String(length=120), nullable=False),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('by', sa.LargeBinary(16), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('undone_by', sa.LargeBinary(16), nullable=True),
    sa.Column('undone_for', sa.String(length=200), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['app_user.id'], name=op.f('fk_collection_by')),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_collection_payment_id')),
    sa.ForeignKeyConstraint(['undone_by'], ['app_user.id'], name=op.f('fk_collection_undone_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collection'))
    )
    op.create_index(op.f('ix_collection_change_number'), 'collection', ['change_number'], unique=False)
    op.create_index(op.f('ix_collection_nik'), 'collection', ['nik'], unique=False)
    op.create_index('ix_collection_payment', 'collection', ['payment_id', 'at'], unique=False)
    op.create_table('payment_part',
    sa.Column('payment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('kind', sa.String(length=32), nullable=False),
    sa.Column('code', sa.String(length=32), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('rupiah', sa.BigInteger(), nullable=False),
    sa.Column('sanction_id', sa.LargeBinary(16), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_payment_part_payment_id')),
    sa.ForeignKeyConstraint(['sanction_id'], ['sanction.id'], name=op.f('fk_payment_part_sanction_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment_part'))
    )
    op.create_index(op.f('ix_payment_part_change_number'), 'payment_part', ['change_number'], unique=False)
    op.create_index(op.f('ix_payment_part_payment_id'), 'payment_part', ['payment_id'], unique=False)
    op.create_table('payment_route',
    sa.Column('payment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('path', sa.String(length=32), nullable=False),
    sa.Column('payer', sa.String(length=60), nullable=False),
    sa.Column('number', sa.String(length=32), nullable=True),
    sa.Column('holder', sa.String(length=120), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("path IN ('cash','post','bank')", name=op.f('ck_payment_route_path')),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_payment_route_payment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payment_route')),
    sa.UniqueConstraint('payment_id', name=op.f('uq_payment_route_payment_id'))
    )
    op.create_index(op.f('ix_payment_route_change_number'), 'payment_route', ['change_number'], unique=False)
    op.create_index(op.f('ix_payment_route_number'), 'payment_route', ['number'], unique=False)
    op.create_table('payout_order',
    sa.Column('file_id', sa.LargeBinary(16), nullable=False),
    sa.Column('payment_id', sa.LargeBinary(16), nullable=False),
    sa.Column('outcome', sa.String(length=32), nullable=False),
    sa.Column('reason', sa.String(length=32), nullable=False),
    sa.Column('told', sa.String(length=200), nullable=False),
    sa.Column('on', sa.Date(), nullable=True),
    sa.Column('answer_id', sa.LargeBinary(16), nullable=True),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("outcome IN ('sent','paid','failed','idle')", name=op.f('ck_payout_order_outcome')),
    sa.ForeignKeyConstraint(['answer_id'], ['payout_answer.id'], name=op.f('fk_payout_order_answer_id')),
    sa.ForeignKeyConstraint(['file_id'], ['payout_file.id'], name=op.f('fk_payout_order_file_id')),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_payout_order_payment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payout_order')),
    sa.UniqueConstraint('file_id', 'payment_id', name=op.f('uq_payout_order_file_id_payment_id'))
    )
    op.create_index(op.f('ix_payout_order_answer_id'), 'payout_order', ['answer_id'], unique=False)
    op.create_index(op.f('ix_payout_order_change_number'), 'payout_order', ['change_number'], unique=False)
    op.create_index('ix_payout_order_payment', 'payout_order', ['payment_id'], unique=False)
    op.create_table('signed_receipt',
    sa.Column('receipt_id', sa.LargeBinary(16), nullable=False),
    sa.Column('how', sa.String(length=32), nullable=False),
    sa.Column('seen_by', sa.LargeBinary(16), nullable=False),
    sa.Column('seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.LargeBinary(16), nullable=False),
    sa.Column('owner', sa.String(length=32), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('change_number', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['receipt_id'], ['receipt.id'], name=op.f('fk_signed_receipt_receipt_id')),
    sa.ForeignKeyConstraint(['seen_by'], ['app_user.id'], name=op.f('fk_signed_receipt_seen_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signed_receipt')),
    sa.UniqueConstraint('receipt_id', name=op.f('uq_signed_receipt_receipt_id'))
    )
    op.create_index(op.f('ix_signed_receipt_change_number'), 'signed_receipt', ['change_number'], unique=False)
    # ### end Alembic commands ###
