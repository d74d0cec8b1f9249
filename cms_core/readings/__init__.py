"""政策解读: articles that explain a document; documents that have none, articles that do not say which is theirs."""
