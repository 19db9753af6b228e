"""An office in which everything that is printed is as long as it may be."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from desktop.models import Area, Decree, Enrolment, Household, Member, Payment, TreasuryReturn, User
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving, office_settings
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.office_settings import Letterhead, Official, Papers, Signatories
from tests import families, offices
from tests.services.money import walk

NAME = (
    "RADEN AJENG HAJAH SITI NURHALIMATUSSADIYAH BINTI KIAI HAJI ABDURRAHMAN WAHIDIN "
    "KUSUMADININGRAT SASTRAWINATA NATADIREJA"
)
ADDRESS = "Kp. Sukamanah Hilir Kaler Blok C No. 128"
VILLAGE = "Kampuang Tanjuang Koto Mambang Sungai Durian"  # the longest name of a village there is
DISTRICT = "Matang Glumpang Dua Meunasah Dayah"
AMOUNT = 999_999_999
SUM = 999_999_999_999
AGENCY = (
    "Dinas Sosial Pemberdayaan Masyarakat dan Desa Pengendalian Penduduk Keluarga Berencana "
    "Pemberdayaan Perempuan dan Perlindungan Anak Kabupaten Pandeglang"
)  # eighteen words
STREET = (
    "Jalan Raya Labuan Kilometer 4 Kampung Cikupa Desa Sukasari Kecamatan Kaduhejo Kabupaten Pandeglang Provinsi Banten"
)
HEAD = Letterhead(
    "Pemerintah Kabupaten Pandeglang Provinsi Banten", AGENCY, STREET,
    "(0253) 201234 ext. 1122, 0812-9876-5432", "dinas.sosial.pemberdayaan@pandeglangkab.go.id",
    "https://dinsos-pemberdayaan.pandeglangkab.go.id", "42253", "Pandeglang",
)  # fmt: skip
OFFICER = "Dr. Hj. RATU SITI NURHALIMATUSSADIYAH WIRAHADIKUSUMAH, S.Sos., S.T., M.M., M.Si."
PERSON = "Raden Ajeng Siti Nurhalimatussadiyah Wirahadikusumah, S.Kom."
STS = "STS-900.1/000123/DINSOSPMDPPKBP3A/BUD/XII/2019"
ACCOUNT = "RKUD 0012345678001 Bank BJB Cabang Pandeglang"
REASON = "Sakit keras dan dirawat di rumah sakit, keluarga lain tidak ada yang dapat mewakili"
DECREE = "466/Kep.1234-Huk/DINSOSPMDPPKBP3A/2019"
PLACE = "Aula Kantor Kecamatan Matang Glumpang Dua Meunasah Dayah"
WITNESSES = (f"{PERSON}, Camat {DISTRICT}", f"{OFFICER}, Kepala Desa {VILLAGE}")
NIP = "196805121992032004"


@dataclass(frozen=True)
class Extremes:
    """Desks at the office, and what papers are made of. `folder` is for papers that come as files."""

    operator: Desk
    supervisor: Desk
    administrator: Desk
    folder: Path
    families: list[UUID]
    enrolments: list[UUID]
    village: str


def furnish(operator: Desk, folder: Path) -> Extremes:
    """Fill an empty office: a list that is open with two villages, every name, address and amount the longest."""
    supervisor, administrator = (offices.same_office_as(operator, one) for one in (Role.SUPERVISOR, Role.ADMINISTRATOR))
    village = _settings(operator, administrator)
    ids = families.add(
        operator, 40, places=families.villages(operator, 2), bank="bjb", address=ADDRESS, rt="012", rw="034"
    )
    _name_everybody(operator)
    drafting.create(operator, walk.FIRST, walk.DECREE)
    approving.approve(supervisor, walk.FIRST)
    approving.open_pay_out(supervisor, walk.FIRST)
    _give_much(operator)
    with operator.read() as session:
        enrolments = list(session.scalars(select(Enrolment.id).order_by(Enrolment.card_number)))
    return Extremes(operator, supervisor, administrator, folder, ids, enrolments, village)


def _settings(desk: Desk, administrator: Desk) -> str:
    """Names as long as any; answers the code of the village that bears one."""
    official = partial(Official, name=OFFICER, rank="Pembina Utama Muda, IV/c", nip=NIP)
    office_settings.change(administrator, HEAD)
    head = official("Kepala Dinas Sosial Pemberdayaan Masyarakat dan Desa")
    user = official("Kuasa Pengguna Anggaran Bidang Perlindungan dan Jaminan Sosial")
    treasurer = official("Bendahara Pengeluaran Pembantu Bidang Perlindungan dan Jaminan Sosial")
    office_settings.change(administrator, Signatories(head, user, treasurer))
    office_settings.change(
        administrator, Papers(unit="DINSOSPMDPPKBP3A-LINJAMSOS", account_code="5.1.05.05.01.0001.0012")
    )
    first, *_ = families.villages(desk)
    with desk.write("test.longest") as unit:
        area = unit.session.get_one(Area, first)
        area.name = VILLAGE
        unit.session.get_one(Area, area.parent_code).name = DISTRICT
        unit.session.get_one(User, desk.person.id).full_name = PERSON
    return first


def more(desk: Desk, count: int, start: int = 0) -> list[UUID]:
    """Families in two villages; every third has a short name, so that long and short ones stand under each other."""
    places = families.villages(desk, 2)
    ids = families.add(desk, count, places=places, start=start, bank="bjb", address=ADDRESS, rt="012", rw="034")
    _name_everybody(desk)
    return ids


def _name_everybody(desk: Desk) -> None:
    with desk.write("test.longest") as unit:
        households = unit.session.scalars(select(Household).order_by(Household.no_kk)).all()
        for at, household in enumerate(households):
            unit.session.get_one(Member, household.caretaker_id).name = NAME if at % 3 else "SITI AMINAH"
        unit.touch("household", families={one.id for one in households})


def _give_much(desk: Desk) -> None:
    """Each gets the most; the last so much that all together have the largest sum. A few are paid, one comes back."""
    with desk.write("test.longest") as unit:
        payments = unit.session.scalars(select(Payment).order_by(Payment.village_code, Payment.card_number)).all()
        for at, payment in enumerate(payments):
            payment.amount = AMOUNT
            if at % 4 == 1:
                payment.state, payment.settled_on = PaymentState.PAID, desk.today()
            elif at % 4 == 2:
                payment.state, payment.settled_on, payment.sts_number = PaymentState.RETURNED, desk.today(), STS
            elif at % 4:
                payment.reason = REASON
        payments[-1].amount = SUM - AMOUNT * (len(payments) - 1)
        unit.session.scalars(select(Decree)).one().number = DECREE
        back = [payment.amount for payment in payments if payment.state == PaymentState.RETURNED]
        second = unit.session.scalars(select(User).where(User.role == Role.SUPERVISOR)).one()
        second.full_name = OFFICER
        unit.session.add(
            TreasuryReturn(
                pay_list_id=payments[0].pay_list_id, sts_number=STS, on=desk.today(), families=len(back),
                rupiah=sum(back), made_by=desk.person.id, made_at=desk.now(), account=ACCOUNT,
                declined_by=second.id, declined_at=desk.now(), declined_for=REASON,
            )
        )  # fmt: skip
