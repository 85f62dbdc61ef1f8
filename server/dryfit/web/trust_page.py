"""How a phone is told to trust this server: `/trust` in words, `/ca.crt` the certificate.

Both are served over plain http on a helper port, as the phone does not trust https here yet. The
page therefore never shows the token, and shows the fingerprint to compare.
"""

import html
from pathlib import Path
from string import Template

from cryptography import x509
from cryptography.x509.oid import NameOID
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from dryfit.web.tls import authority_der, fingerprint

PAGE = Path(__file__).with_name("trust.html")
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def trust_router(ca: Path) -> APIRouter:
    """Routes for the helper port, for the authority in the PEM file `ca`."""
    router = APIRouter()

    @router.get("/", include_in_schema=False)
    async def home() -> RedirectResponse:
        return RedirectResponse("/trust")

    @router.get("/trust")
    async def trust(request: Request) -> HTMLResponse:
        return HTMLResponse(trust_page(ca, request.headers.get("user-agent", "")), headers=HEADERS)

    @router.get("/ca.crt")
    async def certificate() -> Response:
        # With this type, and not as an attachment, an iPhone offers to install it as a profile.
        headers = HEADERS | {"Content-Disposition": 'inline; filename="dryfit.crt"'}
        return Response(authority_der(ca), media_type="application/x-x509-ca-cert", headers=headers)

    return router


def trust_page(ca: Path, user_agent: str = "") -> str:
    """The page, with the steps for the visitor's kind of phone open."""
    android = "android" in user_agent.lower()
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        authority=html.escape(_common_name(ca)),
        fingerprint=html.escape(fingerprint(ca)),
        ios_open="" if android else "open",
        android_open="open" if android else "",
    )


def _common_name(ca: Path) -> str:
    subject = x509.load_pem_x509_certificate(ca.read_bytes()).subject
    return str(subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)
