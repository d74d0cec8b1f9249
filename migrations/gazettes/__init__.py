"""Back issues of a gazette from a table of contents and a folder of files (国办发〔2018〕22号, G11)."""
