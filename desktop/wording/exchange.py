"""Sentences of the exchange between offices: keys, packages, and why one is not believed."""

from types import MappingProxyType

from desktop.wording.translator import N_

SENTENCES = {
    "exchange.card_unreadable": N_(
        "This is no key card. A card is one line that begins with EK1, or its QR code; scan it again or choose "
        "the right file."
    ),
    "exchange.card_mistyped": N_(
        "A letter of this key card is wrong or missing. Compare it with the paper, or scan its QR code."
    ),
    "exchange.own_card": N_("This is the card of this office itself ({office}). Enter the card of the other office."),
    "exchange.card_known": N_(
        "The card {fingerprint} of office {office} was entered before. Look in the list of cards."
    ),
    "exchange.card_unknown": N_("This card is not there any more, or was ended. Load the list of cards again."),
    "exchange.fingerprint_differs": N_(
        "The fingerprint differs from the card of office {office}. Do not trust this card; ask that office in person."
    ),
    "exchange.not_trusted": N_(
        "Office {office} has no card here that two people confirmed. Enter its key card first, and let another "
        "person confirm it."
    ),
    "exchange.no_keys": N_(
        "This office has no keys yet. Open its key card once, and give the card to the other office."
    ),
    "exchange.no_package": N_(
        "This is no data package, or it was damaged on the way. Ask for the file again, by USB stick where mail "
        "changes it."
    ),
    "exchange.cannot_open": N_(
        "The package was damaged on the way, or is sealed for another office. Ask the sender for it again."
    ),
    "exchange.unknown_signature": N_(
        "The package is signed with a key that nobody here has confirmed. Do not take it in; ask the sender for "
        "his key card."
    ),
    "exchange.key_ended": N_(
        "The key of office {office} was ended; only packages up to number {last} are believed. "
        "Ask for its new key card."
    ),
    "exchange.not_for_us": N_("The package is addressed to office {to}, not to this one. Give it to that office."),
    "exchange.wrong_office": N_(
        "The package says it comes from office {claimed}, but office {signer} signed it. Do not take it in; tell "
        "both offices."
    ),
    "exchange.wrong_stream": N_(
        "The package is of another office's counting ({stream}) than its signer's ({office}). Do not take it in; "
        "tell the sender."
    ),
    "exchange.manifest_wrong": N_(
        "The first page of the package is not as it has to be. Nothing was taken in; tell the sender."
    ),
    "exchange.payload_wrong": N_(
        "The content differs from what was signed. Nothing was taken in; ask for the package again."
    ),
    "exchange.row_wrong": N_("A row of the package is not as it has to be. Nothing was taken in; tell the sender."),
    "exchange.totals_wrong": N_(
        "The rows of the package are not as many as its first page says. Nothing was taken in; tell the sender."
    ),
    "exchange.kind_unknown": N_(
        'The package holds records of an unknown kind ("{kind}"). Nothing was taken in; this program may be too '
        "old for it."
    ),
    "exchange.not_its_own": N_(
        "Office {office} changed records that are not its own. Nothing was taken in; tell that office."
    ),
    "exchange.other_owner": N_("This record belongs to office {office}, which alone changes it. Send it a proposal."),
    "exchange.year_missing": N_(
        "Office {office} works with the programme year {name}, which this office does not have. Add it first "
        "(programme add), then take the package in again; nothing was taken in."
    ),
    "exchange.reference": N_(
        'A record ("{kind}") points to something that is neither here nor in the package. Nothing was taken in; '
        "tell the sender."
    ),
    "exchange.newer_format": N_(
        "The package is of a newer format ({format}). Update this program; the package stays in the inbox until then."
    ),
    "exchange.newer_schema": N_(
        "The package comes from a newer program ({app}). Update this one; the package stays in the inbox until then."
    ),
    "exchange.practice": N_(
        "One of the two offices is a practice office with invented people. Practice and real data never mix."
    ),
    "exchange.gap": N_(
        "Before package {number} of office {office} something is missing. It stays in the inbox; ask for the one "
        "before it."
    ),
    "exchange.forked": N_(
        "There are two different packages {number} of office {office}: its file was copied or restored. Take in "
        "none; call both offices."
    ),
    "exchange.stopped": N_(
        "Packages of office {office} are stopped after an alarm. Two people have to look into it first."
    ),
    "exchange.too_large": N_("The file is larger than any package may be ({most} bytes). It was not read."),
    "exchange.too_much": N_(
        "This is more than one package may hold. Let the other office acknowledge an earlier one first, then "
        "send the rest."
    ),
    "exchange.part_damaged": N_("The part {file} was damaged on the way. Ask for this part again."),
    "exchange.parts_do_not_join": N_("The {parts} parts do not fit together. Ask for all of them again."),
    "exchange.package_unknown": N_("This package is not in the list of packages sent. Load the list again."),
    "exchange.outbox_changed": N_(
        "{file} in the outbox is not what was made. Make a new package; do not send this one."
    ),
    "exchange.photo_wrong": N_(
        "A photograph of the package is not the one its record tells of. Nothing was taken in; tell the sender."
    ),
    "exchange.no_photographs": N_(
        "There are no photographs that office {office} could place: all were sent, or their records were not sent yet."
    ),
    "exchange.mail_too_large": N_(
        "An e-mail would be larger than {most} MB, which many servers refuse. Make smaller parts, or use a USB stick."
    ),
    "exchange.no_folder": N_("{path} is no folder. Choose a folder that is there, or plug in the stick first."),
    "exchange.own_folder": N_(
        "{path} lies within the folder of the office itself. Choose a folder outside it, for example on the stick."
    ),
    "exchange.one_folder": N_("What comes and what is sent need two folders. Choose another one for one of them."),
    "exchange.no_outbox": N_("No folder is named for what is sent. Name one first, or copy the package to a stick."),
    "exchange.copy_differs": N_(
        "{file} on the stick is not what was written. Use another stick; the package is still in the outbox."
    ),
}

TRUST = MappingProxyType(
    {
        "proposed": N_("waits for a second person"),
        "confirmed": N_("trusted"),
        "ending": N_("waits for a second person to end it"),
        "ended": N_("no longer trusted"),
        "followed": N_("followed by a newer key"),
    }
)

PLACES = MappingProxyType(
    {
        "next": N_("Package {number} of office {office}: {records} records, can be taken in."),
        "known": N_("Package {number} of office {office} was taken in before; nothing changes."),
        "gap": N_("Package {number} of office {office} waits: something before it is missing."),
    }
)

FILES = MappingProxyType(
    {
        "package": N_("A data package, sealed. Who sent it and what it holds shows only at the office it is for."),
        "part": N_("A part of a data package, for e-mail."),
        "card": N_("The key card of an office."),
        "other": N_("Nothing of the exchange between offices."),
    }
)

CAME = MappingProxyType(
    {
        "coming": N_("still being written"),
        "new": N_("new"),
        "taken": N_("taken in before"),
        "damaged": N_("damaged"),
        "other": N_("nothing of the exchange"),
    }
)
