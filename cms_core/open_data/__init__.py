"""What all open data of the platform share: how programs are answered, and which data sets there are."""
