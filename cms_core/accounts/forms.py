"""The login form of the admin, with its limit of failures."""

from django import forms
from wagtail.admin.forms.auth import LoginForm

from cms_core.accounts import throttle


class ThrottledLoginForm(LoginForm):
    """WAGTAILADMIN_USER_LOGIN_FORM: refuses before looking at the password, so that a lock tells nothing about it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "密码"  # Wagtail's has no label, so that the field's name is shown

    def clean(self):
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return super().clean()
        address = throttle.address_of(self.request)
        minutes = throttle.locked_minutes(username, address)
        if minutes:
            raise forms.ValidationError(
                f"登录失败次数过多，请 {minutes} 分钟后再试；忘记密码请联系站点管理员。", code="locked"
            )
        try:
            cleaned = super().clean()
        except forms.ValidationError:
            throttle.record_failure(username, address)
            raise
        throttle.forget_failures(username, address)
        return cleaned
