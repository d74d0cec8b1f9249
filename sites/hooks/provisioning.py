"""Provisioning in Wagtail's history."""

from wagtail import hooks

from sites.actions import apply_blueprint, provision


@hooks.register("register_log_actions")
def register_provision_action(actions):
    actions.register_action(provision.LOG_ACTION, "建站", "按站点模板建立了门户")
    actions.register_action(apply_blueprint.LOG_ACTION, "应用站点模板", "按站点模板调整了栏目与权限")
