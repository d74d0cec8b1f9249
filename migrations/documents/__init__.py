"""From what an old portal says of a document to a `DocumentPage`, with a report on every field."""
