"""Excel in, Excel out: workbooks become adjustments, lists become workbooks (build 5 of the four lists)."""
