"""A package as e-mails that are ready to send: one for each part, with what to do and the part attached."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.exchange import parts
from desktop.models import Office, SentPackage
from desktop.rules.dates import long_date
from desktop.rules.terms import Role
from desktop.services import office_settings, paper_head
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.exchange import post
from desktop.store.files import whole_file

MOST = 20_000_000
"""Bytes of a whole e-mail: many offices' servers take no more."""

# Letters are Indonesian, whatever language the window has.
TEXT = """\
Yth. {receiver},

Terlampir {what} dari {sender}{period}.
Dibuat tanggal {day}, sidik paket (SHA-256):
{digest}

Cara menerima:
1. Simpan lampiran surel ini ke folder di komputer atau flashdisk. Jangan diubah, dan tidak perlu diberi nama lain.
{steps}
Paket ini tersegel: hanya kantor {code} yang dapat membukanya. Bila program menolak lampiran, surel mengubahnya di
perjalanan; mintalah pengiriman ulang, atau kirimkan dengan flashdisk.
{practice}
Hormat kami,
{by}
{sender}
"""
ONE = "2. Di e-JSiKa buka Pertukaran Data, pilih Terima, lalu pilih berkas itu.\n"
SEVERAL = (
    "2. Kumpulkan lampiran dari {of} surel (bagian 1 sampai {of}) di satu folder. Urutannya bebas.\n"
    "3. Di e-JSiKa buka Pertukaran Data, pilih Terima, lalu pilih semua bagian sekaligus. Program menyebut bagian\n"
    "   yang belum ada.\n"
)
PRACTICE = "\nIni paket LATIHAN: semua orang di dalamnya rekaan.\n"


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail as a file; `bytes` is its whole size with everything that mail adds."""

    path: Path
    part: int
    of: int
    bytes: int


@allowed(Role.OPERATOR)
def write(
    desk: Desk, package: UUID, folder: Path, address: str = "", *, part_size: int = parts.SIZE
) -> Answer[tuple[Mail, ...]]:
    """Write the e-mails of a package into a folder, to be opened by a double click and sent.

    Refused where one would be larger than servers take; then the parts have to be smaller.
    """
    with desk.write("package.mail") as unit:
        sent, data = post.from_outbox(unit.session, desk.office.folder, package)
        pieces = [(sent.name, data)] if len(data) <= part_size else post.pieces(sent.name, data, part_size)
        cover = _Cover(desk, unit.session, sent, len(pieces), address)
        mails = tuple(_mail(cover, folder, at, *piece) for at, piece in enumerate(pieces, 1))
        post.went_out(sent, desk.now())
        unit.journal.note(kind="sent_package", record=str(sent.id), mails=len(mails))
    return Answer(mails, unit.changes)


class _Cover:
    """What every e-mail of one package says."""

    def __init__(self, desk: Desk, session: Session, sent: SentPackage, of: int, address: str) -> None:
        office = session.get_one(Office, 1)
        self.of, self.stem = of, Path(sent.name).stem
        self.address = _one_line(address)
        self.sender_address = _one_line(office_settings.get(session, office_settings.Letterhead).email)
        head = paper_head.office_in_words(paper_head.letterhead(session), office.name)
        self._values = {
            "sender": head, "receiver": post.office_name(session, sent.receiver),
            "code": sent.receiver, "period": f" untuk periode {sent.period}" if sent.period else "",
            "day": long_date(desk.local(sent.made_at).date()), "digest": sent.digest,
            "by": desk.person.full_name or desk.person.name, "practice": PRACTICE if office.practice else "",
            "steps": SEVERAL.format(of=of) if of > 1 else ONE,
        }  # fmt: skip
        self._number, self._subject = sent.number, _one_line(f"Paket data {office.name} nomor {sent.number}")

    def subject(self, part: int) -> str:
        return f"{self._subject}, bagian {part} dari {self.of}" if self.of > 1 else self._subject

    def text(self, part: int) -> str:
        which = f"bagian {part} dari {self.of} paket data" if self.of > 1 else "paket data"
        return TEXT.format(what=f"{which} nomor {self._number}", **self._values)


def _mail(cover: _Cover, folder: Path, part: int, name: str, data: bytes) -> Mail:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = cover.subject(part)
    if cover.sender_address:
        message["From"] = cover.sender_address
    if cover.address:
        message["To"] = cover.address
    message["X-Unsent"] = "1"  # mail programs open it as one that is still to be sent
    message.set_content(cover.text(part))
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    whole = message.as_bytes()
    if len(whole) > MOST:
        raise Refused("exchange.mail_too_large", most=MOST // 1_000_000)
    path = folder / (f"{cover.stem}-{part}-{cover.of}.eml" if cover.of > 1 else f"{cover.stem}.eml")
    with whole_file(path) as file:
        file.write(whole)
    return Mail(path, part, cover.of, len(whole))


def _one_line(text: str) -> str:
    """A header is one line: what was typed with line ends would begin another."""
    return " ".join(text.split())
