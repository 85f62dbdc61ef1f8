"""`--tls auto`: a certificate authority of this machine's own, and a certificate for its addresses.

A phone gives a page no microphone without https. No public authority signs for `192.168.1.20`, so
Dryfit makes a local one that a phone can be told to trust (`trust_page`). Its name constraints let
it vouch for addresses and local names only: were its key stolen, it could not pose as a bank.

Lifetimes and fields follow Apple's requirements for trusted certificates (support article 103769):
SHA-256, names in the subjectAltName, the serverAuth key usage, at most 825 days.
"""

import contextlib
import ipaddress
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from filelock import FileLock

from dryfit import paths
from dryfit.web.lan import lan_addresses, machine_names
from dryfit.web.token import write_private

AUTHORITY_DAYS = 3652
"""Lower it and learners have to trust the machine anew before ten years are over."""

CERTIFICATE_DAYS = 397
"""Raise it past 825 and iPhones refuse the certificate."""

RENEW_DAYS = 30
"""Lower it and a server left running for a month may outlive its certificate."""

LOCAL_DOMAINS = ("localhost", "local", "lan", "home.arpa", "internal")
"""Names under these (RFC 6761, 6762, 8375) belong to no one on the internet."""


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """PEM files for the server, the authority to trust, and the names the certificate covers."""

    cert: Path
    key: Path
    ca: Path
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Signed:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def ensure_certificates(
    hosts: Sequence[str] | None = None,
    folder: Path | None = None,
    now: datetime | None = None,
) -> TlsFiles:
    """Certificates for `hosts` (by default this machine's addresses and names), made when needed.

    They are made anew when a name changes, the end is near, or the files do not match. The
    authority is kept as long as it can be, so that phones go on trusting it. Names that belong to
    someone on the internet are left out: `TlsFiles.names` tells what is covered.
    """
    folder = folder or paths.data_dir() / "tls"
    now = now or datetime.now(UTC)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(folder / ".lock"):
        authority = _kept_authority(folder, now) or _make_authority(folder, now)
        wanted = hosts if hosts is not None else (*lan_addresses(), *machine_names())
        names = _covered((*wanted, "localhost", "127.0.0.1", "::1"), authority.certificate)
        if not _still_good(folder, authority, names, now):
            _make_certificate(folder, authority, names, now)
    return TlsFiles(folder / "server.pem", folder / "server.key", folder / "authority.pem", names)


def authority_der(ca: Path) -> bytes:
    """The authority's certificate as phones want it."""
    return _load(ca).public_bytes(serialization.Encoding.DER)


def fingerprint(ca: Path) -> str:
    """The authority's SHA-256 fingerprint, in the colon form that phones show."""
    return _load(ca).fingerprint(hashes.SHA256()).hex(":").upper()


def _kept_authority(folder: Path, now: datetime) -> _Signed | None:
    kept = _read_pair(folder / "authority.pem", folder / "authority.key")
    lasts = timedelta(days=CERTIFICATE_DAYS)
    return kept if kept and kept.certificate.not_valid_after_utc - lasts > now else None


def _make_authority(folder: Path, now: datetime) -> _Signed:
    key = ec.generate_private_key(ec.SECP256R1())
    host = (*machine_names(), "this machine")[0].removesuffix(".local")
    name = _name(f"Dryfit on {host}")
    usage = _usage(signs_certificates=True)
    builder = (
        _builder(name, name, key.public_key(), now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.NameConstraints(_constraints(), None), critical=True)
    )
    signed = _Signed(builder.sign(key, hashes.SHA256()), key)
    _write_pair(signed, folder / "authority.pem", folder / "authority.key")
    return signed


def _make_certificate(
    folder: Path, authority: _Signed, names: tuple[str, ...], now: datetime
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate
    builder = (
        _builder(_name("Dryfit"), issuer.subject, key.public_key(), now, CERTIFICATE_DAYS)
        .add_extension(x509.SubjectAlternativeName([_general(n) for n in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    signed = _Signed(builder.sign(authority.key, hashes.SHA256()), key)
    _write_pair(signed, folder / "server.pem", folder / "server.key")


def _still_good(folder: Path, authority: _Signed, names: tuple[str, ...], now: datetime) -> bool:
    kept = _read_pair(folder / "server.pem", folder / "server.key")
    if kept is None or kept.certificate.not_valid_after_utc - timedelta(days=RENEW_DAYS) <= now:
        return False
    try:
        kept.certificate.verify_directly_issued_by(authority.certificate)
    except (ValueError, TypeError, InvalidSignature):
        return False
    extension = kept.certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    covered = {str(name.value) for name in extension.value}
    return covered == set(names)


def _covered(hosts: Sequence[str], authority: x509.Certificate) -> tuple[str, ...]:
    """The hosts the authority may vouch for, without repetition, in order."""
    permitted = authority.extensions.get_extension_for_class(x509.NameConstraints).value
    subtrees = permitted.permitted_subtrees or []
    domains = [subtree.value for subtree in subtrees if isinstance(subtree, x509.DNSName)]
    covered = (host for host in hosts if _is_address(host) or _is_local_name(host, domains))
    return tuple(dict.fromkeys(covered))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_local_name(host: str, domains: Sequence[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _constraints() -> list[x509.GeneralName]:
    """Local names only. Addresses stay free, because some local networks use public ones."""
    own = [name for name in machine_names() if "." not in name]
    return [x509.DNSName(domain) for domain in (*LOCAL_DOMAINS, *own)]


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    public_key: ec.EllipticCurvePublicKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    # An hour back, because a phone's clock may be behind.
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now - timedelta(hours=1) + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name[:64])])


def _general(name: str) -> x509.GeneralName:
    return x509.IPAddress(ipaddress.ip_address(name)) if _is_address(name) else x509.DNSName(name)


def _load(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def _read_pair(certificate: Path, key: Path) -> _Signed | None:
    """A certificate and its key; None where one is missing, unreadable, or not the other's."""
    try:
        loaded = _load(certificate)
        private = serialization.load_pem_private_key(key.read_bytes(), password=None)
    except (OSError, ValueError):
        return None
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        return None
    return _Signed(loaded, private) if loaded.public_key() == private.public_key() else None


def _write_pair(signed: _Signed, certificate: Path, key: Path) -> None:
    pem = serialization.Encoding.PEM
    secret = signed.key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _replace(key, secret)
    _replace(certificate, signed.certificate.public_bytes(pem))


def _replace(path: Path, contents: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        write_private(temporary, contents)
        os.replace(temporary, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()
