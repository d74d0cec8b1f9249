"""In which items words stand, by the pairs of characters that are kept of each list: a search need not read it all."""
