"""A Chinese font for a machine that has none: fetched once, only the open files, and never a reason not to start."""

import hashlib
import zipfile

import pytest

from cms_core.typesetting import fonts as choosing
from deploy.launch import fonts


@pytest.fixture
def bare(monkeypatch, settings, tmp_path):
    """A machine without any font of the system, and a data directory of its own."""
    settings.PORTAL_HOME = tmp_path
    settings.PORTAL_GAZETTE_FONTS = []
    monkeypatch.setattr(fonts, "PORTAL_HOME", tmp_path)
    everywhere = choosing.read_fonts
    monkeypatch.setattr(choosing, "read_fonts", lambda places, system=False: iter([]) if system else everywhere(places))
    return tmp_path


def test_nothing_is_fetched_where_there_is_a_font(monkeypatch):
    monkeypatch.setattr(fonts, "fetch", lambda place: pytest.fail("fetched"))
    fonts.provide()


def test_without_a_network_it_says_what_to_do_and_goes_on(bare, monkeypatch, capfd):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(bare))
    fonts.provide()
    assert "apt-get install fonts-noto-cjk" in capfd.readouterr().err
    assert not list((bare / "fonts").glob("*.otf"))


def test_a_file_that_is_not_the_one_looked_at_is_thrown_away(tmp_path):
    wheel = tmp_path / "a.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("mplfonts/fonts/a.otf", b"changed")
    with zipfile.ZipFile(wheel) as archive:
        assert not fonts.unpack(archive, "a.otf", "0" * 64, tmp_path)
        assert not (tmp_path / "a.otf").exists()
        assert fonts.unpack(archive, "a.otf", hashlib.sha256(b"changed").hexdigest(), tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".otf", ".part"}] == ["a.otf"]


def test_only_open_fonts_are_taken():
    assert set(fonts.FONTS) == {"NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf"}
