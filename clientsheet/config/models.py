"""Every option of config.yaml, once: its name, its type, its default. All frozen.

What an option is for is said in the catalogue under ``option.<path>`` (``option.rules.lead``), in three languages;
``examples`` is what config.example.yaml shows for an option that has no value of its own.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from clientsheet.config.values import (
    Address,
    Cap,
    Countries,
    Country,
    Currency,
    Days,
    HoursOfDay,
    MaybeDays,
    Money,
    Names,
    OneClick,
    Percent,
    PerTime,
    Secret,
    Timezone,
    Url,
    Weekdays,
)

_LOOPBACK = ("localhost", "127.0.0.1", "::1")

Count = Annotated[int, Field(ge=1)]
Port = Annotated[int, Field(ge=1, le=65535)]
Factor = Annotated[float, Field(gt=0)]


def _written(name: str) -> str:
    """A field's name in the file: without the unit that ends it in the code (``lead_days`` is ``lead: 7 days``)."""
    return re.sub("_(days|factor|visits|percent)$|_$", "", name)


class Section(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_written,
        validate_by_name=True,
        validate_by_alias=True,
    )


class Business(Section):
    name: str = Field(default="", examples=["Салон «Марина»"])
    email: Address = Field(default="", examples=["salon@example.com"])
    phone: str = Field(default="", examples=["+380441234567"])
    address: str = ""
    tax_id: str = ""
    iban: str = ""
    signatory: str = Field(default="", examples=["Марченко Олена Іванівна"])
    legal_name: str = Field(default="", examples=["ФОП Марченко Олена Іванівна"])
    position: str = Field(default="", examples=["директор"])
    basis: str = Field(default="", examples=["Статуту"])
    genitive: str = Field(default="", examples=["директора Марченко Олени Іванівни"])
    city: str = Field(default="", examples=["Київ"])
    bank: str = Field(default="", examples=["АТ «Ощадбанк»"])
    vat_percent: Percent = Field(default=None, gt=0, lt=100, examples=["20 %"])


class Vip(Section):
    total: Money = Field(default=None, ge=0, examples=[20000])
    top_percent: Percent = Field(default=None, gt=0, le=100, examples=["10 %"])


class Rfm(Section):
    """The steps of recency, frequency and money. Sums not said follow from the shop's own average check."""

    recent_days: Days = Field(default=60, ge=0)
    away_days: Days = Field(default=180, ge=0)
    some_visits: Count = Field(default=3)
    often_visits: Count = Field(default=8)
    good_total: Money = Field(default=None, ge=0, examples=[5000])
    best_total: Money = Field(default=None, ge=0, examples=[15000])


class Rules(Section):
    """The shop's habits. Days are whole days; the settings tab of the workbook wins over these."""

    lead_days: Days = Field(default=7, ge=0)
    follow_up_days: Days = Field(default=14, ge=1)
    follow_ups: int = Field(default=2, ge=0)
    month: Literal["4 weeks", "calendar"] = "4 weeks"
    default_interval_days: MaybeDays = Field(default=None, ge=1, examples=["8 weeks"])
    vip: Vip = Vip()
    new_days: Days = Field(default=30, ge=0)
    sleeping_factor: Factor = Field(default=1.5)
    lost_factor: Factor = Field(default=3.0)
    regular_visits: Count = Field(default=3)
    rfm: Rfm = Rfm()
    contract_notice_days: Days = Field(default=30, ge=0)
    booking_notice_days: Days = Field(default=1, ge=0)
    feb29: Literal["28feb", "1mar"] = "28feb"
    days_off: Weekdays = Field(default=(), examples=[["sun"]])
    day_off_shift: Literal["next", "previous"] = "next"
    day_tasks: bool = False

    @property
    def vip_total(self) -> float | None:
        return self.vip.total

    @property
    def vip_top_percent(self) -> float | None:
        return self.vip.top_percent

    @property
    def month_weeks(self) -> int:
        """A month of an interval in weeks; 0 = calendar months."""
        return 4 if self.month == "4 weeks" else 0


class Limits(Section):
    per_minute: Count = 20
    per_hour: Count = 100
    per_day: Count = 400


class Quiet(Section):
    hours: HoursOfDay = Field(default=None, examples=["20:00-09:00"])
    days: Weekdays = Field(default=(), examples=[["sun"]])


class Folder(Section):
    path: str = "drafts"


class _Login(Section):
    host: str
    port: Port
    security: Literal["starttls", "tls", "none"]
    username: str = Field(default="", examples=["salon@example.com"])
    password: Secret
    auth: Literal["password", "xoauth2"] = "password"

    @model_validator(mode="after")
    def _never_in_the_clear(self) -> Self:
        if self.security == "none" and self.host not in _LOOPBACK:
            raise PydanticCustomError("config.security", "no encryption")
        return self


class Smtp(_Login):
    host: str = Field(default="", examples=["smtp.example.com"])
    port: Port = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    password: Secret = Field(default="", examples=["env:CLIENTSHEET_SMTP_PASSWORD"])
    archive: Address = Field(default="", examples=["archive@example.com"])
    log: str = Field(default="", examples=["/var/log/mail.log"])


class Imap(_Login):
    host: str = Field(default="", examples=["imap.example.com"])
    port: Port = 993
    security: Literal["starttls", "tls", "none"] = "tls"
    password: Secret = Field(default="", examples=["env:CLIENTSHEET_IMAP_PASSWORD"])
    drafts: str = Field(default="", examples=["Drafts"])
    sent: str = Field(default="", examples=["Sent"])
    collect: bool = False


