"""Words for googlesetup (ru): letting the program into a Google Sheet, and what doctor finds on the way."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "entrance.library": "Чтобы работать с таблицей Google, не хватает дополнительной части программы",
    "entrance.library.hint": "Установите её: pip install 'clientsheet[google]'",
    "entrance.missing": "Нет файла {file}, с которым программа заходит в таблицу Google",
    "entrance.missing.hint": "Создайте ключ сервисного аккаунта и положите его сюда или впишите другое место в google.credentials. Шаг за шагом: docs/google-setup.ru.md",
    "entrance.not-json": "Файл {file} не является ключом Google: это не JSON",
    "entrance.not-json.hint": "Скачайте ключ сервисного аккаунта ещё раз, выбрав вид JSON (не P12), и положите его сюда, ничего в нём не меняя",
    "entrance.client": "Файл {file} — это OAuth-клиент, а не ключ: сам он в таблицу не впускает",
    "entrance.client.hint": "Для входа от вашего имени впишите этот файл в google.client, в google.credentials — другое название, например google-token.json, и наберите clientsheet google login. Или положите сюда ключ сервисного аккаунта",
    "entrance.other-kind": "Файл {file} — не ключ сервисного аккаунта и не разрешение владельца",
    "entrance.other-kind.hint": "Скачайте ключ: console.cloud.google.com, «IAM и администрирование», «Сервисные аккаунты», «Ключи», «Добавить ключ», JSON",
    "entrance.damaged": "Ключ {file} повреждён: в нём чего-то не хватает или что-то изменено",
    "entrance.damaged.hint": "Создайте новый ключ JSON для того же сервисного аккаунта и положите его на место этого",
    "entrance.permission-damaged": "Разрешение {file} повреждено: в нём чего-то не хватает или что-то изменено",
    "entrance.permission-damaged.hint": "Удалите этот файл и дайте разрешение ещё раз: clientsheet google login",
    "entrance.not-sheets": "Разрешение {file} дано не для таблиц",
    "entrance.not-sheets.hint": "Впишите в google.credentials другое имя файла, например google-token.json, и наберите clientsheet google login",
}
