"""The file of the demo accounts: passwords are known nowhere else."""

import stat

import pytest

from sites.demo.accounts import Account, keep, make_account

pytestmark = pytest.mark.django_db


def test_loading_again_leaves_the_passwords_that_are_known(tmp_path):
    path = tmp_path / "demo-accounts.txt"
    first = make_account(Account("tonglu-editor", "编辑", ()))
    keep([first], path)
    keep([make_account(Account("tonglu-editor", "编辑", ()))], path)
    assert first.password in path.read_text()
    second = make_account(Account("zj-admin", "管理员", ()))
    keep([make_account(Account("tonglu-editor", "编辑", ())), second], path)
    assert first.password in path.read_text() and second.password in path.read_text()


def test_an_account_made_anew_has_its_new_password_only(tmp_path):
    path = tmp_path / "demo-accounts.txt"
    keep([Account("admin", "管理员", (), "old-password")], path)
    keep([Account("admin", "管理员", (), "new-password")], path)
    assert "old-password" not in path.read_text() and "new-password" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
