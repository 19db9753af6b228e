"""Templates of payers' files: those that come with the program, an office's own copies, and which is used for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import Setting
from desktop.paths import resources
from desktop.rules.payout_paths import MoneyPath, path_of, payer_key
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.sheets.payer_file import PayHead, PayLine, ShownFile, shown
from desktop.sheets.payer_template import PayerTemplate, parse_template
from desktop.store.files import system_errors, whole_file
from desktop.store.unit import Unit

SETTING, CHOICE = "payer_template/", "payer_uses/"
USUAL = MappingProxyType({MoneyPath.BANK: "bank_umum", MoneyPath.POST: "kantor_pos"})
LONGEST_NAME, LONGEST_KEY = 40, 50
INVENTED: Mapping[str, str] = MappingProxyType(
    {
        "receipt": "KW-36.01-2019-000001", "card": "JSR-36.01-000001", "name": "SITI CONTOH", "holder": "SITI CONTOH",
        "nik": "3601000000000001", "no_kk": "3601000000000002", "account": "0071000000001", "address": "JL CONTOH 1",
        "rt": "001", "rw": "002", "village": "CONTOH", "village_code": "36.01.01.2001", "district": "CONTOH",
        "regency": "KABUPATEN CONTOH", "programme": "PROGRAM", "year": "2019", "tranche": "1", "payer": "BANK CONTOH",
        "remark": "PROGRAM TAHAP 1", "office": "KABUPATEN CONTOH", "agency": "DINAS SOSIAL", "date": "20190411",
        "day": "11 April 2019", "number": "1",
    }
)  # fmt: skip
"""A family that nobody is: who may see templates may not see families."""
INVENTED_RUPIAH = 1_000_000


@dataclass(frozen=True, slots=True)
class TemplateRow:
    name: str
    title: str
    note: str
    own: bool  # the office wrote or changed it
    suffix: str
    given: bool = True  # one of this name comes with the program
    payers: tuple[str, ...] = ()  # it is used for these unless another is chosen


@dataclass(frozen=True, slots=True)
class TemplateShown:
    """A template with its text, and what a file of one invented family looks like."""

    row: TemplateRow
    text: str
    template: PayerTemplate
    shown: ShownFile


@allowed(*EVERYBODY)
def templates(desk: Desk) -> list[TemplateRow]:
    """Every template there is; the office's own stands in place of the packaged one of its name."""
    with desk.read() as session:
        own = _own(session)
    given = _packaged()
    return [
        _row(parse_template(data), own=name in own, given=name in given) for name, data in sorted((given | own).items())
    ]


@allowed(*EVERYBODY)
def show(desk: Desk, name: str) -> TemplateShown:
    """A template as it stands, for the eye."""
    with desk.read() as session:
        data, own = _data(session, name), name in _own(session)
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    return _shown(text, own=own, given=name in _packaged())


@allowed(*EVERYBODY)
def chosen(desk: Desk, payer: str) -> str:
    """Name of the template that the files of this payer are made by."""
    with desk.read() as session:
        return find(session, "", payer).name


def check(path: Path) -> PayerTemplate:
    """Read a template from a file; refused with the line and the field that is wrong."""
    with system_errors(path):
        return parse_template(path.read_bytes())


def check_text(text: str) -> TemplateShown:
    """Read a template that somebody writes just now; refused with the line and the field that is wrong."""
    return _shown(text, own=True, given=False)


@allowed(Role.ADMINISTRATOR)
def save(desk: Desk, path: Path) -> Answer[TemplateRow]:
    """Keep a template that the office wrote, in place of what has its name."""
    with system_errors(path):
        data = path.read_bytes()
    return _save(desk, data)


@allowed(Role.ADMINISTRATOR)
def save_text(desk: Desk, text: str) -> Answer[TemplateRow]:
    """Keep a template as it was written in the window. Who makes files and so sends money changes none (two people)."""
    return _save(desk, text.encode())


