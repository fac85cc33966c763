"""Who takes part in the whole story: staff with a passkey at a desk, officials with a phone in the yard."""

import re
from urllib.parse import urljoin, urlsplit

from django.utils import timezone

from ikrar.register import operations as register

PASSPHRASE = "kata sandi contoh"
AUTHENTICATOR = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
SHIFT = """() => { const Real = Date, by = %d;
globalThis.Date = class extends Real {
  constructor(...said) { said.length ? super(...said) : super(Real.now() + by); }
  static now() { return Real.now() + by; }
}; }"""


def with_authenticator(page):
    """The page's device keeps passkeys and says yes."""
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return page


class Desk:
    """One member of staff at a desk, by mouse and keyboard."""

    def __init__(self, page, live, user):
        self.page, self.live, self.user = with_authenticator(page), live, user

    def enrol(self):
        """First day: by passphrase, and a passkey is asked for at once."""
        page = self.go("/akun/masuk/")
        page.fill("#id_login", self.user.email)
        page.fill("#id_password", PASSPHRASE)
        self.press("Lanjut")
        page.get_by_role("link", name="Daftarkan kunci sandi").click()
        page.click("#passkey_add")
        page.get_by_role("link", name="Sudah saya simpan").click()
        self.sees("Meja kerja")
        return self

    def come_back(self):
        """Another day: the session has run out, the passkey opens the desk."""
        self.go("/akun/masuk/")
        self.page.click("#passkey_login")
        self.sees("Meja kerja")
        return self

    def go(self, address):
        self.page.goto(urljoin(self.live, address))
        return self.page

    def press(self, name, *, asked=False):
        """Press a button; a grave act asks for the passkey once more."""
        self.page.get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state()
        if asked:
            self.page.click("#passkey_confirm")
            self.page.wait_for_load_state()

    def follow(self, name):
        self.page.get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state()

    def sees(self, *words):
        for each in words:
            self.page.get_by_text(each).locator("visible=true").first.wait_for()

    @property
    def here(self):
        return urlsplit(self.page.url).path


class Phone:
    """One official's phone at a site; `taps` counts what the finger did."""

    def __init__(self, page, clock):
        self.page, self.taps = page, 0
        page.add_init_script(f"({SHIFT % (clock.ahead.total_seconds() * 1000)})()")

    def scan(self, address):
        """The camera opens the address under the QR code."""
        self.page.goto(address)
        self.taps += 1
        self.page.wait_for_selector("#who:not([hidden])")

    def tap(self, selector):
        self.page.click(selector)
        self.taps += 1

    def identify(self, code):
        self.tap("#code")
        self.page.keyboard.type(code)
        self.tap("#who-button")
        self.page.wait_for_selector("#you:not([hidden])")

    def read(self):
        self.tap("#yes")
        self.page.wait_for_selector("#sign:not([hidden])")

    def sees(self, *words):
        for each in words:
            self.page.get_by_text(each).locator("visible=true").first.wait_for()

    def words(self):
        """The three words of the receipt."""
        return self.page.inner_text("#receipt .facts").split("\n")[1::2]

    def download(self, button):
        with self.page.expect_download() as found:
            self.page.click(button)
        return found.value.path().read_bytes()


def sealed(clock):
    """A few seconds pass and the clerk seals what waits."""
    clock.forward(seconds=5)
    register.advance(at=timezone.now())


def cards_in(reader):
    """Code by name, as printed on the sheet of cards."""
    lines = [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]
    code = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$")
    found, name = {}, ""
    for line in lines:
        if line.endswith(" Contoh") and len(line.split()) == 2:
            name = line
        elif code.match(line):
            found[name] = line
    return found
