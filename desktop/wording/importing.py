"""Sentences and names of fields for taking in a register file."""

from desktop.wording.translator import N_

SENTENCES = {
    "import.unknown_village": N_(
        'There is no village with the code "{written}" in this province. Use a Kemendagri code such as 36.01.01.2001.'
    ),
    "import.office_changed": N_(
        "Families were saved in this office since the file was checked, and they change what the file would do."
        " Check the file again."
    ),
    "import.nothing_taken": N_("No row of {name} was taken in. Look at the reasons beside the rows."),
    "import.onto_itself": N_(
        "{path} is the file that is to be taken in. Give the rows that are kept out a file of another name."
    ),
    "import.map_unreadable": N_(
        'The file {name} holds no map of columns. Write it as {{"heading": "field", …}} in JSON.'
    ),
    "import.no_batch": N_("There is no import {batch} in this office. Choose one of the list."),
    "import.undone_already": N_("The import of {name} was undone already. Nothing was changed."),
    "import.reason_missing": N_("Say in a few words why the import is undone."),
    "import.built_on": N_(
        "The import of {name} of {on} cannot be undone: its families were worked on since, for instance {families}."
        " Things that stand on it: {count}, listed below. Correct these families one by one."
    ),
    "import.later_first": N_(
        "The import of {name} of {on} cannot be undone yet: later imports changed the same families. Undo these first,"
        " in this order: {imports}. What they changed is listed below."
    ),
    "import.values_destroyed": N_(
        "{count} earlier values were destroyed by minutes, so the import cannot be undone. Correct the families one by"
        " one."
    ),
    # One row.
    "import.of_groups": N_(
        "The file {name} is of groups and not of families or people, so nobody here can be found by it."
    ),
    "import.not_here": N_(
        "Nobody in this office has this number, and this file brings nobody. Take in the register of this family first."
    ),
    "import.several_here": N_(
        "Several people of this office have this NIK. Decide first which of them is meant, then take in the file again."
    ),
    "import.family_left": N_(
        "This family is in no list since {on}. If it is here again, open it again first, then take in the file."
    ),
    "import.event_stands": N_(
        'What the file says here was left out: "{event}" of {on} stands in this family, and the file tells how it was'
        " before. If the event was entered wrongly, take it back in the family's history."
    ),
    "import.death_is_event": N_(
        "The file says that {name} died, which nobody entered here yet. If it is true, enter it with the button Event… "
        "on the family's page: then it is asked who follows, and what becomes of money that waits. Until then {name} "
        "stays as before."
    ),
    "import.move_is_event": N_(
        "The file says that {name} moved away, which nobody entered here yet. If it is true, enter it with the button "
        "Event… on the family's page: then it is asked who follows, and what becomes of money that waits. Until then "
        "{name} stays as before."
    ),
    "import.presence_by_event": N_(
        'The file says that {name} was not found. By "{event}" of {on} {name} lives here and stays so. If nobody finds '
        "{name} there any more, change it in the family's form."
    ),
    "import.withdrawn": N_(
        "This person was withdrawn here as entered by mistake, and stays so. If that was wrong, correct it in the"
        " family."
    ),
    "import.repeated": N_(
        "This person already stands in row {earlier} of the same family. Delete one of the two rows,"
        " or correct the birth date or NIK if they are two people."
    ),
    "import.household_question": N_(
        "Several families of this office, or of this file, fit this family's number. Find the right family and correct"
        " its number first."
    ),
    "import.member_question": N_(
        "Several members of the family fit this row. Fill in the NIK or the birth date, so that one is meant."
    ),
    "import.member_elsewhere": N_(
        "The number of this person in the register belongs to a member of another family of this office. Find out where"
        " the person lives now."
    ),
    "import.other_owner": N_(
        "This family belongs to the office {owner}, so it cannot be changed here. Ask that office to change it."
    ),
    "import.household_differs": N_(
        "This row says something else of the family than row {first}. What row {first} says was taken; check which is"
        " right."
    ),
    "import.two_heads": N_("The family has two heads: this row and row {first}. Correct the relation of one of them."),
    "import.same_nik": N_(
        "Another person has the same NIK. Both are kept, and a task is opened: compare them with their KTP."
    ),
    "import.same_kk": N_(
        "Another family has the same No KK. Both are kept, and a task is opened: compare them with the family card."
    ),
}

