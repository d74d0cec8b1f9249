"""双公示 in the admin: entering, importing, publishing and taking down."""
