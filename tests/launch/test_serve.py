import os
import socket

import pytest

from deploy.launch import serve
from deploy.launch.errors import LaunchError


def test_a_taken_port_is_refused_with_a_word_on_what_to_do():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(LaunchError, match=r"已被其他程序占用.*--port"):
            serve.refuse_taken_port("127.0.0.1", taken.getsockname()[1])


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(LaunchError, match="1 至 65535"):
        serve.refuse_taken_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(LaunchError, match="--host"):
        serve.refuse_taken_port("192.0.2.1", 8000)


def test_two_do_not_serve_one_home(tmp_path):
    refused = pytest.raises(LaunchError, match=f"进程 {os.getpid()}")
    with serve.only_one(tmp_path), refused, serve.only_one(tmp_path):
        pass
    with serve.only_one(tmp_path):
        pass


def test_public_addresses_carry_the_port_listened_on(monkeypatch):
    monkeypatch.delenv("PORTAL_PUBLIC_PORT", raising=False)
    assert serve.variables_for(8123)["PORTAL_PUBLIC_PORT"] == "8123"


def test_public_addresses_carry_the_port_the_operator_says(monkeypatch):
    monkeypatch.setenv("PORTAL_PUBLIC_PORT", "443")
    assert serve.variables_for(8123)["PORTAL_PUBLIC_PORT"] == "443"


def test_a_home_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LaunchError, match="不能写入"):
        serve.make_home(tmp_path / "file" / "home")
