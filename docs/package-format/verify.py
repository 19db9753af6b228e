"""Checks a data package of e-JSiKa without e-JSiKa: seal, signature, manifest, every row, and the totals.

    pip install pyrage cryptography zstandard
    python verify.py PACKAGE --key KEY --card CARD [--json]

PACKAGE is a package, or all its parts. KEY is a file with an age identity (AGE-SECRET-KEY-1...) of an office the
package is sealed for. CARD is the sender's key card, its line or a file with it. Exit status: 0 all of it is right,
1 something is wrong (one sentence says what), 2 wrong usage.

This file shares no code with the program: what stands in package-format.md is all its writer knew. It needs the JSON
Schemas beside it.
"""

import argparse
import hashlib
import json
import re
import struct
import sys
import uuid
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pyrage
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HERE = Path(__file__).resolve().parent
MIB = 1 << 20
MOST_FILE, MOST_MANIFEST, MOST_PLAIN, MOST_LINE, MOST_ROWS = 64 * MIB, 1 << 18, 512 * MIB, MIB, 2_000_000
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CARD = re.compile(r"(EK1:(\d\d(?:\.\d\d)?):([1-9]\d{0,5}):\d{4}-\d\d-\d\d:AGE1[0-9A-Z]{58}:)([0-9A-Z]{56})")
PART = struct.Struct(">8s32sHHQI32s")


class Wrong(Exception):
    """What is not as the format has it."""


def demand(right, what):
    if not right:
        raise Wrong(what)


# --- keys and parts


def read_card(text):
    """Read a card's line: the office, the epoch, the Ed25519 key and the fingerprint."""
    line = "".join(text.split()).upper()
    found = CARD.fullmatch(line)
    demand(found, "the card is not a key card of form 1")
    number = 0
    for letter in found[4]:
        demand(letter in CROCKFORD, f"the card has a letter that is not used: {letter}")
        number = number * 32 + CROCKFORD.index(letter)
    tail = number.to_bytes(35, "big")
    key, check = tail[:32], tail[32:]
    demand(hashlib.sha256(found[1].encode() + key).digest()[:3] == check, "the card was mistyped")
    hundred_bits = int.from_bytes(hashlib.sha256(b"ejsika key card 1\0" + line.encode()).digest()[:13], "big") >> 4
    letters = "".join(CROCKFORD[hundred_bits >> 5 * at & 31] for at in range(19, -1, -1))
    fingerprint = "-".join(letters[at : at + 4] for at in range(0, 20, 4))
    return {"office": found[2], "epoch": int(found[3]), "key": key, "fingerprint": fingerprint}


def joined(files):
    """Answer the package: one file, or parts in any order."""
    if len(files) == 1 and not files[0].startswith(b"EJSIKAP1"):
        return files[0]
    pieces, heads = {}, set()
    for data in files:
        demand(data.startswith(b"EJSIKAP1") and len(data) >= PART.size, "a file is no part")
        _, package, number, count, length, size, digest = PART.unpack_from(data)
        piece = data[PART.size :]
        right = 1 <= number <= count and len(piece) == size and hashlib.sha256(piece).digest() == digest
        demand(right, f"part {number} of {count} is damaged")
        heads.add((package, count, length))
        pieces[number] = piece
    demand(len(heads) == 1, "the parts are of several packages")
    package, count, length = heads.pop()
    missing = [number for number in range(1, count + 1) if number not in pieces]
    demand(not missing, f"parts are missing: {missing} of {count}")
    whole = b"".join(pieces[number] for number in sorted(pieces))
    demand(len(whole) == length and hashlib.sha256(whole).digest() == package, "the parts do not join")
    return whole


# --- JSON, and the few words of JSON Schema that the schemas use


def refuse_constant(name):
    raise Wrong(f"{name} is not a number")


def parsed(data, what):
    try:
        return json.loads(data, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as fault:
        raise Wrong(f"{what} is not JSON: {fault}") from None


def written(value, *, spaced):
    """Write JSON in the one form in which it stands in a package."""
    between = (", ", ": ") if spaced else (",", ":")
    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=between).encode()
    except (ValueError, RecursionError) as fault:
        raise Wrong(f"a value cannot be written: {fault}") from None


def is_form(text, form):
    """Whether a text is of a form, and written in the one way."""
    try:
        if form == "uuid":
            return str(uuid.UUID(text)) == text
        if form == "date":
            return date.fromisoformat(text).isoformat() == text
        moment = datetime.fromisoformat(text)
        return moment.isoformat() == text and text.endswith("+00:00")
    except ValueError:
        return False


TYPES = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
}
KNOWN = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "default", "type", "anyOf", "enum", "const", "pattern",
    "maxLength", "format", "minimum", "maximum", "properties", "required", "additionalProperties", "propertyNames",
    "items", "prefixItems", "minItems", "maxItems", "contentEncoding",
}  # fmt: skip


