"""Page types: branch, home, column, topic, article and official document."""
