"""Sentences of the proof: what in the file cannot be as it is."""

from desktop.wording.translator import N_

SENTENCES = {
    "proof.cipher": N_("{count} pages of office.db were damaged. Restore the last backup."),
    "proof.structure": N_("The structure of office.db is damaged ({count} places). Restore the last backup."),
    "proof.references": N_("{count} records point to others that are not there, first in table {table}."),
    "proof.chain": N_("The log was changed at line {line}. Keep this file as it is and tell the inspectorate."),
    "proof.version": N_("The values behind line {line} of the log were changed. Keep this file as it is."),
    "proof.unlogged": N_(
        "{count} kept versions have no line in the log, first of table {table}: lines were cut from the log. Keep this "
        "file as it is, compare it with a backup, and tell the inspectorate."
    ),
    "proof.guards": N_(
        "{count} guards of the log are missing or changed, first {name}: somebody opened office.db with another "
        "program. Keep this file as it is and tell the inspectorate."
    ),
    "proof.unjournalled": N_(
        "Table {table} holds {live} records, the log knows {kept}. Somebody wrote past the program."
    ),
    "proof.changed_past": N_(
        "{count} records of table {table} are not as the log kept them: somebody changed the file past the program. "
        "Compare them with a backup."
    ),
}
