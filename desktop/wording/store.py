"""Sentences of the office folder, its keys and its file."""

from desktop.wording.translator import N_

SENTENCES = {
    "files.missing": N_("{path} is not there. Check the name of the file or folder."),
    "files.is_folder": N_("{path} is a folder, not a file. Name a file in it."),
    "files.not_allowed": N_("This PC does not allow {path} to be used. Ask the administrator of the PC for access."),
    "files.full": N_("The disk that holds {path} is full. Nothing was saved. Free some space and try again."),
    "files.failed": N_("{path} could not be used ({reason}). Nothing was saved."),
    "files.exists": N_("{path} is already there. Choose another name."),
    "files.booked_not_placed": N_(
        "{path} could not be written at the last moment, though the print is booked. "
        "Print receipts again as spoiled pages with this reason, letters again as copies."
    ),
    "folder.missing": N_("The folder {path} is not there. Check its name, or plug in the disk it lies on."),
    "folder.not_an_office": N_("{path} holds no office file (office.db). Choose the folder of an office."),
    "folder.no_keys": N_(
        "{path} lacks its key file (keys.json). Put back the copy from a backup; without it the office does not open."
    ),
    "folder.not_empty": N_("{path} is not empty. A new office needs a new folder."),
    "folder.in_use": N_("The office in {path} is already open in another window. Close that one first."),
    "folder.read_only": N_(
        "{path} lies on a disk that cannot be written, and an office writes down who signs in. Take away the write "
        "protection, or copy the folder to the disk of this PC."
    ),
    "folder.in_the_way": N_(
        "{path} is in the way: the program makes a new office in a folder of that name, and what lies there is not its "
        "own. Move it or give it another name."
    ),
    "folder.synced": N_("{path} is copied to a cloud, which breaks an office file. Choose a folder that is not."),
    "folder.remote": N_("{path} lies on a network drive, which breaks an office file. Choose a folder on this PC."),
    "folder.removable": N_("{path} lies on a removable drive. Choose a folder on this PC's own disk."),
    "keys.damaged": N_("The key file (keys.json) is damaged. Put back the copy from a backup."),
    "keys.name_changed": N_(
        "The key file (keys.json) names {name} where the office knows {real}: somebody changed it. Put back the copy "
        "from a backup and tell the inspectorate."
    ),
    "keys.newer": N_("The key file was written by a newer program. Update e-JSiKa on this PC."),
    "keys.wrong_password": N_("The name or the password is wrong."),
    "keys.wrong_recovery": N_("The recovery code is wrong. Compare it with the printed sheet."),
    "keys.wait": N_("Too many wrong passwords. Wait {seconds} seconds, then try again."),
    "keys.password_short": N_("The password needs at least {least} characters. A short sentence is easy to remember."),
    "keys.password_common": N_("This password is too easy to guess. Choose another."),
    "keys.password_same": N_("The new password is the old one. Choose another."),
    "keys.no_password": N_("No password was given. Set {variable} or type it at the prompt."),
    "database.damaged": N_(
        "The office file is damaged: the password is right but office.db cannot be read. Restore the last backup."
    ),
    "database.disk": N_(
        "The disk does not let office.db be read or written. See that it is plugged in, has room and is not "
        "write-protected, then try again. If this comes back, have the disk looked at before you go on."
    ),
    "database.read_only": N_(
        "office.db can be read but not written. Ask the administrator of the PC for access to the office's folder."
    ),
    "database.missing": N_("office.db could not be opened. Check that the folder and its disk are there."),
    "database.foreign": N_("office.db is not the file of this office. Put the folder back as it was, or restore."),
    "database.newer": N_("The office file was written by a newer program. Update e-JSiKa on this PC."),
    "database.unsafe": N_("The office file cannot be written safely on this disk ({setting}). The program stops here."),
    "database.full": N_("The disk is full. Nothing was saved. Free some space and try again."),
    "database.busy": N_("The office file is busy. Wait until the running work ends and try again."),
    "backup.damaged": N_("{path} is not a whole backup. Choose another one."),
    "backup.not_verified": N_("The backup did not pass its check ({reason}). The earlier backups are untouched."),
}
