"""Which network addresses may be asked: public ones. Everything else is refused with a reason.

The tables follow the IANA registries of special-purpose addresses (RFC 6890 and its updates, read 2026-11). They are
written out because `ipaddress.is_global` differs between versions of Python and calls some addresses global that lead
to private ones: on 3.11 `64:ff9b::7f00:1` (NAT64) and `2002:7f00:1::` (6to4), both 127.0.0.1, and multicast.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_V4 = tuple(
    (IPv4Network(block), why)
    for block, why in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider's customers"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "for documentation"),
        ("192.31.196.0/24", "reserved for protocols"),
        ("192.52.193.0/24", "reserved for protocols"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "reserved for protocols"),
        ("198.18.0.0/15", "for measurements"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        # Public by its number, yet inside every machine of that provider it is the platform's own service.
        ("168.63.129.16/32", "a cloud platform's own service"),
    )
)
#: Refused inside the one block of IPv6 that is given out to the world (2000::/3); all outside that block is refused.
_V6 = tuple(
    (IPv6Network(block), why)
    for block, why in (
        ("2001::/32", "Teredo"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "for documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "reserved for protocols"),
        ("3ffe::/16", "reserved"),
        ("3fff::/20", "for documentation"),
    )
)
_V6_ELSEWHERE = tuple(
    (IPv6Network(block), why)
    for block, why in (
        ("::/128", "no address"),
        ("::1/128", "this machine"),
        ("::ffff:0:0/96", "an IPv4 address in the form of IPv6"),
        ("::/96", "an IPv4 address in the form of IPv6"),
        ("64:ff9b:1::/48", "local NAT64"),
        ("100::/64", "discarded"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
_GIVEN_OUT = IPv6Network("2000::/3")
#: The prefix under which a network that speaks only IPv6 reaches IPv4 (RFC 6052): as good as the address inside.
_NAT64 = IPv6Network("64:ff9b::/96")
#: Interface identifiers of ISATAP (RFC 5214), which tunnel to the IPv4 address in the last four bytes.
_ISATAP = frozenset((0x00005EFE, 0x02005EFE))


def why_refused(address: Address) -> str:
    """Why an address may not be asked, in a few words; "" when it may."""
    if isinstance(address, IPv4Address):
        why = next((why for block, why in _V4 if address in block), "")
        return why or ("" if address.is_global else "not public")
    if address.scope_id is not None:
        return "link-local"
    if address in _NAT64:
        inner = why_refused(IPv4Address(int(address) & 0xFFFFFFFF))
        return f"NAT64 of an address that is refused: {inner}" if inner else ""
    if address not in _GIVEN_OUT:
        return next((why for block, why in _V6_ELSEWHERE if address in block), "reserved")
    why = next((why for block, why in _V6 if address in block), "")
    if not why and (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        why = "ISATAP"
    return why or ("" if address.is_global else "not public")


def checked(answers: Sequence[str]) -> tuple[list[Address], str]:
    """The addresses that a name has, and why they are refused ("" when all may be asked).

    One bad address spoils the name: a name that leads both out and in is set up to mislead, or a mistake.
    """
    found: list[Address] = []
    for answer in answers:
        try:
            address = ip_address(answer)
        except ValueError:
            return [], f"{answer[:60]!r} is no address"
        if why := why_refused(address):
            return [], f"{address} is {why}" if not why.startswith("an ") else f"{address}: {why}"
        found.append(address)
    return found, "" if found else "it has no address"
