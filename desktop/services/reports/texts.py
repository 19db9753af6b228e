"""Papers that are text: the minutes of a pay-out and the statement of full responsibility (SPTJM)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import BinaryIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.documents.minutes import MinutesPaper, Signer, Table, write_minutes
from desktop.documents.receipt_rows import Signatory
from desktop.documents.signed_rows import Closing
from desktop.documents.statement import StatementPaper, write_statement
from desktop.errors import Refused
from desktop.models import PayList, Payment
from desktop.progress import Progress
from desktop.rules.dates import long_date
from desktop.rules.money import Figure, grouped, rupiah, rupiah_in_words
from desktop.rules.names import signer
from desktop.rules.terms import PaymentState
from desktop.services import office_settings, paper_head
from desktop.services.desk import Desk
from desktop.services.money import treasury
from desktop.services.reports import heads
from desktop.services.reports.kinds import TITLES, Kind, Wish
from desktop.services.reports.reading import Village, payees, reasons, said, villages
from desktop.services.reports.realisation import PARTS, parts

P = PaymentState
BY_HAND = "." * 30  # nobody gave a number: a place to write it
NO_NUMBER = "(nomor diberikan saat diterbitkan)"
DONE = (
    "telah dilaksanakan penyaluran bantuan sosial {programme} {tranche} kepada {paid} dari {planned} keluarga penerima "
    "dengan jumlah {rupiah} ({words}). Rinciannya sebagai berikut."
)
POINTS = (
    (
        "Daftar penerima {programme} {tranche} sebanyak {families} keluarga dengan jumlah {rupiah} ({words}) telah "
        "diteliti, sesuai dengan keputusan penetapan{decree}, dan menjadi tanggung jawab kami sepenuhnya."
    ),
    (
        "Bantuan diberikan kepada keluarga yang namanya tercantum dalam daftar tersebut, dan bukti penerimaannya "
        "disimpan untuk keperluan pemeriksaan."
    ),
    "Bantuan yang tidak diterima oleh yang berhak disetorkan kembali ke kas daerah.",
    (
        "Apabila di kemudian hari terdapat kesalahan atau kelebihan pembayaran yang merugikan keuangan daerah, kami "
        "bersedia bertanggung jawab dan menyetorkan kembali kerugian tersebut ke kas daerah sesuai ketentuan."
    ),
)
ANNEX = Table(
    "Lampiran: penerima yang belum mengambil bantuan",
    ("No", "Nama pengurus", "NIK", "Desa/Kelurahan", "Alasan", "Jumlah"),
    (0.5, 2.3, 1.75, 1.6, 1.8, 1.45),
    (),
    left=5,
)


def write_report(
    session: Session, desk: Desk, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress
) -> int:
    """Write the minutes as a draft without a number; answers how many families their annex names."""
    paper, rows = minutes(session, desk, pay_list, wish)
    return write_minutes(paper, rows, file, progress)


def minutes(session: Session, desk: Desk, pay_list: PayList, wish: Wish) -> tuple[MinutesPaper, list[tuple[str, ...]]]:
    """The minutes and the rows of their annex; their number comes from the register of letters only."""
    if wish.formal.number.strip():
        raise Refused("reports.number_of_register")
    there = villages(session, pay_list, wish.village)
    on = _day(desk, wish) or _last_day(session, pay_list, desk.today())
    paper = MinutesPaper(
        paper_head.letterhead(session),
        TITLES[Kind.MINUTES].removeprefix("Berita Acara "),
        f"{heads.programme_title(session, pay_list.programme, pay_list.year)}, {heads.tranche_in_words(pay_list)}",
        NO_NUMBER,
        on,
        wish.formal.place.strip(),
        _done(session, pay_list, there),
        _tables(session, pay_list, wish, there),
        _signers(session, wish),
        ANNEX,
        heads.printed(session, desk),
        paper_head.practice(session),
        wish.sheet_of_paper,
        draft=True,
    )
    return paper, list(_unpaid(session, pay_list, there))


def _day(desk: Desk, wish: Wish) -> date | None:
    """The day that was named; nobody signs today for what is still to come."""
    if wish.formal.on is not None and wish.formal.on > desk.today():
        raise Refused("reports.future", on=wish.formal.on)
    return wish.formal.on


def write_responsibility(session: Session, desk: Desk, pay_list: PayList, wish: Wish, file: BinaryIO) -> int:
    """Write the statement; it names what the list pays in sum, and is always stamped."""
    payable = parts(villages(session, pay_list, wish.village))[2]
    user = office_settings.get(session, office_settings.Signatories).budget_user
    decree = pay_list.decree
    named = f" ({paper_head.decree_in_words(decree.number, decree.on, long_date(decree.on))})" if decree else ""
    values = {
        "programme": heads.programme_title(session, pay_list.programme, pay_list.year),
        "tranche": heads.tranche_in_words(pay_list),
        "families": grouped(payable.families),
        "rupiah": rupiah(payable.rupiah),
        "words": rupiah_in_words(payable.rupiah),
        "decree": named,
    }
    on = _day(desk, wish) or desk.today()
    signer = Signatory("Yang membuat pernyataan,", user.title, user.name, user.nip, user.rank)
    stamp = office_settings.get(session, office_settings.StampDuty).words
    statement = StatementPaper(
        paper_head.letterhead(session),
        TITLES[Kind.STATEMENT],
        wish.formal.number.strip() or BY_HAND,
        "Yang bertanda tangan di bawah ini:",
        (("Nama", user.name or BY_HAND), ("NIP", user.nip or BY_HAND), ("Jabatan", user.title)),
        "menyatakan dengan sesungguhnya bahwa:",
        tuple(point.format(**values) for point in POINTS),
        "Demikian surat pernyataan ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
        Closing((), False, f"{paper_head.city(session)}, {long_date(on)}", (signer,), stamp),
        heads.printed(session, desk),
        paper_head.practice(session),
        wish.sheet_of_paper,
    )
    write_statement(statement, file)
    return payable.families


def _done(session: Session, pay_list: PayList, there: Sequence[Village]) -> str:
    _, _, planned, paid, _, _ = parts(there)
    return DONE.format(
        programme=heads.programme_title(session, pay_list.programme, pay_list.year),
        tranche=heads.tranche_in_words(pay_list),
        paid=grouped(paid.families),
        planned=grouped(planned.families),
        rupiah=rupiah(paid.rupiah),
        words=rupiah_in_words(paid.rupiah),
    )


def _tables(session: Session, pay_list: PayList, wish: Wish, there: Sequence[Village]) -> list[Table]:
    sums = [_counted(name, figure) for name, figure in zip(PARTS, parts(there), strict=True)]
    tables = [_parties(session), Table("Hasil penyaluran:", ("Uraian", "Keluarga", "Rupiah"), (3, 1, 1.6), sums)]
    why = [_counted(*one) for one in reasons(session, pay_list, wish.village)]
    if why:
        tables.append(Table("Alasan belum dibayar:", ("Alasan", "Keluarga", "Rupiah"), (3, 1, 1.6), why))
    if not wish.village and (named := treasury.by_sts(session, pay_list.id)):
        tables.append(_returned(named, treasury.accounts(session, pay_list.id)))
    rows = [_village_row(village) for village in there]
    columns = ("Desa/Kelurahan", "Sasaran", "Dibayar", "Belum", "Dikembalikan", "Rupiah dibayar")
    return [*tables, Table("Menurut desa/kelurahan:", columns, (2.6, 0.8, 0.8, 0.8, 1.1, 1.5), rows)]


def _returned(named: treasury.Named, accounts: Mapping[str, str]) -> Table:
    rows = [
        (number or "-", accounts.get(number) or "-", *_counted("", figure)[1:])
        for number, (figure, _) in sorted(named.items())
    ]
    columns = ("Nomor STS", "Rekening kas daerah", "Keluarga", "Rupiah")
    return Table("Disetor kembali ke kas daerah:", columns, (1.6, 1.4, 1, 1.6), rows, left=2)


def _village_row(village: Village) -> tuple[str, ...]:
    _, _, planned, paid, unpaid, returned = parts([village])
    place = f"{village.name}, Kec. {village.district}" if village.code else village.word
    counts = (grouped(one.families) for one in (planned, paid, unpaid, returned))
    return place, *counts, rupiah(paid.rupiah)


def _counted(name: str, figure: Figure) -> tuple[str, str, str]:
    return name, grouped(figure.families), rupiah(figure.rupiah)


def _parties(session: Session) -> Table:
    signing = office_settings.get(session, office_settings.Signatories)
    rows = [
        (which, one.name or BY_HAND, one.nip or "-", one.title)
        for which, one in (("Pihak Pertama", signing.budget_user), ("Pihak Kedua", signing.treasurer))
    ]
    return Table("Para pihak:", ("Pihak", "Nama", "NIP", "Jabatan"), (1, 2, 1.6, 2), rows, left=4)


def _signers(session: Session, wish: Wish) -> list[Signer]:
    signing = office_settings.get(session, office_settings.Signatories)
    signers = [Signer(one.name, one.title, one.nip) for one in (signing.budget_user, signing.treasurer)]
    for witness in wish.formal.witnesses or ("", ""):
        name, title = signer(witness)
        signers.append(Signer(name, f"Saksi, {title}" if title else "Saksi"))
    return signers


def _last_day(session: Session, pay_list: PayList, today: date) -> date:
    """The last day on which money changed hands."""
    paid = select(func.max(Payment.settled_on)).where(Payment.pay_list_id == pay_list.id, Payment.state == P.PAID)
    return session.scalar(paid) or today


def _unpaid(session: Session, pay_list: PayList, there: Sequence[Village]) -> Iterator[tuple[str, ...]]:
    number = 0
    for village in there:
        for row in payees(session, pay_list, village.code, (P.UNPAID,)):
            number += 1
            yield (
                str(number), row.caretaker_name, row.caretaker_nik or "-", village.name or "-", said(row.reason),
                rupiah(row.amount),
            )  # fmt: skip
