"""待办: made when something above, a date or a document changes; done by itself when the list agrees again."""
