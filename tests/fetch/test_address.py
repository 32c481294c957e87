"""Which addresses are refused: the table, the forms in which they hide, and laws over all addresses."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesta.fetch.address import checked, why_refused

NAT64 = IPv6Network("64:ff9b::/96")
INSIDE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "168.63.129.16",
]  # fmt: skip
INSIDE_6 = [
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:2::1",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1", "3ffe::1", "5f00::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1", "4000::1", "e000::1",
    "2620:4f:8000::1", "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:10.0.0.1",
]  # fmt: skip
OUTSIDE = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1",
    "172.15.255.255", "172.32.0.1", "192.167.255.255", "192.169.0.1", "223.255.255.255", "168.63.129.17",
    "2606:4700:4700::1111", "2a00:1450::1", "2001:4860:4860::8888", "2003::1", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("text", INSIDE + INSIDE_6)
def test_what_is_not_public_is_refused_with_a_reason(text):
    assert why_refused(ip_address(text)) != ""


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_is_public_may_be_asked(text):
    assert why_refused(ip_address(text)) == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("127.0.0.1", "this machine"), ("169.254.169.254", "link-local"), ("224.0.0.1", "multicast"),
        ("2002:7f00:1::", "6to4"), ("2001::1", "Teredo"), ("64:ff9b::7f00:1", "NAT64"), ("::ffff:7f00:1", "IPv4"),
        ("2606:4700::5efe:7f00:1", "ISATAP"), ("fe80::1%1", "link-local"), ("168.63.129.16", "cloud"),
    ],
)  # fmt: skip
def test_reasons_name_the_trick(text, word):
    assert word in why_refused(ip_address(text))


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_passes(address):
    inner = IPv4Address(int(address) & 0xFFFFFFFF) if address.version == 6 and address in NAT64 else address
    if not why_refused(address):
        assert inner.is_global
        assert not (inner.is_multicast or inner.is_private or inner.is_loopback or inner.is_link_local)
        assert not inner.is_reserved and not inner.is_unspecified


@given(st.ip_addresses(v=4))
def test_an_address_hidden_in_another_is_never_better_than_itself(inner):
    number = int(inner)
    mapped, compatible = IPv6Address((0xFFFF << 32) | number), IPv6Address(number)
    six_to_four = IPv6Address((0x2002 << 112) | (number << 80))
    teredo = IPv6Address((0x20010000 << 96) | (number ^ 0xFFFFFFFF))
    for dressed in (mapped, compatible, six_to_four, teredo):
        assert why_refused(dressed)
    nat64 = IPv6Address((0x64FF9B << 96) | number)
    assert bool(why_refused(nat64)) == bool(why_refused(inner))


def test_one_bad_address_spoils_the_name():
    assert checked(["8.8.8.8", "127.0.0.1"]) == ([], "127.0.0.1 is this machine")
    assert checked(["8.8.8.8", "1.1.1.1"])[0] == [IPv4Address("8.8.8.8"), IPv4Address("1.1.1.1")]
    assert checked([])[1]
    assert "no address" in checked(["localhost"])[1]