UNDOING = N_("Putting the records back")
COMPARING = N_("Comparing with the office")
SAVING = N_("Saving the families")
INDEXING = N_("Making the families findable")

FIELDS = {
    "household_id": N_("Number of the family in its source"),
    "no_kk": N_("No KK"),
    "head_name": N_("Name of the head"),
    "sls": N_("Local unit with RT and RW"),
    "province": N_("Province"),
    "regency": N_("Regency or city"),
    "district": N_("District"),
    "village": N_("Village"),
    "kemendagri_code": N_("Kemendagri code of the village"),
    "bps_code": N_("BPS code of the village"),
    "bps_province": N_("BPS code of the province"),
    "bps_regency": N_("BPS code of the regency"),
    "bps_district": N_("BPS code of the district"),
    "bps_village": N_("BPS code of the village within it"),
    "member_id": N_("Number of the person in the source"),
    "age": N_("Age"),
    "address": N_("Address"),
    "hamlet": N_("Hamlet"),
    "rt": N_("RT"),
    "rw": N_("RW"),
    "phone": N_("Phone"),
    "latitude": N_("Latitude"),
    "longitude": N_("Longitude"),
    "receives_pkh": N_("Receives PKH"),
    "poverty_percentile": N_("Poverty percentile"),
    "poverty_source": N_("Poverty register"),
    "village_code": N_("Village"),
    "area_as_written": N_("Place as written"),
    "source_id": N_("Number in the register"),
    "name": N_("Name"),
    "nik": N_("NIK"),
    "sex": N_("Sex"),
    "birth_place": N_("Birth place"),
    "birth_date": N_("Birth date"),
    "relation": N_("Relation to the head"),
    "marital": N_("Marital status"),
    "schooling": N_("Schooling"),
    "school_level": N_("School level"),
    "school_class": N_("Class"),
    "pregnant": N_("Pregnant"),
    "disability": N_("Disability"),
    "works": N_("Works"),
    "occupation": N_("Occupation"),
    "mother_name": N_("Mother's name"),
    "father_name": N_("Father's name"),
    "presence": N_("Presence"),
    "in_lists": N_("In the lists"),
    "details": N_("Details of the person"),
    "housing": N_("Housing"),
    "aid": N_("Other aid"),
    "aid_number": N_("Number of the aid"),
    "education": N_("Highest education"),
    "school_name": N_("School"),
    "school_npsn": N_("NPSN"),
    "nisn": N_("NISN"),
    "chronic_illness": N_("Chronic illness"),
    "work_status": N_("Position at work"),
    "work_field": N_("Field of work"),
    "papers": N_("Identity papers"),
    "due_on": N_("Due date"),
    "pregnancies": N_("Pregnancy number"),
    "religion": N_("Religion"),
    "in_family_card": N_("Stands in the family card"),
}

# What may have been built on an import, by the table it stands in; the same words serve for any number.
BUILT = {
    "household": N_("Family changed since"),
    "member": N_("Member added or changed since"),
    "enrolment": N_("Place in a programme changed since"),
    "enrolment_step": N_("Step beyond candidate"),
    "external_id": N_("Number of another register noted since"),
    "bank_account": N_("Account noted since"),
    "warning_override": N_("Doubt let stand since"),
    "caseload": N_("Given to a facilitator"),
    "visit": N_("Visit"),
    "letter": N_("Letter"),
    "payment": N_("Payment"),
    "life_event": N_("Event in the family"),
    "family_link": N_("Link to another family"),
    "family_closure": N_("Left the lists since"),
    "person_details": N_("Details noted since"),
    "housing": N_("Housing noted since"),
    "other_aid": N_("Other aid noted since"),
    "photograph": N_("Photograph"),
    "likeness": N_("Decision on a double"),
    "list_match": N_("Compared with an official list"),
    "validation": N_("Validation"),
    "waiting_place": N_("Place on the waiting list"),
}

OUTCOMES = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Same"),
    "refused": N_("Refused"),
    "ambiguous": N_("Question"),
}