class Schema:
    """One of the schemas beside this file. A word it does not know is a fault of this script, not of the package."""

    def __init__(self, name):
        self.page = json.loads((HERE / name).read_text("utf-8"))

    def check(self, value, where, rule=None):
        rule = self.page if rule is None else rule
        if rule is True or rule == {}:
            return
        demand(set(rule) <= KNOWN, f"this script does not know {sorted(set(rule) - KNOWN)}")
        if "$ref" in rule:
            self.check(value, where, self.page["$defs"][rule["$ref"].rsplit("/", 1)[1]])
        if "anyOf" in rule:
            self.one_of(value, where, rule["anyOf"])
        if "type" in rule:
            demand(TYPES[rule["type"]](value), f"{where} is not of the type {rule['type']}")
        demand("enum" not in rule or value in rule["enum"], f"{where} is none of what may stand there")
        demand("const" not in rule or value == rule["const"], f"{where} is not {rule.get('const')}")
        if isinstance(value, str):
            self.text(value, where, rule)
        elif isinstance(value, int | float):
            demand(rule.get("minimum", value) <= value <= rule.get("maximum", value), f"{where} is out of range")
        elif isinstance(value, dict):
            self.members(value, where, rule)
        elif isinstance(value, list):
            self.items(value, where, rule)

    def one_of(self, value, where, rules):
        for rule in rules:
            try:
                self.check(value, where, rule)
            except Wrong:
                continue
            return
        raise Wrong(f"{where} is none of what may stand there")

    def text(self, value, where, rule):
        demand(len(value) <= rule.get("maxLength", len(value)), f"{where} is too long")
        demand("pattern" not in rule or re.search(rule["pattern"], value), f"{where} is not written as it has to be")
        demand("format" not in rule or is_form(value, rule["format"]), f"{where} is no {rule.get('format')}")

    def members(self, value, where, rule):
        told = rule.get("properties", {})
        for name in rule.get("required", ()):
            demand(name in value, f"{where} lacks {name}")
        for name, one in value.items():
            if "propertyNames" in rule:
                self.check(name, f"the name {name} in {where}", rule["propertyNames"])
            more = told.get(name, rule.get("additionalProperties", True))
            demand(more is not False, f"{where} has an unknown field {name}")
            self.check(one, f"{where}.{name}", more)

    def items(self, value, where, rule):
        demand(rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)), f"{where} is too long")
        first = rule.get("prefixItems", [])
        for at, one in enumerate(value):
            more = first[at] if at < len(first) else rule.get("items", True)
            demand(more is not False, f"{where} is too long")
            self.check(one, f"{where}[{at}]", more)


# --- the package


