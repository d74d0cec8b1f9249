"""The directory for programs: files, the catalogue of data sets (DCAT), harvesting (OAI-PMH)."""
