"""Certificates that phones accept: kept while good, renewed in time, no use for posing."""

import datetime
import http.client
import ipaddress
import socket
import ssl
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from dryfit.web.tls import (
    AUTHORITY_DAYS,
    CERTIFICATE_DAYS,
    RENEW_DAYS,
    TlsFiles,
    authority_der,
    ensure_certificates,
    fingerprint,
)

HOSTS = ("192.168.1.20", "workshop.local")
# A fixed moment near the present, so that handshakes accept what the tests make.
NOW = datetime.datetime.now(UTC).replace(microsecond=0)
MADE = NOW - timedelta(hours=1)


@contextmanager
def _serving(cert: Path, key: Path) -> Iterator[int]:
    """Accept one TLS connection on a free port and answer it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        secure.recv(4096)
                        secure.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi")
                except (ssl.SSLError, OSError):
                    pass  # the client refused, which is what some tests are about

        thread = threading.Thread(target=answer)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def _get(port: int, ca: Path, name: str) -> bytes:
    context = ssl.create_default_context(cafile=ca)
    context.verify_flags |= ssl.VERIFY_X509_STRICT
    with (
        socket.create_connection(("127.0.0.1", port)) as plain,
        context.wrap_socket(plain, server_hostname=name) as secure,
    ):
        connection = http.client.HTTPConnection(name)
        connection.sock = secure
        connection.request("GET", "/")
        body = connection.getresponse().read()
        connection.close()
        return body


@pytest.mark.parametrize("name", ["192.168.1.20", "workshop.local", "localhost", "127.0.0.1"])
def test_a_client_that_trusts_the_authority_connects(tmp_path: Path, name: str) -> None:
    files = ensure_certificates(HOSTS, tmp_path)
    with _serving(files.cert, files.key) as port:
        assert _get(port, files.ca, name) == b"hi"


def test_a_client_without_the_authority_does_not(tmp_path: Path) -> None:
    files = ensure_certificates(HOSTS, tmp_path / "ours")
    other = ensure_certificates(HOSTS, tmp_path / "other")
    with _serving(files.cert, files.key) as port, pytest.raises(ssl.SSLCertVerificationError):
        _get(port, other.ca, "localhost")


def test_the_fields_are_those_that_iphones_ask_for(tmp_path: Path) -> None:
    files = ensure_certificates(HOSTS, tmp_path, NOW)
    leaf = _leaf(files)
    usage = leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert ExtendedKeyUsageOID.SERVER_AUTH in usage
    assert isinstance(leaf.signature_hash_algorithm, hashes.SHA256)
    assert ipaddress.ip_address("192.168.1.20") in names.get_values_for_type(x509.IPAddress)
    assert "workshop.local" in names.get_values_for_type(x509.DNSName)
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc == timedelta(CERTIFICATE_DAYS)
    assert CERTIFICATE_DAYS <= 825


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    files = ensure_certificates(HOSTS, tmp_path / "tls")
    keys = [files.key, tmp_path / "tls/authority.key"]
    assert {stat.S_IMODE(key.stat().st_mode) for key in keys} == {0o600}
    assert stat.S_IMODE((tmp_path / "tls").stat().st_mode) == 0o700


def test_nothing_changes_while_all_is_good(tmp_path: Path) -> None:
    first = _leaf(ensure_certificates(HOSTS, tmp_path, NOW))
    assert _leaf(ensure_certificates(HOSTS, tmp_path, NOW + timedelta(days=300))) == first


@pytest.mark.parametrize(("seconds_before", "renewed"), [(1, False), (0, True), (-1, True)])
def test_renewal_starts_exactly_thirty_days_before_the_end(
    tmp_path: Path, seconds_before: int, renewed: bool
) -> None:
    first = ensure_certificates(HOSTS, tmp_path, NOW)
    leaf, authority = _leaf(first), first.ca.read_bytes()
    moment = MADE + timedelta(days=CERTIFICATE_DAYS - RENEW_DAYS, seconds=-seconds_before)
    again = ensure_certificates(HOSTS, tmp_path, moment)
    assert (_leaf(again) != leaf) is renewed
    assert again.ca.read_bytes() == authority


@pytest.mark.parametrize(("seconds_before", "renewed"), [(1, False), (0, True)])
def test_the_authority_outlives_what_it_signs(
    tmp_path: Path, seconds_before: int, renewed: bool
) -> None:
    authority = ensure_certificates(HOSTS, tmp_path, NOW).ca.read_bytes()
    last = MADE + timedelta(days=AUTHORITY_DAYS - CERTIFICATE_DAYS, seconds=-seconds_before)
    again = ensure_certificates(HOSTS, tmp_path, last)
    assert (again.ca.read_bytes() != authority) is renewed


def test_a_new_address_renews_the_certificate_and_keeps_the_authority(tmp_path: Path) -> None:
    first = ensure_certificates(HOSTS, tmp_path)
    leaf, authority = _leaf(first), fingerprint(first.ca)
    moved = ensure_certificates(("10.0.0.7",), tmp_path)
    assert _leaf(moved) != leaf
    assert fingerprint(moved.ca) == authority
    assert "10.0.0.7" in moved.names


@pytest.mark.parametrize("damaged", ["server.pem", "server.key", "authority.pem", "authority.key"])
@pytest.mark.parametrize("contents", [b"", b"garbage"])
def test_damaged_files_are_made_anew(tmp_path: Path, damaged: str, contents: bytes) -> None:
    ensure_certificates(HOSTS, tmp_path)
    (tmp_path / damaged).write_bytes(contents)
    files = ensure_certificates(HOSTS, tmp_path)
    with _serving(files.cert, files.key) as port:
        assert _get(port, files.ca, "workshop.local") == b"hi"


def test_public_names_are_left_out(tmp_path: Path) -> None:
    hosts = ("bank.example", "notlocal", "evil-local", "203.0.113.9", "a.b.local")
    names = ensure_certificates(hosts, tmp_path).names
    assert names == ("203.0.113.9", "a.b.local", "localhost", "127.0.0.1", "::1")


def test_a_stolen_authority_cannot_pose_as_a_bank(tmp_path: Path) -> None:
    files = ensure_certificates(HOSTS, tmp_path)
    rogue, rogue_key = _forged(files, tmp_path, "bank.example")
    with _serving(rogue, rogue_key) as port, pytest.raises(ssl.SSLCertVerificationError) as caught:
        _get(port, files.ca, "bank.example")
    assert "permitted subtree violation" in str(caught.value)


def test_the_download_is_the_authority_itself(tmp_path: Path) -> None:
    files = ensure_certificates(HOSTS, tmp_path)
    certificate = x509.load_der_x509_certificate(authority_der(files.ca))
    assert certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert fingerprint(files.ca).count(":") == 31


def _leaf(files: TlsFiles) -> x509.Certificate:
    return x509.load_pem_x509_certificate(files.cert.read_bytes())


def _forged(files: TlsFiles, folder: Path, name: str) -> tuple[Path, Path]:
    authority = x509.load_pem_x509_certificate(files.ca.read_bytes())
    stolen = serialization.load_pem_private_key((folder / "authority.key").read_bytes(), None)
    assert isinstance(stolen, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    aki = x509.AuthorityKeyIdentifier.from_issuer_public_key(stolen.public_key())
    certificate = (
        x509.CertificateBuilder(authority.subject, subject, key.public_key(), 7)
        .not_valid_before(MADE)
        .not_valid_after(NOW + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(aki, critical=False)
        .sign(stolen, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    form, none = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "rogue.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "rogue.key").write_bytes(key.private_bytes(pem, form, none))
    return folder / "rogue.pem", folder / "rogue.key"
