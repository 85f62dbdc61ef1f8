"""This machine's addresses on the local network, found without sending anything."""

import contextlib
import ipaddress
import socket
import struct
import sys

# RFC 5737 and RFC 1918 addresses; connecting a UDP socket picks a route and sends no packet.
PROBES = ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254")
SIOCGIFADDR = 0x8915  # linux/sockios.h


def lan_addresses() -> tuple[str, ...]:
    """IPv4 addresses other machines may reach, the one on the usual route first."""
    found = dict.fromkeys([*_routed(), *_of_interfaces()])
    return tuple(address for address in found if _reachable(address))


def machine_names() -> tuple[str, ...]:
    """The host name and its mDNS name (RFC 6762), in lower case."""
    name = socket.gethostname().split(".")[0].lower()
    return (f"{name}.local", name) if name and name != "localhost" else ()


def _routed() -> list[str]:
    found = []
    for probe in PROBES:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, contextlib.suppress(OSError):
            udp.connect((probe, 9))
            found.append(str(udp.getsockname()[0]))
    return found


def _of_interfaces() -> list[str]:
    """Every interface's address where the kernel tells (Linux); elsewhere none."""
    if sys.platform != "linux":
        return []
    import fcntl

    found = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        for _, name in socket.if_nameindex():
            with contextlib.suppress(OSError):
                request = struct.pack("256s", name.encode()[:15])
                answer = fcntl.ioctl(udp.fileno(), SIOCGIFADDR, request)
                found.append(socket.inet_ntoa(answer[20:24]))
    return found


def _reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_link_local)