def opened(data, identity, cards):
    """Take off the seal and check the signature: the manifest, the card that signed, and what follows."""
    demand(len(data) <= MOST_FILE + MOST_FILE // 64, "the file is too large")
    try:
        inner = pyrage.decrypt(data, [identity])
    except pyrage.DecryptError:
        raise Wrong("the seal does not open: another office's package, or damaged on its way") from None
    demand(inner.startswith(b"EJSIKA1\n") and len(inner) >= 12, "this is no package")
    end = 12 + int.from_bytes(inner[8:12], "big")
    demand(end - 12 <= MOST_MANIFEST and len(inner) >= end + 64, "the manifest is longer than it may be")
    page, signature = inner[12:end], inner[end : end + 64]
    for card in cards:
        try:
            Ed25519PublicKey.from_public_bytes(card["key"]).verify(signature, b"ejsika-v1\0" + page)
        except InvalidSignature:
            continue
        return page, card, inner[end + 64 :]
    raise Wrong("none of the cards made the signature")


def read_manifest(page, card):
    manifest = parsed(page, "the manifest")
    Schema("manifest.json").check(manifest, "the manifest")
    demand(written(manifest, spaced=False) == page, "the manifest is not written in the one form")
    demand(manifest["format"][0] == 1, "the format is newer than this script")
    demand(manifest["range"][0] <= manifest["range"][1], "the range runs backwards")
    key = hashlib.sha256(card["key"]).hexdigest()[:16]
    demand((manifest["from"], manifest["key"]) == (card["office"], key), "another office signed it")
    demand(manifest["stream"] == f"{card['office']}#{card['epoch']}", "the stream is not the card's")
    return manifest


def lines_of(payload, told):
    """Decompress the rows, stopped at what the manifest declares."""
    demand(told["records"] <= MOST_ROWS and told["plain_bytes"] <= MOST_PLAIN, "there are more rows than may be")
    reader = zstandard.ZstdDecompressor(max_window_size=32 * MIB).stream_reader(payload, read_across_frames=True)
    plain, rest, size, records = hashlib.sha256(), b"", 0, 0
    try:
        while piece := reader.read(1 << 17):
            plain.update(piece)
            size += len(piece)
            demand(size <= told["plain_bytes"], "the rows are longer than declared")
            *lines, rest = (rest + piece).split(b"\n")
            records += len(lines)
            demand(max(map(len, (rest, *lines))) <= MOST_LINE, "a row is too long")
            yield from lines
    except zstandard.ZstdError as fault:
        raise Wrong(f"the rows do not decompress: {fault}") from None
    demand(not rest and (records, size) == (told["records"], told["plain_bytes"]), "the rows are not as declared")
    demand(plain.hexdigest() == told["plain_sha256"], "the rows do not have the declared SHA-256")


def check_person(line, row):
    Schema("person.json").check(row, "a person")
    demand(written(row, spaced=False) == line, "a person is not written in the one form")


def check_record(line, row, manifest, schemas):
    schemas["record"].check(row, "a record")
    kind, values = row["kind"], row["values"]
    if kind not in schemas:
        demand(re.fullmatch(r"[a-z_]{1,60}", kind) and (HERE / "values" / f"{kind}.json").exists(), "unknown kind")
        schemas[kind] = Schema(f"values/{kind}.json")
    schemas[kind].check(values, f"a {kind}")
    version = json.dumps(row["version"])
    form = b'{"change":%d,"kind":"%b","values":%b,"version":%b}'
    once = form % (row["change"], kind.encode(), written(values, spaced=True), version.encode())
    demand(once == line, f"a {kind} is not written in the one form")
    back = manifest["kind"] == "catch-up"  # what the sender has of the receiver
    owner = manifest["to" if back else "from"]
    demand(values["owner"] == owner, f"a {kind} is not the owner's own")
    within = manifest["range"][0] < row["change"] <= manifest["range"][1]
    demand(back or within, f"a {kind} is out of the declared range")
    own = [stream for stream in row["version"] if stream.startswith(owner + "#")]
    demand(own, f"a {kind} has a version its owner did not write")


def check_rows(payload, manifest):
    """Check every row, and answer how many there are of each kind, and the rupiah of the payments."""
    counts, schemas, people = Counter(), {"record": Schema("record.json")}, 0
    for line in lines_of(payload, manifest["payload"]):
        row = parsed(line, "a row")
        demand(isinstance(row, dict), "a row is no object")
        if row.get("kind") == "person":
            check_person(line, row)
            people += 1
        else:
            check_record(line, row, manifest, schemas)
            counts[row["kind"]] += 1
            if row["kind"] == "payment":
                counts["rupiah"] += row["values"]["amount"]
    return counts, people


def check(files, identity, cards):
    """Check a package from its seal to its totals, and answer what it holds. Raises Wrong."""
    data = joined(files)
    page, card, rest = opened(data, identity, cards)
    manifest = read_manifest(page, card)
    bodies = [manifest["payload"], *manifest["blobs"]]
    demand(sum(one["bytes"] for one in bodies) == len(rest), "what follows the manifest is longer or shorter than told")
    at, pieces = 0, []
    for one in bodies:
        pieces.append(rest[at : at + one["bytes"]])
        at += one["bytes"]
        demand(hashlib.sha256(pieces[-1]).hexdigest() == one["sha256"], "what follows does not have its SHA-256")
    counts, people = check_rows(pieces[0], manifest)
    wrong = sorted(name for name in counts.keys() | manifest["totals"] if counts[name] != manifest["totals"].get(name))
    demand(not wrong, f"the totals in the manifest are not those of the rows: {', '.join(wrong)}")
    digest = hashlib.sha256(data).hexdigest()
    return {"manifest": manifest, "people": people, "totals": dict(sorted(counts.items())), "sha256": digest,
            "fingerprint": card["fingerprint"]}  # fmt: skip


def main(words=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="PACKAGE", nargs="+", type=Path)
    parser.add_argument("--key", required=True, type=Path, help="file with an age identity")
    parser.add_argument("--card", required=True, action="append", help="the sender's card: its line, or a file")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    args = parser.parse_args(words)
    try:
        secret = next(line for line in args.key.read_text("utf-8").splitlines() if line.startswith("AGE-SECRET-KEY-"))
        identity = pyrage.x25519.Identity.from_str(secret.strip())
        cards = [read_card(one if one.startswith("EK1:") else Path(one).read_text("utf-8")) for one in args.card]
        found = check([path.read_bytes() for path in args.files], identity, cards)
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError) as fault:
        print(f"cannot be read: {fault or 'no age identity in the key file'}", file=sys.stderr)
        return 1
    except Wrong as fault:
        print(fault, file=sys.stderr)
        return 1
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for name, value in found["manifest"].items():
            print(f"{name}: {json.dumps(value, ensure_ascii=False)}")
        print(f"sha256: {found['sha256']}\nfingerprint of the sender's card: {found['fingerprint']}")
        print(f"All of it is right: {found['manifest']['payload']['records']} rows.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
