"""Words for probe (ru): what doctor found out about the mail account."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "imap.no-host": "Почтовый ящик не настроен: впишите mail.imap.host в config.yaml",
    "imap.login": "Почтовый ящик не пускает {username}: {said}. Проверьте имя и пароль (mail.imap); Gmail, Outlook и ukr.net требуют отдельного пароля для программ",
    "imap.certificate": "Сервер {host} показал сертификат, которому нельзя доверять ({said}); пароль ему не отправлен. Проверьте mail.imap.host",
    "imap.no-starttls": "Сервер {host}:{port} не умеет защищать соединение после его начала. Попробуйте security: tls и port: 993",
    "imap.no-drafts": "В ящике {host} не нашлось папки черновиков. Назовите её в mail.imap.drafts",
    "imap.full": "Ящик {host} переполнен: {said}. Освободите в нём место",
}
