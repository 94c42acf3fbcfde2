"""Words for delivery (ru): handing letters over: what stopped, and what to do next."""

from __future__ import annotations

WORDS: dict[str, str] = {
    # ways over the web
    "delivery.web-missing": "Для сообщений через SMS, Telegram и другие службы не хватает библиотеки requests.",
    "delivery.web-missing.cure": "Установите: pip install 'clientsheet[messages]'.",
    "delivery.gmail.missing": "Для Gmail не хватает библиотеки google-auth.",
    "delivery.gmail.missing.cure": "Установите: pip install 'clientsheet[google]'.",
    "delivery.gmail.token": "Нет разрешения на Gmail: файла {file} нет или он не такой, как нужно.",
    "delivery.gmail.token.cure": "Положите туда файл разрешения Google (authorized_user с client_id, client_secret, refresh_token) и закройте его от других: chmod 600.",
    "delivery.gmail.login": "Gmail не пускает: разрешение отозвано или истекло ({words}). Получите новый файл разрешения; письма ждут.",
    "delivery.gmail.permission": "Gmail отказывает: разрешения на это нет ({words}). Включите Gmail API в проекте и дайте разрешение gmail.modify; письма ждут.",
    "delivery.gmail.quota": "Gmail сегодня больше не отправляет: исчерпана его дневная норма ({words}). Остальные письма уйдут, как только норма освободится.",
    "delivery.gmail.busy": "Gmail просит подождать ({words}). Остальные письма уйдут при следующем запуске.",
    "delivery.turbosms.login": "TurboSMS не пускает: ключ неверный ({words}). Проверьте mail.channels.sms.token; сообщения ждут.",
    "delivery.turbosms.balance": "На счёте TurboSMS не хватает денег ({words}). Пополните его; сообщения ждут.",
    "delivery.turbosms.sender": "TurboSMS не принимает имя отправителя ({words}). Зарегистрируйте его или исправьте mail.channels.sms.sender; сообщения ждут.",
    "delivery.turbosms.busy": "TurboSMS просит подождать ({words}). Остальные сообщения уйдут при следующем запуске.",
    "delivery.telegram.login": "Telegram не узнаёт бота ({words}). Возьмите ключ у @BotFather и проверьте mail.channels.telegram.token; сообщения ждут.",
    "delivery.telegram.busy": "Telegram просит подождать ({words}). Остальные сообщения уйдут при следующем запуске.",
    "delivery.telegram.webhook": "Сообщения боту читает другая программа (webhook), поэтому мы не видим, кто нажал «Старт». Отключите webhook бота.",
    "delivery.telegram.no-chat": "клиент ещё не нажал «Старт» в вашем боте",
    "delivery.http.login": "Служба сообщений не пускает ({words}). Проверьте mail.channels.http.token; сообщения ждут.",
    "delivery.http.balance": "Служба сообщений просит оплаты ({words}). Пополните счёт; сообщения ждут.",
    "delivery.http.address": "По этому адресу нет службы сообщений ({words}). Проверьте mail.channels.http.url; сообщения ждут.",
    "delivery.http.busy": "Служба сообщений просит подождать ({words}). Остальные сообщения уйдут при следующем запуске.",
}
