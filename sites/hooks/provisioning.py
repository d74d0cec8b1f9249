"""Provisioning in Wagtail's history."""

from wagtail import hooks

from sites.actions.provision import LOG_ACTION


@hooks.register("register_log_actions")
def register_provision_action(actions):
    actions.register_action(LOG_ACTION, "建站", "按站点模板建立了门户")
