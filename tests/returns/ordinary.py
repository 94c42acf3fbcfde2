"""Ordinary mail of a small shop, none of it a bounce, much of it speaking of deliveries and failures."""

from __future__ import annotations

from email.header import Header

WRITER = "Олена Шевченко <olena@example.com>"
HOOK = "Noreply <no-reply@shop.example>"


def mail(sender: str, subject: str, body: str, kind: str = "text/plain; charset=utf-8", **fields: str) -> bytes:
    """``fields``: more header fields, ``auto_submitted="auto-replied"``."""
    name, _, address = sender.rpartition(" ")
    shown = f"{Header(name, 'utf-8').encode()} {address}" if name else address
    head = [f"From: {shown}", "To: salon@example.com", f"Subject: {Header(subject, 'utf-8').encode()}"]
    head += ["Date: Mon, 06 Apr 2026 10:00:00 +0300", f"Message-ID: <{abs(hash((sender, subject)))}@example.com>"]
    head += [f"{field.replace('_', '-').title()}: {value}" for field, value in fields.items()]
    head += ["MIME-Version: 1.0", f"Content-Type: {kind}", "Content-Transfer-Encoding: 8bit"]
    return ("\r\n".join(head) + "\r\n\r\n" + body.replace("\n", "\r\n")).encode()


def parts(boundary: str, *pieces: str) -> str:
    return "".join(f"--{boundary}\n{piece}\n" for piece in pieces) + f"--{boundary}--\n"


QUOTED_BOUNCE = """Ось що мені прийшло, коли я вам написала минулого разу:

> This is the mail system at host mx.example.com.
> I'm sorry to have to inform you that your message could not
> be delivered to one or more recipients.
> <salon@example.com>: host mx.example.com said: 550 5.1.1 User unknown
"""

ORDINARY: tuple[tuple[str, bytes], ...] = (
    ("a client asks for a time", mail(WRITER, "Запис", "Добрий день! Чи є вільний час у п’ятницю?")),
    ("a client answers", mail(WRITER, "Re: Час повторити візит", "Дякую, запишіть мене на 10:00.\n\n> Вітаємо!")),
    ("a client quotes a bounce", mail(WRITER, "Ваша адреса", QUOTED_BOUNCE)),
    ("a client quotes a bounce in an answer", mail(WRITER, "Re: Undelivered Mail", QUOTED_BOUNCE, in_reply_to="<a@b>")),
    ("a client has no delivery", mail(WRITER, "Не доставлено замовлення", "Мені досі не доставили крем! Де він?")),
    ("a client is sorry", mail(WRITER, "Re: 550", "I am sorry, I failed to come. Mailbox full of work :)")),
    ("a client wants no stop", mail(WRITER, "Питання", "Чи може салон не надсилати рахунок, а дати на місці?")),
    ("a supplier's invoice", mail("ТОВ «Косметика» <zakaz@kosm.example>", "Рахунок 550-5.1.1", "До сплати 5 110 грн")),
    ("an order is confirmed", mail(HOOK, "Order 4512 confirmed", "Delivery to: salon@example.com, Monday")),
    ("a parcel was not handed over", mail(HOOK, "Delivery failed", "Your parcel could not be handed to you today.")),
    ("a parcel arrived", mail("Нова пошта <info@np.example>", "Посилку доставлено", "Відправлення 590 у відділенні.")),
    ("a parcel goes back", mail("Нова пошта <no-reply@np.example>", "Повернення відправлення", "Термін минув.")),
    ("a payment failed", mail(HOOK, "Payment failed", "We could not charge your card. Please update it.")),
    (
        "a payment was returned",
        mail("Банк <noreply@bank.example>", "Платіж повернуто", "550,00 грн повернуто на рахунок"),
    ),
    ("a newsletter", mail("News <news@beauty.example>", "Undelivered promises", "Read more", list_id="<news.example>")),
    ("a sign-in was blocked", mail("Google <no-reply@accounts.example>", "Sign-in attempt blocked", "Was it you?")),
    ("a password is reset", mail(HOOK, "Reset your password", "Unknown user? Ignore this message, olena@example.com")),
    ("a mailbox is nearly full", mail("Mail admin <administrator@host.example>", "Warning: mailbox", "You use 95 %.")),
    ("a monitor warns", mail("monitor <daemon@host.example>", "Warning: disk quota", "/home is 91 % full")),
    ("a cron job reports", mail("Cron Daemon <root@host.example>", "Cron <root> backup", "backup failed: no space")),
    (
        "a calendar invitation",
        mail(WRITER, "Зустріч", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "text/calendar; method=REQUEST"),
    ),
    ("an absence", mail(WRITER, "Automatic reply: Вітаємо", "Я у відпустці до 20.04.", auto_submitted="auto-replied")),
    (
        "an absence that is old-fashioned",
        mail(WRITER, "Vacation", "Away; could not be reached", precedence="auto_reply"),
    ),
    ("a page without text", mail(WRITER, "Фото", "<html><body><img src='cid:1'></body></html>", "text/html")),
    ("nothing at all", b""),
    ("no header", b"\r\n\r\nhello"),
    ("no sender", b"Subject: Delivery failed\r\n\r\nhello"),
    (
        "a read receipt",
        mail(
            WRITER,
            "Read: Вітаємо",
            parts(
                "b",
                "Content-Type: text/plain\n\nYour message was displayed.",
                "Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; olena@example.com\n"
                "Disposition: manual-action/MDN-sent-manually; displayed",
            ),
            'multipart/report; report-type=disposition-notification; boundary="b"',
        ),
    ),
    (
        "a report of a domain's mail",
        mail(
            "DMARC <noreply-dmarc@google.example>",
            "Report domain: example.com Submitter: google",
            parts("b", "Content-Type: application/gzip\nContent-Transfer-Encoding: base64\n\nH4sIAAAAAAAA"),
            'multipart/mixed; boundary="b"',
        ),
    ),
    (
        "a bounce that a person passes on",
        mail(
            WRITER,
            "Fwd: лист повернувся",
            parts(
                "b",
                "Content-Type: text/plain; charset=utf-8\n\nЩо це?",
                "Content-Type: message/rfc822\n\nFrom: MAILER-DAEMON@mx.example.com\nSubject: Undelivered Mail\n\n"
                "<anna@example.com>: 550 5.1.1 User unknown",
            ),
            'multipart/mixed; boundary="b"',
        ),
    ),
    (
        "a letter with a document",
        mail(
            WRITER,
            "Договір",
            parts(
                "b",
                "Content-Type: text/plain; charset=utf-8\n\nУ вкладенні.",
                'Content-Type: application/pdf\nContent-Disposition: attachment; filename="undeliverable.pdf"\n\n%PDF',
            ),
            'multipart/mixed; boundary="b"',
        ),
    ),
)
