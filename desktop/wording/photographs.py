"""Sentences about photographs of families, and about their files."""

from desktop.wording.translator import N_

SENTENCES = {
    "photo.unreadable": N_("This file is no photograph the program can read. Choose a JPG, PNG, WebP or BMP file."),
    "photo.too_large": N_(
        "The photograph has {width} x {height} pixels, too many to read. Save it as JPG or make it smaller first."
    ),
    "photo.too_small": N_(
        "The photograph has only {width} x {height} pixels; nothing can be recognised on it. It needs at least {least}."
    ),
    "photo.file_too_large": N_("The file is larger than {most} MB. Save the photograph as JPG first."),
    "photo.unknown": N_("This photograph is not in the office. Open the family again."),
    "photo.already_there": N_("This family has this very photograph already. Choose another."),
    "photo.too_many": N_("A family keeps at most {most} photographs. Put away one that is out of date first."),
    "photo.whose": N_("A photograph of a KTP belongs to a person. Choose whose KTP it is."),
    "photo.not_a_member": N_("This person is not in the family. Open the family again."),
    "photo.reason_missing": N_("Say in a few words why the photograph is put away."),
    "photo.put_away_already": N_("This photograph was put away already."),
    "photos.missing": N_("The file of the photograph is gone: {path}. Put it back from the folder beside the backup."),
    "photos.changed": N_(
        "The file of the photograph was changed or damaged: {path}. Put it back from the folder beside the backup."
    ),
    "photos.bad_copy": N_(
        "The copy of a photograph cannot be read back: {path}. The disk may be failing; use another."
    ),
    "photos.gone": N_(
        "{count} photographs are gone from the folder photos, first {name}. Put them back from the folder beside the "
        "backup."
    ),
    "photos.damaged": N_(
        "{count} photographs in the folder photos were changed or damaged, first {name}. Put them back from the folder "
        "beside the backup."
    ),
}
