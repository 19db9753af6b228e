"""Sentences and terms of the desk of duplicates."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.translator import N_

RULES: Mapping[str, str] = MappingProxyType(
    {
        "same_nik": N_("Same NIK"),
        "same_card": N_("Same card"),
        "same_kk": N_("Same No KK"),
        "same_account": N_("Same account"),
        "likely": N_("Alike"),
    }
)
"""Why two stand together, for the window and the command."""

SENTENCES = {
    "duplicates.unknown": N_("This pair is not known here. Refresh the list."),
    "duplicates.decided": N_("This pair is decided already. Ask a supervisor to take the decision back first."),
    "duplicates.not_decided": N_("This pair is not decided yet, so there is nothing to take back."),
    "duplicates.not_by_hand": N_("A pair is decided as one, as two, or put off. Choose one of the three."),
    "duplicates.no_reason": N_("The reason is still empty. Write in a few words what you looked at."),
    "duplicates.long_reason": N_("The reason has {count} letters. Shorten it to {longest}."),
    "duplicates.not_same": N_("Only of a pair decided as the same can one be stopped or closed. Decide first."),
    "duplicates.not_of_pair": N_("This family is not one of the two. Open the pair again and choose one of them."),
    "duplicates.one_family": N_("Both stand in one family, which stays. Mark in the family who was entered twice."),
    "duplicates.closed_already": N_("This family is closed already. Refresh the pair."),
    "duplicates.other_closed": N_("The other family is closed already, so this one must stay."),
    "duplicates.not_closed": N_("This family was not closed as a double, so it need not be opened again."),
    "duplicates.other_owner": N_("This family belongs to office {owner}. Only that office can close it."),
}
