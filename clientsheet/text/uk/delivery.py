"""Words for delivery (uk): handing letters over: what stopped, and what to do next."""

from __future__ import annotations

WORDS: dict[str, str] = {
    # ways over the web
    "delivery.web-missing": "Для повідомлень через SMS, Telegram чи інші служби бракує бібліотеки requests.",
    "delivery.web-missing.cure": "Встановіть: pip install 'clientsheet[messages]'.",
    "delivery.gmail.missing": "Для Gmail бракує бібліотеки google-auth.",
    "delivery.gmail.missing.cure": "Встановіть: pip install 'clientsheet[google]'.",
    "delivery.gmail.token": "Немає дозволу на Gmail: файл {file} відсутній або не такий, як треба.",
    "delivery.gmail.token.cure": "Покладіть туди файл дозволу Google (authorized_user з client_id, client_secret, refresh_token) і закрийте його від інших: chmod 600.",
    "delivery.gmail.login": "Gmail не впускає: дозвіл відкликано або його строк минув ({words}). Отримайте новий файл дозволу; листи чекають.",
    "delivery.gmail.permission": "Gmail відмовляє: дозволу на це немає ({words}). Увімкніть Gmail API у проєкті й дайте дозвіл gmail.modify; листи чекають.",
    "delivery.gmail.quota": "Gmail на сьогодні більше не надсилає: вичерпано його денну норму ({words}). Решта листів піде, щойно норма звільниться.",
    "delivery.gmail.busy": "Gmail просить зачекати ({words}). Решта листів піде з наступним запуском.",
    "delivery.turbosms.login": "TurboSMS не впускає: ключ невірний ({words}). Перевірте mail.channels.sms.token; повідомлення чекають.",
    "delivery.turbosms.balance": "На рахунку TurboSMS бракує коштів ({words}). Поповніть його; повідомлення чекають.",
    "delivery.turbosms.sender": "TurboSMS не приймає імені відправника ({words}). Зареєструйте його або виправте mail.channels.sms.sender; повідомлення чекають.",
    "delivery.turbosms.busy": "TurboSMS просить зачекати ({words}). Решта повідомлень піде з наступним запуском.",
    "delivery.telegram.login": "Telegram не впізнає бота ({words}). Візьміть ключ у @BotFather і перевірте mail.channels.telegram.token; повідомлення чекають.",
    "delivery.telegram.busy": "Telegram просить зачекати ({words}). Решта повідомлень піде з наступним запуском.",
    "delivery.telegram.webhook": "Повідомлення боту читає інша програма (webhook), тому ми не бачимо, хто натиснув «Старт». Вимкніть webhook бота.",
    "delivery.telegram.no-chat": "клієнт ще не натиснув «Старт» у вашому боті",
    "delivery.http.login": "Служба повідомлень не впускає ({words}). Перевірте mail.channels.http.token; повідомлення чекають.",
    "delivery.http.balance": "Служба повідомлень просить оплати ({words}). Поповніть рахунок; повідомлення чекають.",
    "delivery.http.address": "За цією адресою немає служби повідомлень ({words}). Перевірте mail.channels.http.url; повідомлення чекають.",
    "delivery.http.busy": "Служба повідомлень просить зачекати ({words}). Решта повідомлень піде з наступним запуском.",
}
