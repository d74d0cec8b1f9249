"""安全审计: who came in and went out, to the log `portal.security` (GB/T 22239-2019 8.1.4.3); failures: `throttle`."""

import logging

from django.contrib.auth.signals import user_logged_in, user_logged_out

from cms_core.accounts.throttle import address_of

logger = logging.getLogger("portal.security")


def came_in(sender, request, user, **kwargs):
    logger.info("登录成功：账号 %r，来自 %s", user.get_username(), address_of(request))


def went_out(sender, request, user, **kwargs):
    if user is not None:
        logger.info("退出：账号 %r，来自 %s", user.get_username(), address_of(request))


def connect() -> None:
    user_logged_in.connect(came_in, dispatch_uid="cms_core.accounts.in")
    user_logged_out.connect(went_out, dispatch_uid="cms_core.accounts.out")
