"""What an operator does with a legacy portal's content; commands and views call these."""
