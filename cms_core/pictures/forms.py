"""The upload form of pictures: says in words why a description is asked for."""

from wagtail.images.forms import BaseImageForm

from cms_core.preferred_collection import PreferredCollectionMixin


class PictureForm(PreferredCollectionMixin, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "description" in self.fields:
            self.fields["description"].error_messages["required"] = (
                "请填写图片说明：读屏软件会把它读给看不见图片的人听。"
            )
