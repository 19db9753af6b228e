"""Sentences about paying through banks and the post: paths, files, answers, and who holds cards."""

from desktop.wording.translator import N_

SENTENCES = {
    "money.no_account": N_("{count} families are to be paid by a bank and have no open account there"),
    "payers.not_now": N_(
        "Tranche {tranche} is not approved, or its pay-out is over. Paths and files belong to the time between."
    ),
    "payers.payer_name": N_(
        '"{payer}" does not name this path. Write the bank, or Kantor Pos; cash at the desk needs no name.'
    ),
    "payers.not_movable": N_(
        "{count} of these payments are settled, in a file that is under way, or on another list. Choose others."
    ),
    "payers.nothing_to_move": N_("No payment fits. Those in a file that is under way stay where they are."),
}
