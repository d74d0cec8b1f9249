"""Tables that people upload: workbooks and CSV, read row by row, refused with a sentence when they are none."""
