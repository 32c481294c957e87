"""The server as a process: what it prints, whom it listens to, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading

import httpx2
import pytest

from regesta.cli.main import main
from regesta.errors import BadValueError
from regesta.web.serve import Place, serve
from tests.hand import capture
from tests.register.conftest import Desk


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    hands = Desk(tmp_path_factory.mktemp("own") / "register")
    hands.take([capture("Northland helped Westland in 2020.")])
    return hands.folder.root


def start(register, *options):
    command = [sys.executable, "-m", "regesta", "serve", "--register", str(register), "--no-browser", *options]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = running.stdout.readline().strip()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", address), running.communicate()
    return running, address


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
def test_it_prints_its_address_answers_and_ends_when_told(register, sign):
    running, address = start(register)
    try:
        with httpx2.Client(follow_redirects=True) as client:
            client.get(address)
            base = address.partition("/?")[0]
            assert client.get(f"{base}/api/claims").json()["total"] == 1
            assert httpx2.get(f"{base}/api/claims").status_code == 401
        running.send_signal(sign)
        out, err = running.communicate(timeout=60)
    finally:
        running.kill()
    assert (running.returncode, out) == (0, "")
    assert err.splitlines() == ["opening the register", "serving; Ctrl-C ends it", "ended"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org"])
def test_other_machines_are_not_listened_to_unless_asked(register, capsys, host):
    assert main(["serve", "--register", str(register), "--host", host, "--no-browser"]) == 2
    err = capsys.readouterr().err
    assert "E102" in err and "--allow-host" in err


def test_a_port_that_is_taken_is_one_line(register, capsys):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--register", str(register), "--port", str(port), "--no-browser"]) == 2
    assert f"127.0.0.1:{port}" in capsys.readouterr().err


def test_what_is_no_register_is_one_line(tmp_path, capsys):
    assert main(["serve", "--register", str(tmp_path / "none"), "--no-browser"]) == 2
    assert "there is no register" in capsys.readouterr().err


@pytest.fixture
def interruptible():
    """A suite that was started in the background ignores SIGINT, and so would the server in it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_a_name_may_be_added(register):
    """Over every interface, by a name that was given and by no other."""
    told, stop = [], threading.Event()

    def ready(address):
        told.append(address)
        base = f"http://127.0.0.1:{httpx2.URL(address).port}"

        def ask():
            headers = {"authorization": "Bearer " + address.partition("token=")[2]}
            for host in ("register.example", "127.0.0.1", "own.example"):
                told.append(httpx2.get(f"{base}/api/info", headers={**headers, "host": host}).status_code)
            stop.set()
            signal.raise_signal(signal.SIGINT)

        threading.Thread(target=ask).start()

    with pytest.raises(KeyboardInterrupt):
        serve(register, Place(host="0.0.0.0", names=["Register.example"]), browser=False, ready=ready)
    assert stop.is_set()
    assert told[0].startswith("http://Register.example:")
    assert told[1:] == [200, 403, 403]


def test_without_a_name_it_is_refused():
    with pytest.raises(BadValueError, match="without encryption"):
        serve(None, Place(host="0.0.0.0"), browser=False, ready=print)
