"""Words for googlesetup (uk): letting the program into a Google Sheet, and what doctor finds on the way."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "entrance.library": "Щоб працювати з таблицею Google, бракує додаткової частини програми",
    "entrance.library.hint": "Установіть її: pip install 'clientsheet[google]'",
    "entrance.missing": "Немає файла {file}, з яким програма заходить до таблиці Google",
    "entrance.missing.hint": "Створіть ключ сервісного облікового запису й покладіть його сюди або впишіть інше місце в google.credentials. Крок за кроком: docs/google-setup.uk.md",
    "entrance.not-json": "Файл {file} не є ключем Google: це не JSON",
    "entrance.not-json.hint": "Завантажте ключ сервісного облікового запису ще раз, обравши вид JSON (не P12), і покладіть його сюди, нічого в ньому не змінюючи",
    "entrance.client": "Файл {file} — це OAuth-клієнт, а не ключ: сам він не впускає до таблиці",
    "entrance.client.hint": "Для входу від вашого імені впишіть цей файл у google.client, у google.credentials — іншу назву, наприклад google-token.json, і наберіть clientsheet google login. Або покладіть сюди ключ сервісного облікового запису",
    "entrance.other-kind": "Файл {file} — не ключ сервісного облікового запису і не дозвіл власника",
    "entrance.other-kind.hint": "Завантажте ключ: console.cloud.google.com, «IAM і адміністрування», «Сервісні облікові записи», «Ключі», «Додати ключ», JSON",
    "entrance.damaged": "Ключ {file} пошкоджено: у ньому чогось бракує або щось змінено",
    "entrance.damaged.hint": "Створіть новий ключ JSON для того самого сервісного облікового запису й покладіть його на місце цього",
    "entrance.permission-damaged": "Дозвіл {file} пошкоджено: у ньому чогось бракує або щось змінено",
    "entrance.permission-damaged.hint": "Вилучіть цей файл і надайте дозвіл ще раз: clientsheet google login",
    "entrance.not-sheets": "Дозвіл {file} надано не для таблиць",
    "entrance.not-sheets.hint": "Впишіть у google.credentials іншу назву файла, наприклад google-token.json, і наберіть clientsheet google login",
}
