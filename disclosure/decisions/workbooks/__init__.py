"""Tables in and out: the templates of 2018, the export template, the official codes as headers, those of 2015."""
