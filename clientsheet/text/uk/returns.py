"""Words for returns (uk): what comes back: bounces, unsubscribe mails, replies."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "returned.hard": "такої адреси більше немає: {said}",
    "returned.soft": "лист не дійшов, хоча адреса може бути правильною: {said}",
    "returned.unsubscribe": "просить не писати; адресу внесено до вкладки «{tab}»",
    "returned.complaint": "лист позначено як спам; адресу внесено до вкладки «{tab}»",
    "returned.stop": "схоже, просить не писати: «{said}». Якщо так, внесіть адресу до вкладки «{tab}»",
    "returned.sent": "чернетку надіслано",
    "returned.source.hard": "лист повернувся: такої адреси немає",
    "returned.source.refused": "поштовий сервер не прийняв цю адресу",
    "returned.source.complaint": "лист позначено як спам",
    "returned.source.unsubscribe": "лист із проханням більше не писати",
    "collect.link": "Не вдалося прочитати пошту на {host}: {said}",
    "collect.link.hint": "Перевірте інтернет і спробуйте ще раз: двічі нічого не порахується.",
    "collect.account.hint": "Коли виправите, запустіть clientsheet mail collect ще раз.",
    "collect.nothing": "Нічого нового не надійшло.",
    "collect.hard": "{n} {n:лист повернувся|листи повернулися|листів повернулося}: адреси немає",
    "collect.soft": "{n} {n:лист не дійшов|листи не дійшли|листів не дійшло}, хоча адреса може бути правильною",
    "collect.refused": "{n} {n:адресу не прийняв|адреси не прийняв|адрес не прийняв} поштовий сервер",
    "collect.complaint": "{n} {n:скарга|скарги|скарг} на спам",
    "collect.unsubscribe": "{n} {n:відписка|відписки|відписок}",
    "collect.stop": "{n} {n:клієнт, схоже, просить|клієнти, схоже, просять|клієнтів, схоже, просять} не писати: вирішувати вам",
    "collect.reply": "{n} {n:відповідь|відповіді|відповідей}",
    "collect.auto_reply": "{n} {n:автовідповідь|автовідповіді|автовідповідей}",
    "collect.sent": "{n} {n:чернетку надіслано|чернетки надіслано|чернеток надіслано}",
    "collect.chat": "{n} {n:клієнт почав|клієнти почали|клієнтів почали} розмову з ботом",
}
