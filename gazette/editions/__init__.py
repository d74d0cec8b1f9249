"""版本: the forms in which an issue is handed out whole: PDF as it is printed, EPUB for phones, all texts as a ZIP."""