@allowed(Role.ADMINISTRATOR)
def revert(desk: Desk, name: str) -> Answer[None]:
    """Let the given template of this name stand again; one that only the office has is put away.

    Its text stays in the log, as all that was ever kept does.
    """
    with desk.write("payer_template.revert") as unit:
        if name not in _own(unit.session):
            raise Refused("payers.template_given", name=name)
        _keep(unit, f"{SETTING}{name}", "")
    return Answer(None, Changes.of("setting"))


@allowed(Role.OPERATOR, Role.ADMINISTRATOR)
def choose(desk: Desk, payer: str, name: str) -> Answer[str]:
    """Make the files of this payer by this template from now on; "" lets the program choose again."""
    with desk.write("payer_template.choose") as unit:
        if name:
            _data(unit.session, name)
        _keep(unit, f"{CHOICE}{_key(payer)}", name)
    return Answer(name, Changes.of("setting"))


@allowed(*EVERYBODY)
def write_out(desk: Desk, name: str, out: Path) -> None:
    """Write a template to a file, to be changed and kept as the office's own."""
    with desk.read() as session:
        data = _data(session, name)
    with whole_file(out) as file:
        file.write(data)


def find(session: Session, name: str, payer: str) -> PayerTemplate:
    """The template of this name; without one the payer's chosen one, that which names him, or the usual of his path."""
    known = _packaged() | _own(session)
    if name:
        return parse_template(_data(session, name))
    choice = session.get(Setting, f"{CHOICE}{_key(payer)}")
    if choice is not None and choice.value in known:  # what was put away since is passed over
        return parse_template(known[choice.value])
    for template in (parse_template(data) for _, data in sorted(known.items())):
        if payer_key(payer) in map(payer_key, template.payers):
            return template
    return parse_template(known[USUAL[path_of(payer)]])


def _key(payer: str) -> str:
    return payer_key(payer)[:LONGEST_KEY]


def _save(desk: Desk, data: bytes) -> Answer[TemplateRow]:
    template = parse_template(data)
    if len(template.name) > LONGEST_NAME:
        raise Refused("payers.template_name", limit=LONGEST_NAME)
    with desk.write("payer_template.save") as unit:
        _keep(unit, f"{SETTING}{template.name}", data.decode("utf-8-sig"))
    return Answer(_row(template, own=True, given=template.name in _packaged()), Changes.of("setting"))


def _keep(unit: Unit, name: str, value: str) -> None:
    row = unit.session.get(Setting, name)
    if row is None:
        unit.session.add(Setting(name=name, value=value))
    else:
        row.value = value
    unit.journal.note(kind="setting", record=name, value=value)


def _data(session: Session, name: str) -> bytes:
    known = _packaged() | _own(session)
    if name not in known:
        raise Refused("payers.no_template", name=name, known=", ".join(sorted(known)))
    return known[name]


def _packaged() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (resources() / "payer_files").glob("*.toml")}


def _own(session: Session) -> dict[str, bytes]:
    rows = session.execute(
        select(Setting.name, Setting.value).where(Setting.name.startswith(SETTING), Setting.value != "")
    )
    found = {row.name.removeprefix(SETTING): row.value.encode() for row in rows}
    return {name: data for name, data in found.items() if _is_right(data)}


def _is_right(data: bytes) -> bool:
    """An older program kept templates that nobody can make a readable file by; they are as if put away."""
    try:
        parse_template(data)
    except Refused:
        return False
    return True


def _row(template: PayerTemplate, *, own: bool, given: bool) -> TemplateRow:
    return TemplateRow(template.name, template.title, template.note, own, template.suffix, given, template.payers)


def _shown(text: str, *, own: bool, given: bool) -> TemplateShown:
    template = parse_template(text.encode())
    line = PayLine(INVENTED_RUPIAH, _fitting(template))
    sample = shown(template, PayHead(1, INVENTED_RUPIAH, INVENTED), [line])
    return TemplateShown(_row(template, own=own, given=given), text, template, sample)


def _fitting(template: PayerTemplate) -> dict[str, str]:
    """The invented family in numbers of this template's width: real ones may be shorter than ours."""
    widths = {column.field: column.width for column in template.columns if column.width}
    return {name: text[: widths.get(name)] for name, text in INVENTED.items()}
