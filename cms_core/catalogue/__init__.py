"""资源库: the catalogue of live content: how its rows are written, asked, counted, verified and rebuilt."""
