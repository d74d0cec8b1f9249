"""双公示: administrative licences and penalties, made public within seven working days and taken down in time."""
