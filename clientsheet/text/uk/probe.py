"""Words for probe (uk): what doctor found out about the mail account."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "imap.no-host": "Поштову скриньку не налаштовано: впишіть mail.imap.host у config.yaml",
    "imap.login": "Поштова скринька не пускає {username}: {said}. Перевірте ім’я й пароль (mail.imap); Gmail, Outlook та ukr.net хочуть окремого пароля для програм",
    "imap.certificate": "Сервер {host} показав сертифікат, якому не можна довіряти ({said}); пароль йому не надіслано. Перевірте mail.imap.host",
    "imap.no-starttls": "Сервер {host}:{port} не вміє захищати з’єднання після його початку. Спробуйте security: tls і port: 993",
    "imap.no-drafts": "У скриньці {host} не знайшлося теки чернеток. Назвіть її в mail.imap.drafts",
    "imap.full": "Скринька {host} переповнена: {said}. Звільніть у ній місце",
}
