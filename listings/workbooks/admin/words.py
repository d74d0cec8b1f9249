"""Saying what unknown words mean: names of bodies and values of choices that the check could not place."""

from django.shortcuts import redirect
from django.views.generic import TemplateView

from listings.errors import ListingsError
from listings.values import fields_of
from listings.workbooks.actions.map import MapUpload, with_words
from listings.workbooks.admin.base import OfUpload, say
from listings.workbooks.bodies import Bodies
from listings.workbooks.fields import label_of
from listings.workbooks.plan import Plan

MOST_BODIES = 400


class Words(OfUpload, TemplateView):
    page_title = "对应取值"
    template_name = "listings/workbooks/words.html"

    def get(self, request, *args, **kwargs):
        if self.upload.adjustment_id or not self.upload.counts.get("unknown"):
            return self.go()
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        bodies = Bodies(self.listing)
        everybody = list(dict.fromkeys((key, name) for key, name, _, _ in bodies.names()))[:MOST_BODIES]
        groups = []
        for name, words in self.upload.counts["unknown"].items():
            rows = [
                {
                    "word": word,
                    "count": count,
                    "likely": bodies.candidates(word) if name == "organisation" else [],
                    "choices": [] if name == "organisation" else fields_of(self.listing.kind)[name].flatchoices,
                }
                for word, count in words.items()
            ]
            groups.append({"field": name, "label": label_of(self.listing.kind, name), "rows": rows})
        return super().get_context_data(groups=groups, everybody=everybody, step="check", **kwargs)

    def post(self, request, *args, **kwargs):
        chosen: dict[str, dict] = {}
        told = zip(*(request.POST.getlist(name) for name in ("field", "word", "meaning")), strict=False)
        for field, word, meaning in told:
            if meaning and word in self.upload.counts.get("unknown", {}).get(field, {}):
                chosen.setdefault(field, {})[word] = self.value(field, meaning)
        plan = with_words(Plan.of(self.upload.plan), chosen)
        try:
            MapUpload(self.upload, plan, user=request.user).execute()
        except ListingsError as error:
            say(request, error)
        return redirect("listings_upload", self.listing.pk, self.upload.pk)

    def value(self, field: str, meaning: str):
        """Keys of choices may be figures; bodies have keys."""
        if field == "organisation":
            return meaning
        return next((key for key, _ in fields_of(self.listing.kind)[field].flatchoices if str(key) == meaning), meaning)
