"""Sentences about whose keys count in the exchange, what the directory says, and why a stream is stopped."""

from desktop.wording.translator import N_

SENTENCES = {
    "exchange.card_ending": N_(
        "Somebody has already said that the card of office {office} has to end. Another person confirms it."
    ),
    "exchange.card_not_ending": N_("Nobody has said that the card of office {office} has to end."),
    "exchange.card_several": N_(
        "Office {office} has {count} cards here. Name the one that is meant by its fingerprint."
    ),
    "exchange.went_back": N_(
        "Package {number} of office {office} was made from an old copy of its file: its log ends at line {line}, "
        "and line {known} was known here. Nothing more of it is taken in. Tell that office: its newest backup is "
        "brought back, or a new epoch is begun, and its new key card comes on paper."
    ),
    "exchange.log_rewritten": N_(
        "The log of office {office} was cut or written anew: line {line} is no longer what an earlier package "
        "showed. Package {number} was not taken in and nothing more will be. Call the head of that office and the"
        " inspectorate."
    ),
    "exchange.own_went_back": N_(
        "Office {office} knows more of this office than this file does: an old copy was put back. Send nothing "
        "from it. Bring the newest backup back, or begin a new epoch, and give the new key card to the other "
        "offices."
    ),
    "exchange.own_rewritten": N_(
        "Line {line} of this office's log is not what office {office} was shown: the log was changed. Send "
        "nothing from this file; call the head of the office and the inspectorate."
    ),
    "exchange.own_stopped": N_(
        "Nothing is sent from this file: office {office} showed that it is an old or changed copy. Look at the "
        "alarms; bring the newest backup back, or begin a new epoch."
    ),
    "exchange.alarm_unknown": N_("This alarm is not there any more, or was settled. Load the list of alarms again."),
    "exchange.directory_unsigned": N_(
        "The directory of offices in the package is not signed by the province, or not in its form. Nothing was "
        "taken in; tell the province."
    ),
    "exchange.directory_wrong": N_(
        "Directory {number} of office {office} leaves out an office or takes an ended card back. Nothing was "
        "taken in; tell the province."
    ),
    "exchange.directory_older": N_(
        "Office {office} goes by directory {number} of the offices, and number {held} is here. The older one was "
        "not taken in; tell the province that it works with an old copy of its file."
    ),
    "exchange.directory_forked": N_(
        "There are two different directories {number} of office {office}. Nothing more of it is taken in; call "
        "the province."
    ),
    "exchange.directory_skipped": N_(
        "Directory {number} of the offices was not taken: here is number {held}, and one between them is missing."
        " It comes with the next package."
    ),
    "exchange.directory_taken": N_("Directory {number} of the offices was taken in."),
    "exchange.directory_same": N_("Nothing has changed since directory {number} was issued."),
    "exchange.not_province": N_("Only the office of a province issues the directory. This is office {office}."),
    "exchange.own_card_ended": N_(
        'Office {office} has ended the card of this office ("{reason}"). Begin a new epoch and bring the new card'
        " there."
    ),
    "exchange.new_key": N_("Office {office} has a new key. Its old key signed it, so no paper is needed."),
    "exchange.came_back": N_(
        "Office {office} came back from a backup, in a new epoch. What it lost of ours goes with our next package."
    ),
    "exchange.asks": N_("Office {office} needs back what is here of it. Make a catch-up package for it."),
    "exchange.we_are_stopped": N_(
        "Office {office} takes nothing more of this office after an alarm. Call it before anything else is sent."
    ),
    "exchange.epoch_wrong": N_("A new epoch has a higher number than the present one ({epoch})."),
}
