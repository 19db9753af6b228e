"""A template is readable, and what an office may get wrong in it is answered with the line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.documents.letter_template import PLACEHOLDERS, Kind, parse_template
from desktop.documents.letters import fill
from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.wording.documents import SENTENCES
from tests.documents.letter_samples import FRAME, VALUES, packaged, template

TEXT = packaged().decode()


def refusal(text: str | bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        parse_template(text if isinstance(text, bytes) else text.encode())
    SENTENCES[refused.value.code].format(**refused.value.values)
    return refused.value


def line_of(part: str, text: str = TEXT) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_packaged_invitation_is_read_whole() -> None:
    made = template()
    assert made.code == "undangan"
    assert made.paper is Paper.F4
    assert made.margins_mm == (12, 22, 18, 25)
    assert made.qr is True
    kinds = [block.kind for block in made.blocks]
    assert kinds.count(Kind.LABELS) == 1
    assert kinds.count(Kind.NUMBERED) == 1
    labels = next(block for block in made.blocks if block.kind is Kind.LABELS)
    assert ("Pukul", "{pukul}") in labels.rows
    assert {"nama", "jumlah", "terbilang", "tempat"} <= made.placeholders <= set(PLACEHOLDERS)


def test_blocks_are_told_apart_by_how_lines_begin() -> None:
    head = TEXT[: TEXT.index("\n+++") + 4]
    body = "\nSatu\ndua\n\n- a\n- b\n  lanjut\n1. x\n2. y\n\n| L | v | w |\n"
    blocks = parse_template((head + body).encode()).blocks
    assert [(block.kind, block.rows) for block in blocks] == [
        (Kind.PARAGRAPH, (("Satu dua",),)),
        (Kind.BULLETS, (("a",), ("b lanjut",))),
        (Kind.NUMBERED, (("x",), ("y",))),
        (Kind.LABELS, (("L", "v | w"),)),
    ]


def test_a_byte_order_mark_and_windows_line_ends_are_no_hindrance() -> None:
    assert parse_template(b"\xef\xbb\xbf" + packaged().replace(b"\n", b"\r\n")) == template()


def test_an_unknown_placeholder_names_its_line_and_what_is_known() -> None:
    refused = refusal(TEXT.replace("{pukul}", "{jam}"))
    assert refused.code == "documents.letter_placeholder_unknown"
    assert refused.values["line"] == line_of("| Pukul")
    assert refused.values["name"] == "jam"
    assert "pukul" in str(refused.values["known"])


@pytest.mark.parametrize("wrong", ["{pukul", "pukul}", "{{pukul}}"])
def test_a_lonely_brace_names_its_line(wrong: str) -> None:
    refused = refusal(TEXT.replace("{pukul}", wrong))
    assert refused.code == "documents.letter_brace"
    assert refused.values["line"] == line_of("| Pukul")


def test_a_head_that_is_no_toml_names_its_line() -> None:
    refused = refusal(TEXT.replace('sifat = "Penting"', "sifat = Penting"))
    assert refused.code == "documents.letter_head_unreadable"
    assert refused.values["line"] == line_of("sifat =")


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("paper", '"a5"'),
        ("margins_mm", "[1, 2]"),
        ("margins_mm", '["a", 1, 2, 3]'),
        ("margins_mm", "[500, 22, 18, 25]"),
        ("font_size", '"besar"'),
        ("font_size", "true"),
        ("font_size", "90"),
        ("hal", "7"),
        ("title", '" "'),
        ("kepada", '"satu"'),
        ("tembusan", "[1]"),
        ("qr", '"ya"'),
    ],
)
def test_a_wrong_entry_names_itself_and_its_line(entry: str, value: str) -> None:
    changed = "\n".join(f"{entry} = {value}" if line.startswith(f"{entry} =") else line for line in TEXT.splitlines())
    refused = refusal(changed)
    assert refused.code == "documents.letter_entry_wrong"
    assert refused.values["entry"] == entry
    assert refused.values["line"] == line_of(f"{entry} =")


def test_a_missing_and_an_unknown_entry_are_named() -> None:
    without = "\n".join(line for line in TEXT.splitlines() if not line.startswith("sifat"))
    assert refusal(without).values == {"entry": "sifat"}
    refused = refusal(TEXT.replace('sifat = "Penting"', 'sifat = "Penting"\nwarna = "biru"'))
    assert refused.code == "documents.letter_entry_unknown"
    assert refused.values == {"line": line_of("sifat =") + 1, "entry": "warna"}


def test_what_is_no_template_is_refused() -> None:
    assert refusal(b"\xff\xfe\x00").code == "documents.letter_not_text"
    assert refusal("Dengan hormat,").code == "documents.letter_no_head"
    assert refusal("+++\ncode = 1\n").code == "documents.letter_no_head"
    assert refusal("").code == "documents.letter_no_head"
    assert refusal(TEXT[: TEXT.index("\n+++") + 4]).code == "documents.letter_body_empty"


@given(st.binary(max_size=200), st.booleans())
def test_no_file_breaks_the_reader(data: bytes, headed: bool) -> None:
    head = packaged()[: packaged().index(b"\n+++") + 5]
    try:
        parse_template(head + data if headed else data)
    except Refused as refused:
        SENTENCES[refused.code].format(**refused.values)


BODY = line_of("Dengan hormat,")


@pytest.mark.parametrize("number", range(BODY, len(TEXT.splitlines()) + 1, 2))
def test_whatever_line_is_spoilt_is_the_one_named(number: int) -> None:
    lines = TEXT.splitlines()
    for fault, code in (("{salah}", "placeholder_unknown"), ("}", "brace"), ("{", "brace")):
        spoilt = [*lines[: number - 1], f"{lines[number - 1]} {fault}", *lines[number:]]
        refused = refusal("\n".join(spoilt))
        assert (refused.code, refused.values["line"]) == (f"documents.letter_{code}", number)


@pytest.mark.parametrize(
    ("entry", "written"),
    [
        ("code", 'code = "undangan'),
        ("hal", "hal = Undangan"),
        ("tembusan", 'tembusan = ["Camat {kecamatan}" "Kepala"]'),
        ("qr", "qr = ya"),
        ("sifat", "sifat"),
        ("klasifikasi", 'klasifikasi = "400"\ncode = "dua kali"'),
    ],
)
def test_a_line_of_the_head_that_cannot_be_read_is_named(entry: str, written: str) -> None:
    number = line_of(f"{entry} =")
    lines = TEXT.splitlines()
    refused = refusal("\n".join([*lines[: number - 1], written, *lines[number:]]))
    assert refused.code == "documents.letter_head_unreadable"
    assert refused.values["line"] in (number, number + written.count("\n"))


@pytest.mark.parametrize("entry", ["code", "title", "klasifikasi"])
def test_what_names_the_template_takes_no_placeholder(entry: str) -> None:
    refused = refusal(
        "\n".join(
            f'{entry} = "untuk {{nama}}"' if line.startswith(f"{entry} =") else line for line in TEXT.splitlines()
        )
    )
    assert refused.code == "documents.letter_placeholder_here"
    assert refused.values == {"line": line_of(f"{entry} ="), "entry": entry, "name": "nama"}


@pytest.mark.parametrize("entry", ["sifat", "lampiran", "hal"])
def test_no_placeholder_of_the_head_is_printed_as_written(entry: str) -> None:
    lines = [f'{entry} = "tahap {{tahap}}"' if line.startswith(f"{entry} =") else line for line in TEXT.splitlines()]
    letter = fill(parse_template("\n".join(lines).encode()), VALUES, FRAME)
    assert getattr(letter, entry) == "tahap 1"
    with pytest.raises(Refused, match="letter_value_missing"):
        fill(parse_template("\n".join(lines).encode()), {**VALUES, "tahap": ""}, FRAME)


@pytest.mark.parametrize("nobody", ["[]", '[""]', '["  ", ""]'])
def test_a_letter_to_nobody_is_refused(nobody: str) -> None:
    refused = refusal(TEXT.replace('kepada = ["{nama}", "{alamat}"]', f"kepada = {nobody}"))
    assert (refused.code, refused.values["line"]) == ("documents.letter_entry_wrong", line_of("kepada ="))


@pytest.mark.parametrize(
    ("body", "lists"),
    [
        ("1. a\n\n2. b\n\n3. c", [["a", "b", "c"]]),
        ("1. a\n2. b\n\n1. c", [["a", "b"], ["c"]]),
        ("1. a\n\nlalu\n\n2. b", [["a"], ["b"]]),
        ("10. a\n11. b", [["a", "b"]]),
    ],
)
def test_empty_lines_do_not_make_a_list_count_anew(body: str, lists: list[list[str]]) -> None:
    head = TEXT[: TEXT.index("\n+++") + 5]
    blocks = parse_template((head + body).encode()).blocks
    assert [[row[0] for row in block.rows] for block in blocks if block.kind is Kind.NUMBERED] == lists


def test_every_known_placeholder_may_be_used_and_is_asked_for() -> None:
    text = TEXT + "\n" + " ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    made = parse_template(text.encode())
    assert made.placeholders == set(PLACEHOLDERS)
    values = {name: f"<{name}>" for name in PLACEHOLDERS}
    for name in set(PLACEHOLDERS) - {"nomor_surat", "tanggal_surat"}:
        with pytest.raises(Refused) as refused:
            fill(made, {**values, name: ""}, FRAME)
        assert refused.value.values == {"name": name}
