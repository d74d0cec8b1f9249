"""What editors set of the directory: which items of 第二十条 a column discloses."""
