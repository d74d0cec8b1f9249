"""监督检查 by the office in charge: coverage, timeliness, dead links, missing fields, notices."""
