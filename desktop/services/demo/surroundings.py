"""Where the invented people live, and what their office sets: head of letters, officials, papers."""

from datetime import date
from pathlib import Path

from desktop.gazetteer import Gazetteer
from desktop.rules.areas import Area
from desktop.rules.people.lists import parse_lists
from desktop.rules.people.plan import Ground
from desktop.rules.programme_year import ProgrammeYear
from desktop.services.demo.wanted import ON, Wanted
from desktop.services.office_settings import Letterhead, Official, Papers, Signatories

KINDS_OF_AREA = ("Kabupaten ", "Kota ", "Provinsi ")


def bare_name(area: Area) -> str:
    """Give the name people say: Pandeglang, not Kabupaten Pandeglang."""
    for kind in KINDS_OF_AREA:
        if area.name.startswith(kind):
            return area.name.removeprefix(kind)
    return area.name


def ground(
    wanted: Wanted, programme: ProgrammeYear, gazetteer: Gazetteer, resources: Path, today: date | None = None
) -> Ground:
    """Lay the ground that people are invented on: the villages of the office, and how far they have come by today."""
    texts = (file.read_text(encoding="utf-8") for file in sorted((resources / "demo").glob("*.txt")))
    area = gazetteer.known(wanted.office)
    return Ground(
        gazetteer.villages(area.code),
        bare_name(area),
        ON,
        parse_lists(*texts),
        frozenset(programme.components.counted),
        today,
    )


def settings(wanted: Wanted, gazetteer: Gazetteer) -> dict[str, object]:
    """Give the settings of the office; nobody of these names, numbers or addresses is meant."""
    area = gazetteer.known(wanted.office)
    home = bare_name(area)
    return {
        "letterhead": Letterhead(
            government=f"PEMERINTAH {area.name.upper()}",
            agency="DINAS SOSIAL",
            address="Jalan Latihan Raya Nomor 1",
            phone="(0253) 555-0101",
            email="dinsos@contoh.go.id",
            web="dinsos.contoh.go.id",
            postcode="42200",
            city=home,
        ),
        "signatories": Signatories(
            head=Official("Kepala Dinas Sosial", "Hj. Nurhayati, S.Sos., M.Si.", "Pembina Utama Muda",
                          "196805121990032005"),
            budget_user=Official("Kuasa Pengguna Anggaran", "Drs. Ujang Sutisna, M.M.", "Pembina",
                                 "197103041994031004"),
            treasurer=Official("Bendahara Pengeluaran Pembantu", "Yayah Rokayah, S.E.", "Penata",
                               "198210172009022003"),
        ),
        "papers": Papers(unit="Linjamsos", account_code="5.1.06.01.01.0002"),
    }  # fmt: skip
