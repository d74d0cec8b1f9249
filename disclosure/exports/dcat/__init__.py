"""The catalogue of open data as DCAT-AP: which data sets this host gives, by whom, in which forms."""
