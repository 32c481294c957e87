"""The last step, with this machine's own sockets and resolver."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest

from regesta.fetch.wire import OUTSIDE, Deadline, certificates, dial, in_time, resolve


def test_dial_leads_to_the_address(site):
    with dial(ip_address("127.0.0.1"), site.port, 5.0) as sock:
        assert sock.getpeername() == ("127.0.0.1", site.port)


def test_dial_without_anybody_there():
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(ConnectionRefusedError):
        dial(ip_address("127.0.0.1"), port, 5.0)


def test_resolve_gives_each_address_once():
    found = resolve("localhost", 80)
    assert set(found) <= {"127.0.0.1", "::1"} and len(found) == len(set(found)) > 0


@pytest.mark.parametrize("host", ["a" * 70 + ".example", "no-such-name.invalid"])
def test_names_that_nobody_has_are_an_ordinary_error(host):
    with pytest.raises((OSError, TimeoutError)):
        in_time(resolve, host, 80, Deadline(5.0))


def test_a_deadline_passes():
    deadline = Deadline(0.0)
    with pytest.raises(TimeoutError):
        deadline.left()


def test_the_world_as_it_is_checks_certificates():
    context = certificates()
    assert context.check_hostname and context.verify_mode.name == "CERT_REQUIRED"
    assert (OUTSIDE.dial, OUTSIDE.resolve, OUTSIDE.certificates) == (dial, resolve, certificates)
