"""The editing page as a peer educator meets it: a browser, decap-server, a project of its own."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from build_projects import ROOT
from PIL import Image
from playwright.sync_api import Browser, Dialog, Locator, Page, expect

from beacon.build.practice import PLACE, Practice
from beacon.build.preview import Preview, start_server

TOOLS = ROOT / "requirements" / "editor"
PATIENCE = 60_000
"""Milliseconds to wait for what shows at once on a machine that does nothing else."""

_KEPT = """async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)];
    for (const { name } of await indexedDB.databases()) {
        const open = (asked) => new Promise((done) => {
            asked.onsuccess = () => done(asked.result);
        });
        const base = await open(indexedDB.open(name));
        for (const store of base.objectStoreNames) {
            const all = base.transaction(store).objectStore(store);
            found.push(JSON.stringify([await open(all.getAllKeys()), await open(all.getAll())]));
        }
        base.close();
    }
    return found.join("\\n");
}"""


@dataclass
class Desk:
    """The editing page in Serbian, in a browser; `asked` are the hosts it asked, `told` its errors.

    `answers` gives what the page asked of decap-server and was refused.
    """

    root: Path
    preview: Preview = field(repr=False)
    page: Page = field(repr=False)
    address: str = ""
    asked: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def open(self) -> None:
        """Come to the page and log in; practice asks for no password."""
        self.page.goto(f"{self.address}admin/")
        self.page.get_by_role("button", name="Пријава").click()
        self._new().wait_for()

    def _new(self) -> Locator:
        return self.page.get_by_role("link", name="Кампања", exact=False).first

    def start(self) -> None:
        """Begin a new campaign."""
        self.page.goto(f"{self.address}admin/#/collections/campaigns")
        self.page.locator('a[href$="/collections/campaigns/new"]').click()
        self.page.get_by_label("Наслов").wait_for()

    def entry(self, slug: str) -> None:
        """Open a campaign that is there already, a draft or not."""
        self.page.goto(f"{self.address}admin/#/collections/campaigns/entries/{slug}/text")
        self.page.get_by_label("Наслов").wait_for()

    def fill(self, fields: Mapping[str, str]) -> None:
        """Write into fields by their labels."""
        for label, text in fields.items():
            self.page.get_by_label(label).fill(text)

    def choose(self, label: str, name: str) -> None:
        """Choose from a list by what stands there."""
        self.page.get_by_label(label).fill(name)
        self.page.get_by_role("option", name=name).first.click()

    def write(self, text: str) -> None:
        """Write the text, in place of what is there."""
        place = self.page.locator('[contenteditable="true"]').first
        for _ in range(20):  # while the editor draws itself anew it takes no keys
            place.click()
            self.page.keyboard.press("Control+A")
            self.page.keyboard.press("Delete")
            if not any(map(str.isalnum, place.inner_text())):
                break
            self.page.wait_for_timeout(100)
        self.page.keyboard.insert_text(text)
        expect(place).to_have_text(text)

    def add_picture(self, name: str, data: bytes, alt: str) -> None:
        """Add a picture from this computer."""
        self.page.get_by_role("button", name="Додај: слика").click()
        self.page.get_by_role("button", name="Одабери слику").click()
        upload = {"name": name, "mimeType": "image/jpeg", "buffer": data}
        self.page.locator('input[type="file"]').set_input_files([upload])  # type: ignore[list-item]
        self.page.get_by_role("button", name="Одабери означено").click()
        self.page.get_by_label("Шта се види").fill(alt)
        # Whoever says nothing of it is taken to show people.
        people = self.page.get_by_role("switch", name="Људи се могу препознати")
        expect(people).to_be_checked()
        people.click()

    def language(self, before: str, after: str) -> None:
        """Go on in another language."""
        self.page.get_by_role("button", name=f"Писање на {before}").click()
        self.page.get_by_role("menuitem", name=after.lower(), exact=True).click()
        self.page.get_by_role("button", name=f"Писање на {after}").wait_for()

    def take_over(self, language: str) -> None:
        """Take over everything from another language, to translate it."""
        self.page.get_by_role("button", name="Преузми из другог језика").click()
        self.page.get_by_role("menuitem", name=language.lower(), exact=True).click()

    def insert_help(self) -> None:
        """Put the block with the numbers for help below the text."""
        self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name="Додај компоненту").first.click()
        self.page.get_by_role("menuitem", name="Бројеви за помоћ").click()

    def kept(self) -> str:
        """Return everything that the browser keeps, in its storages and in its databases."""
        return str(self.page.evaluate(_KEPT))

    def keeps(self, text: str) -> None:
        """Wait until the browser keeps a text that was not saved."""
        self.page.wait_for_function(f"async (text) => (await ({_KEPT})()).includes(text)", arg=text)

    def leave(self) -> None:
        """Log out and clear what the browser has kept."""
        self.page.get_by_role("button", name="Одјави ме и обриши трагове").click()
        self.page.get_by_role("button", name="Пријава").wait_for()

    def save(self) -> None:
        """Save as a draft."""
        self.page.get_by_role("button", name="Сачувај", exact=True).click()
        self.page.get_by_text("Измене сачуване").wait_for()
        self.page.get_by_role("button", name="Статус: Нацрт").wait_for()

    def set_ready(self) -> None:
        """Say that it can be read, and that it is ready."""
        for now, then in (("Нацрт", "На прегледу"), ("На прегледу", "Спремно")):
            self.page.get_by_role("button", name=f"Статус: {now}").click()
            self.page.get_by_role("menuitem", name=then).click()
            self.page.get_by_role("button", name=f"Статус: {then}").wait_for()

    def hand_in(self) -> None:
        """Hand it in: it stands with the submissions from now on, and waits for adults."""
        self.page.get_by_role("button", name="Предај", exact=True).click()
        self.page.get_by_role("menuitem", name="Предај сада").click()
        self.page.get_by_role("button", name="Предато").wait_for()

    def folder(self, slug: str) -> Path:
        """Return where a submission stands in the project."""
        return self.root / PLACE / slug


@contextmanager
def desk_of(root: Path, centre: str, browser: Browser) -> Iterator[Desk]:
    """Show the editing page of a project's centre."""
    preview = Preview(root, centre, "http://127.0.0.1/")
    server = start_server(preview, 0)
    address = f"http://127.0.0.1:{server.server_port}/"
    practice = preview.practice = Practice(root, root / ".cache" / "editor")
    practice.start(TOOLS, address.rstrip("/"), free_port())
    preview.refresh()
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.set_default_timeout(PATIENCE)
    desk = Desk(root, preview, page, address)
    page.on("request", lambda request: desk.asked.add(request.url.split("/")[2]))
    page.on("pageerror", lambda error: desk.told.append(str(error)))
    page.on("dialog", Dialog.accept)
    try:
        yield desk
    finally:
        page.close()
        server.shutdown()
        serving.join()
        server.server_close()
        practice.stop()


def photograph() -> bytes:
    """Return a picture as a phone makes it, with the place where it was taken."""
    picture = Image.new("RGB", (320, 240), (13, 68, 71))
    data = picture.getexif()
    data[0x010F] = "Phone of somebody"
    data.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=data)
    return stream.getvalue()


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
