"""索引号: generated strictly for what is published here, read leniently from what was published before."""
