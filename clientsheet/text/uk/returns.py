"""Words for returns (uk): what comes back: bounces, unsubscribe mails, replies."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "returned.hard": "такої адреси більше немає: {said}",
    "returned.soft": "лист не дійшов, хоча адреса може бути справною: {said}",
    "returned.unsubscribe": "просить не писати; адресу внесено на аркуш «{tab}»",
    "returned.complaint": "лист позначено як спам; адресу внесено на аркуш «{tab}»",
    "returned.stop": "схоже, просить не писати: «{said}». Якщо так, внесіть адресу на аркуш «{tab}»",
    "returned.sent": "чернетку надіслано",
    "returned.source.hard": "лист повернувся: такої адреси немає",
    "returned.source.refused": "поштовий сервер не прийняв цю адресу",
    "returned.source.complaint": "лист позначено як спам",
    "returned.source.unsubscribe": "лист про відписку",
    "collect.link": "Не вдалося прочитати пошту на {host}: {said}",
    "collect.link.hint": "Перевірте інтернет і спробуйте ще раз: прочитане вдруге не рахується.",
    "collect.account.hint": "Після виправлення запустіть clientsheet mail collect ще раз.",
    "collect.nothing": "Нічого нового не надійшло.",
    "collect.hard": "{n} {n:лист повернувся|листи повернулися|листів повернулися}: адреси немає",
    "collect.soft": "{n} {n:лист не дійшов|листи не дійшли|листів не дійшли}, хоча адреса може бути справною",
    "collect.refused": "{n} {n:адресу не прийняв|адреси не прийняв|адрес не прийняв} поштовий сервер",
    "collect.complaint": "{n} {n:скарга|скарги|скарг} на спам",
    "collect.unsubscribe": "{n} {n:відписка|відписки|відписок}",
    "collect.stop": "{n} {n:клієнт, схоже, просить|клієнти, схоже, просять|клієнтів, схоже, просять} не писати: вирішувати вам",
    "collect.reply": "{n} {n:відповідь|відповіді|відповідей}",
    "collect.auto_reply": "{n} {n:автовідповідь|автовідповіді|автовідповідей}",
    "collect.sent": "{n} {n:чернетку надіслано|чернетки надіслано|чернеток надіслано}",
    "collect.chat": "{n} {n:клієнт прийшов|клієнти прийшли|клієнтів прийшли} до бота",
}
