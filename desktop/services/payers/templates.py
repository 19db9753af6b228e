"""Templates of payers' files: those that come with the program, and the copies an office changed for itself."""

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
from desktop.sheets.payer_template import PayerTemplate, parse_template
from desktop.store.files import system_errors, whole_file

SETTING = "payer_template/"
USUAL = MappingProxyType({MoneyPath.BANK: "bank_umum", MoneyPath.POST: "kantor_pos"})
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class TemplateRow:
    name: str
    title: str
    note: str
    own: bool  # the office wrote or changed it
    suffix: str


@allowed(*EVERYBODY)
def templates(desk: Desk) -> list[TemplateRow]:
    """Every template there is; the office's own stands in place of the packaged one of its name."""
    with desk.read() as session:
        own = _own(session)
    return [_row(parse_template(data), own=name in own) for name, data in sorted((_packaged() | own).items())]


def check(path: Path) -> PayerTemplate:
    """Read a template from a file; refused with the line and the field that is wrong."""
    with system_errors(path):
        return parse_template(path.read_bytes())


@allowed(Role.ADMINISTRATOR)
def save(desk: Desk, path: Path) -> Answer[TemplateRow]:
    """Keep a template that the office wrote, in place of what has its name."""
    with system_errors(path):
        data = path.read_bytes()
    template = parse_template(data)
    if len(template.name) > LONGEST_NAME:
        raise Refused("payers.template_name", limit=LONGEST_NAME)
    with desk.write("payer_template.save") as unit:
        name, text = f"{SETTING}{template.name}", data.decode("utf-8-sig")
        row = unit.session.get(Setting, name)
        if row is None:
            unit.session.add(Setting(name=name, value=text))
        else:
            row.value = text
        unit.journal.note(kind="setting", record=name, value=text)
    return Answer(_row(template, own=True), Changes.of("setting"))


@allowed(*EVERYBODY)
def write_out(desk: Desk, name: str, out: Path) -> None:
    """Write a template to a file, to be changed and kept as the office's own."""
    with desk.read() as session:
        data = _data(session, name)
    with whole_file(out) as file:
        file.write(data)


def find(session: Session, name: str, payer: str) -> PayerTemplate:
    """The template of this name; without one that which names the payer, else the usual one of its path."""
    if name:
        return parse_template(_data(session, name))
    all_of_them = [parse_template(data) for _, data in sorted((_packaged() | _own(session)).items())]
    for template in all_of_them:
        if payer_key(payer) in map(payer_key, template.payers):
            return template
    return parse_template(_data(session, USUAL[path_of(payer)]))


def _data(session: Session, name: str) -> bytes:
    known = _packaged() | _own(session)
    if name not in known:
        raise Refused("payers.no_template", name=name, known=", ".join(sorted(known)))
    return known[name]


def _packaged() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (resources() / "payer_files").glob("*.toml")}


def _own(session: Session) -> dict[str, bytes]:
    rows = session.execute(select(Setting.name, Setting.value).where(Setting.name.startswith(SETTING)))
    return {row.name.removeprefix(SETTING): row.value.encode() for row in rows}


def _row(template: PayerTemplate, *, own: bool) -> TemplateRow:
    return TemplateRow(template.name, template.title, template.note, own, template.suffix)
