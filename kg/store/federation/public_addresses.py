"""Which addresses of the Internet are public (IANA registries of special-purpose addresses, RFC 6890).

What is not sure to be public is not: addresses of IPv6 that lead to one of IPv4 (mapped, NAT64, 6to4,
Teredo) hide where they lead.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network

Address = IPv4Address | IPv6Address

_UNICAST = ip_network("2000::/3")
_OTHERS = tuple(
    map(
        ip_network,
        (
            "192.0.0.0/24",  # assignments for protocols (RFC 6890)
            "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
            "2001::/23",  # assignments for protocols, Teredo among them (RFC 4380)
            "2002::/16",  # 6to4 (RFC 3056)
            "3fff::/20",  # documentation (RFC 9637)
        ),
    )
)


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to a host that anyone may reach."""
    if isinstance(address, IPv6Address) and (address not in _UNICAST or address.scope_id is not None):
        return False
    if any(address in network for network in _OTHERS):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)
