import socket

import pytest

from app import __main__ as command
from app.__main__ import address, free_port, is_loopback, main


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.0.1", "::1", "localhost"])
def test_loopback(host):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["192.168.1.5", "::", "example.org", ""])
def test_everything_else_is_refused(host, capsys):
    assert not is_loopback(host)
    assert main(["--host", host, "--no-browser"]) == 2
    assert "--insecure" in capsys.readouterr().err


def test_missing_source_is_named(tmp_path, capsys):
    assert main([str(tmp_path / "没有.txt"), "--no-browser"]) == 2
    assert "没有.txt" in capsys.readouterr().err


def test_taken_port_is_told(capsys):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert free_port("127.0.0.1", port) is None
        assert main(["--port", str(port), "--no-browser"]) == 2
    assert str(port) in capsys.readouterr().err


def test_any_free_port():
    port = free_port("127.0.0.1", 0)
    assert port
    assert address("127.0.0.1", port) == f"http://127.0.0.1:{port}"
    assert address("::1", 80) == "http://[::1]:80"


def test_a_first_start_asks_for_nothing(monkeypatch):
    given = []
    monkeypatch.setattr("streamlit.web.cli.main", lambda flags, **_: given.extend(flags))
    command._run("127.0.0.1", 0, headless=False)
    assert "--server.showEmailPrompt=false" in given
