"""Uploads offer the collection of the portal being worked on first (`user.preferred_collection_id`, set by `sites`)."""


class PreferredCollectionMixin:
    """For forms of collection members, whose `collection` field lists what the user may use."""

    def __init__(self, *args, **kwargs):
        user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        preferred = getattr(user, "preferred_collection_id", None)
        field = self.fields.get("collection")
        if field and preferred and not self.instance.pk and field.queryset.filter(pk=preferred).exists():
            self.initial["collection"] = preferred
