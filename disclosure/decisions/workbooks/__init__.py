"""Excel in, Excel out: the templates of 2018, the export template, the official codes as headers, the format of 2015."""
