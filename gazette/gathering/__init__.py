"""The page on which a region's gazette shows what all its portals publish: by rule, by reference, never a copy."""
