"""What the public is told of adjustments: an announcement in the list's column, and a feed."""
