"""Words for letters (uk): why a client is written to or not, the day's page, the preview, what stops a letter."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "letter.mistake": "Шаблон {file}, рядок {line}: {what}",
    "letter.no_template": "Немає шаблону листа «{template}».",
    "letter.unsubscribe": "Не хочете отримувати такі листи?",
    "letter.unsubscribe.link": "Напишіть нам",
    "letter.unsubscribe.click": "Відписатися",
    "letter.visit": "Візит",
    "letter.file.none": "немає файлу «{file}» у папці закладу",
    "letter.file.kind": "файл «{file}» не вкладаємо: надсилаємо лише документи й зображення",
    "letter.file.large": "вкладення «{file}» завеликі: разом щонайбільше {megabytes} МБ",
    "journal.newer": "Журнал листів {file} створила новіша версія програми.",
    "journal.newer.hint": "Оновіть програму: pip install --upgrade clientsheet.",
    "journal.unreachable": "Журнал листів {file} не відкривається: {what}",
    "journal.unreachable.hint": "Перевірте, чи можна писати в цю папку і чи є вільне місце на диску.",
    "journal.damaged": "Журнал листів {file} пошкоджено, тому жодного листа не підготовлено.",
    "journal.damaged.hint": "Перейменуйте цей файл: що вже написано, програма візьме з вкладки «Історія».",
    # channels
    "channel.email": "e-mail",
    "channel.phone": "телефон",
    "channel.sms": "SMS",
    "channel.whatsapp": "WhatsApp",
    "channel.telegram": "Telegram",
    "channel.viber": "Viber",
    # the page of the day
    "sheet.file": "Контакти {day}",
    "sheet.title": "Кому написати й подзвонити {day}: {n} {n:клієнт|клієнти|клієнтів}",
    "sheet.about": "Перегляньте листи, виправте що хочете й надішліть. Позначте тих, з ким уже зв’язалися.",
    "sheet.search": "Пошук",
    "sheet.copy": "Скопіювати текст",
    "sheet.open": "Відкрити лист",
    # the preview
    "preview.title": "Листи на {day}",
    "preview.letters": "{n} {n:лист|листи|листів}",
    "preview.none": "Сьогодні листів немає.",
    "preview.left_out": "Кому не пишемо",
    "preview.to": "Кому",
    "preview.files": "Вкладено",
    "preview.search": "Пошук",
}
