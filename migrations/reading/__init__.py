"""Reading what an old portal shows of a document: its labels and values, its title, its text, and its frame."""