class OAuth(Section):
    """For ``auth: xoauth2``: a standing permission that is exchanged for a token of an hour (RFC 6749, section 6)."""

    token_uri: Url = Field(default="", examples=["https://login.microsoftonline.com/common/oauth2/v2.0/token"])
    client_id: str = ""
    client_secret: Secret = Field(default="", examples=["env:CLIENTSHEET_OAUTH_SECRET"])
    refresh_token: Secret = Field(default="", examples=["file:refresh-token"])


class Gmail(Section):
    token: str = "gmail-token.json"
    api: Url = "https://gmail.googleapis.com"


class Sms(Section):
    provider: Literal["turbosms"] = "turbosms"
    token: Secret = Field(default="", examples=["env:TURBOSMS_TOKEN"])
    sender: str = Field(default="", examples=["SALON"])
    api: Url = "https://api.turbosms.ua"


class Telegram(Section):
    token: Secret = Field(default="", examples=["env:TELEGRAM_TOKEN"])
    name: str = Field(default="", examples=["marina_salon_bot"])
    api: Url = "https://api.telegram.org"


class Http(Section):
    url: Url = Field(default="", examples=["https://example.com/messages"])
    token: Secret = Field(default="", examples=["env:CLIENTSHEET_HTTP_TOKEN"])
    idempotent: bool = False


class Channels(Section):
    sms: Sms = Sms()
    telegram: Telegram = Telegram()
    http: Http = Http()


class Mail(Section):
    transport: Literal["folder", "imap", "smtp", "gmail"] = "folder"
    from_: Address = Field(default="", examples=["Салон «Марина» <salon@example.com>"])
    reply_to: Address = ""
    owner: Address = Field(default="", examples=["owner@example.com"])
    unsubscribe_url: OneClick = ""
    limits: Limits = Limits()
    quiet: Quiet = Quiet()
    cap: PerTime = Cap(2, 7)
    folder: Folder = Folder()
    smtp: Smtp = Smtp()
    imap: Imap = Imap()
    oauth: OAuth = OAuth()
    gmail: Gmail = Gmail()
    channels: Channels = Channels()


class Google(Section):
    credentials: str = "service-account.json"
    client: str = "client-secret.json"
    patience: int = Field(default=300, ge=10, le=3600)
    api: Url = "https://sheets.googleapis.com"


class Config(Section):
    """The whole of config.yaml. Relative paths are relative to its folder."""

    workbook: str = "clients.xlsx"
    language: Literal["uk", "ru", "en"] = "uk"
    country: Country = "UA"
    phone_countries: Countries = Field(default=(), examples=[["UA", "PL"]])
    currency: Currency = "UAH"
    timezone: Timezone = "Europe/Kyiv"
    business: Business = Business()
    tabs: dict[str, Names] = Field(default={}, examples=[{"visits": "Журнал"}])
    headings: dict[str, dict[str, Names]] = Field(default={}, examples=[{"clients": {"email": "Скринька"}}])
    rules: Rules = Rules()
    templates: str = "templates"
    documents: str = "documents"
    state: str = ".clientsheet"
    mail: Mail = Mail()
    google: Google = Google()

    _path: Path | None = PrivateAttr(None)
    _folder: Path = PrivateAttr(Path())
    _lines: dict[tuple[str, ...], int] = PrivateAttr(default_factory=dict)

    @classmethod
    def default(cls, folder: Path, **values: Any) -> Config:
        """What is in force where there is no config.yaml; ``values`` go by the names above."""
        return cls(**values).lying_in(folder)

    def lying_in(
        self, folder: Path, path: Path | None = None, lines: dict[tuple[str, ...], int] | None = None
    ) -> Config:
        """The same options as read from ``path`` in ``folder``, ``lines`` being where each stands in the file."""
        copy = self.model_copy()
        copy._path, copy._folder, copy._lines = path, folder.resolve(), lines or {}
        return copy

    @property
    def path(self) -> Path | None:
        """The file this came from; None: the defaults."""
        return self._path

    @property
    def folder(self) -> Path:
        return self._folder

    @property
    def is_address(self) -> bool:
        """The workbook is a Google Sheet, not a file."""
        return self.workbook.startswith(("https://", "http://", "docs.google.com/"))

    @property
    def workbook_path(self) -> Path:
        return self.resolve(self.workbook)

    @property
    def workbook_place(self) -> Path | str:
        """Where it lies: the file, or the address."""
        return self.workbook if self.is_address else self.workbook_path

    @property
    def workbook_name(self) -> str:
        """What a person calls it: the file's name, or the address."""
        return self.workbook if self.is_address else self.workbook_path.name

    @property
    def templates_path(self) -> Path:
        return self.resolve(self.templates)

    @property
    def documents_path(self) -> Path:
        return self.resolve(self.documents)

    @property
    def state_path(self) -> Path:
        return self.resolve(self.state)

    def resolve(self, path: str) -> Path:
        return self._folder / Path(path).expanduser()

    def place(self, *names: str) -> str:
        """Where an option stands, for a message: 'config.yaml:12'; the file's name alone where it is not written."""
        name = self._path.name if self._path else "config.yaml"
        while names and names not in self._lines:
            names = names[:-1]
        return f"{name}:{self._lines[names]}" if names else name
