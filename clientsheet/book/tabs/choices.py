"""The words of the list columns, by the value they mean: the first is the one we write, the others owners write."""

from __future__ import annotations

from typing import Final

from clientsheet.text import Words, words

Choices = tuple[tuple[str, Words], ...]

CHANNELS: Final[Choices] = (
    (
        "phone",
        words(
            "телефон, дзвінок, дзвонити, телефоном",
            "телефон, звонок, звонить, по телефону",
            "phone, call, phone call, by phone",
        ),
    ),
    (
        "email",
        words(
            "e-mail, ел. пошта, пошта, лист, мейл, імейл",
            "e-mail, эл. почта, почта, письмо, мейл, имейл",
            "email, mail, letter",
        ),
    ),
    ("sms", words("SMS, СМС, повідомлення", "SMS, СМС, сообщение", "SMS, text, text message")),
    ("whatsapp", words("WhatsApp, вотсап, ватсап", "WhatsApp, вотсап, ватсап, вацап", "WhatsApp, wa")),
    ("telegram", words("Telegram, телеграм, телега, тг", "Telegram, телеграм, телеграмм, телега, тг", "Telegram, tg")),
    ("viber", words("Viber, вайбер", "Viber, вайбер, вибер", "Viber")),
)

LANGUAGE_WORDS: Final[Choices] = (
    (
        "uk",
        words(
            "українська, укр, українською, uk, ua, мова українська",
            "украинский, укр, украинский язык, uk, ua",
            "Ukrainian, uk, ua, ukr",
        ),
    ),
    ("ru", words("російська, рос, рус, російською, ru", "русский, рус, русский язык, ru", "Russian, ru, rus")),
    ("en", words("англійська, англ, англійською, en", "английский, англ, английский язык, en", "English, en, eng")),
)

STATUSES: Final[Choices] = (
    (
        "done",
        words(
            "виконано, завершено, відбувся, прийшов, прийшла, був, була, готово, оплачено, сплачено, продано",
            "выполнено, завершено, состоялся, пришёл, пришла, был, была, готово, оплачено, продано",
            "done, completed, complete, arrived, came, paid, sold, finished",
        ),
    ),
    (
        "planned",
        words(
            "заплановано, запис, записано, записаний, записана, очікується, підтверджено, план",
            "запланировано, запись, записан, записана, ожидается, подтверждено, план",
            "planned, booked, scheduled, confirmed, upcoming, pending",
        ),
    ),
    (
        "cancelled",
        words(
            "скасовано, скасований, скасувала, скасував, відміна, відмінено, відмова, анульовано",
            "отменено, отменён, отмена, отменил, отменила, отказ, аннулировано",
            "cancelled, canceled, cancel, void, voided",
        ),
    ),
    (
        "no_show",
        words(
            "не прийшов, не прийшла, неявка, не з'явився, не з'явилась, не з'явилася, не було",
            "не пришёл, не пришла, неявка, не явился, не явилась, не было",
            "no-show, no show, did not come, missed, absent",
        ),
    ),
    (
        "refunded",
        words(
            "повернено, повернення, повернуто, повернули гроші",
            "возврат, возвращено, вернули деньги, возвращён",
            "refunded, refund, returned, return",
        ),
    ),
)

STAGES: Final[Choices] = (
    (
        "lead",
        words(
            "новий запит, запит, лід, зацікавлений",
            "новый запрос, запрос, лид, заинтересован",
            "new lead, lead, enquiry, inquiry, prospect",
        ),
    ),
    (
        "talks",
        words(
            "перемовини, переговори, в роботі, думає",
            "переговоры, в работе, думает",
            "in talks, negotiation, in progress, contacted",
        ),
    ),
    (
        "offer",
        words(
            "пропозицію надіслано, пропозиція, рахунок виставлено",
            "предложение отправлено, предложение, счёт выставлен",
            "offer sent, offer, proposal, invoiced",
        ),
    ),
    (
        "client",
        words(
            "клієнт, купує, активний, діючий",
            "клиент, покупает, активный, действующий",
            "client, customer, active, won",
        ),
    ),
    (
        "refused",
        words(
            "відмова, відмовився, відмовилась, неактуально",
            "отказ, отказался, отказалась, неактуально",
            "refused, declined, not interested, rejected",
        ),
    ),
)

ORDER_STAGES: Final[Choices] = (
    (
        "planned",
        words(
            "новий, чернетка, на погодженні, узгодження",
            "новый, черновик, на согласовании, согласование",
            "new, draft, being agreed, pending",
        ),
    ),
    ("signed", words("підписано, укладено, погоджено", "подписан, заключён, согласован", "signed, agreed, concluded")),
    ("paid", words("оплачено, сплачено", "оплачен, оплачено", "paid")),
    (
        "in_progress",
        words(
            "у роботі, в роботі, виконується, виготовляється",
            "в работе, выполняется, изготавливается",
            "in progress, in production, started, open",
        ),
    ),
    ("ready", words("готово, готовий, на складі", "готово, готов, на складе", "ready, in stock")),
    (
        "shipped",
        words(
            "відправлено, відвантажено, у дорозі, в дорозі",
            "отправлено, отгружено, в пути",
            "shipped, sent, on the way, dispatched",
        ),
    ),
    (
        "done",
        words(
            "виконано, завершено, доставлено, закрито, отримано",
            "выполнен, выполнено, завершён, завершено, доставлен, доставлено, закрыт, получено",
            "done, completed, delivered, closed, finished",
        ),
    ),
    (
        "cancelled",
        words(
            "скасовано, розірвано, анульовано, відмова",
            "отменён, отменено, расторгнут, аннулирован, отказ",
            "cancelled, canceled, terminated, void",
        ),
    ),
    ("refunded", words("повернено, повернення", "возврат, возвращено", "refunded, returned")),
)

PHONE_KINDS: Final[Choices] = (
    ("mobile", words("мобільний, моб, мобільний телефон", "мобильный, моб, сотовый", "mobile, cell, cell phone")),
    ("work", words("робочий, роб, службовий, офіс", "рабочий, раб, служебный, офис", "work, office, business")),
    ("personal", words("особистий, домашній, дом", "личный, домашний, дом", "personal, home, private")),
)

DIRECTIONS: Final[Choices] = (
    (
        "out",
        words("вихідний, вихідне, від нас, ми", "исходящий, исходящее, от нас, мы", "out, outgoing, outbound, from us"),
    ),
    (
        "in",
        words("вхідний, вхідне, до нас, клієнт", "входящий, входящее, к нам, клиент", "in, incoming, inbound, to us"),
    ),
)

HISTORY_KINDS: Final[Choices] = (
    ("draft", words("чернетка, чернетка листа", "черновик, черновик письма", "draft, draft letter")),
    ("letter", words("лист, надіслано", "письмо, отправлено", "letter, sent")),
    ("call", words("дзвінок, розмова, телефонна розмова", "звонок, разговор, телефонный разговор", "call, talk")),
    ("message", words("повідомлення, переписка", "сообщение, переписка", "message, chat")),
    ("meeting", words("зустріч", "встреча", "meeting")),
    (
        "bounce",
        words(
            "не доставлено, повернення, недоставлений лист",
            "не доставлено, возврат, недоставленное письмо",
            "not delivered, bounce, bounced",
        ),
    ),
    (
        "unsubscribe",
        words("відписка, відписався, відписалась", "отписка, отписался, отписалась", "unsubscribed, unsubscribe"),
    ),
    ("complaint", words("скарга, скарга на спам", "жалоба, жалоба на спам", "complaint, spam complaint")),
    ("auto_reply", words("автовідповідь", "автоответ", "auto-reply, out of office")),
)
"""A draft is not a contact; whatever else a row of the history says was one."""

CALL_RESULTS: Final[Choices] = (
    ("answered", words("відповіли, поговорили, розмова", "ответили, поговорили, разговор", "answered, talked")),
    (
        "unanswered",
        words(
            "не відповіли, не додзвонилися, без відповіді, не взяли слухавку",
            "не ответили, не дозвонились, не дозвонилась, без ответа, не взяли трубку",
            "no answer, not answered, unanswered, not reached",
        ),
    ),
    ("missed", words("пропущений", "пропущенный", "missed")),
    ("busy", words("зайнято, було зайнято", "занято, было занято", "busy")),
    ("failed", words("не з’єдналося", "не соединилось", "failed, not connected")),
)
"""How a call ended; in the free column of results. A call nobody took is not a contact."""

OCCASIONS: Final[Choices] = (
    (
        "repeat_visit",
        words("повторний візит, наступний візит", "повторный визит, следующий визит", "repeat visit, next visit"),
    ),
    (
        "booking",
        words(
            "запис на візит, запис, нагадування про запис",
            "запись на визит, запись, напоминание о записи",
            "booking, booked visit, appointment",
        ),
    ),
    (
        "after_visit",
        words("після візиту, подяка, відгук", "после визита, благодарность, отзыв", "after a visit, thanks, review"),
    ),
    ("birthday", words("день народження", "день рождения", "birthday")),
    (
        "contract_ends",
        words(
            "закінчення договору, кінець договору",
            "окончание договора, конец договора",
            "contract ends, end of contract",
        ),
    ),
    (
        "payment_overdue",
        words(
            "прострочена оплата, прострочення, борг",
            "просроченная оплата, просрочка, долг",
            "payment overdue, overdue payment, debt",
        ),
    ),
    (
        "stage_changed",
        words(
            "зміна етапу замовлення, зміна етапу",
            "смена этапа заказа, смена этапа",
            "order stage changed, stage changed",
        ),
    ),
    (
        "not_seen",
        words(
            "давно не було, повернення клієнта",
            "давно не было, возврат клиента",
            "not seen, not seen for long, win-back",
        ),
    ),
    (
        "new_client",
        words(
            "новий клієнт, вітання нового клієнта", "новый клиент, приветствие нового клиента", "new client, welcome"
        ),
    ),
    (
        "date",
        words("дата, новини, розсилка на дату", "дата, новости, рассылка на дату", "fixed date, date, newsletter"),
    ),
    ("task", words("завдання, задача", "задача", "task")),
    (
        "follow_up",
        words(
            "нагадати ще раз, повторне нагадування",
            "напомнить ещё раз, повторное напоминание",
            "follow-up, remind again",
        ),
    ),
)

MODES: Final[Choices] = (
    ("draft", words("чернетка, чернетки", "черновик, черновики", "draft, drafts")),
    (
        "send",
        words(
            "надсилати, надіслати, надсилання, відправляти, відправка",
            "отправлять, отправить, отправка, посылать",
            "send",
        ),
    ),
)

MAILING_KINDS: Final[Choices] = (
    (
        "service",
        words(
            "сервісна, сервісний, сервісне, службова",
            "сервисная, сервисный, сервисное, служебная",
            "service, transactional",
        ),
    ),
    (
        "advertising",
        words(
            "рекламна, рекламний, рекламне, реклама",
            "рекламная, рекламный, рекламное, реклама",
            "advertising, marketing, promo",
        ),
    ),
)

SEGMENTS: Final[Choices] = (
    ("vip", words("VIP, ВІП, віп-клієнт", "VIP, ВИП, вип-клиент", "VIP")),
    ("new", words("новий, нова, новачок", "новый, новая, новичок", "new")),
    ("lost", words("втрачений, втрачена", "потерянный, потерянная, ушедший", "lost")),
    ("sleeping", words("сплячий, спляча, спить", "спящий, спящая, спит", "sleeping, at risk")),
    ("regular", words("постійний, постійна", "постоянный, постоянная", "regular, loyal")),
    (
        "occasional",
        words("нерегулярний, нерегулярна, час від часу", "нерегулярный, нерегулярная, время от времени", "occasional"),
    ),
)

FREQUENCIES: Final[Choices] = (
    ("one_off", words("разовий, разова, один раз", "разовый, разовая, один раз", "one-off, once, one-time")),
    ("rare", words("рідко, рідкісний", "редко, редкий", "rare, rarely, seldom")),
    (
        "regular",
        words("постійний, постійна, постійно, часто", "постоянный, постоянная, постоянно, часто", "regular, often"),
    ),
)

CONTRACT_STATES: Final[Choices] = (
    ("in_force", words("діє, чинний", "действует, действующий", "in force, active")),
    ("ends_soon", words("скоро закінчується", "скоро заканчивается", "ends soon")),
    ("ended", words("закінчився, завершений", "закончился, завершён", "ended, expired")),
    ("overdue", words("оплату прострочено, прострочення", "оплата просрочена, просрочка", "overdue payment, overdue")),
)

DOCUMENT_KINDS: Final[Choices] = (
    ("contract", words("договір, угода, контракт", "договор, соглашение, контракт", "contract, agreement")),
    (
        "invoice",
        words(
            "рахунок, рахунок на оплату, рахунок-фактура",
            "счёт, счёт на оплату, счет на оплату",
            "invoice, bill",
        ),
    ),
    (
        "act",
        words(
            "акт, акт наданих послуг, акт виконаних робіт, акт приймання-передачі",
            "акт, акт оказанных услуг, акт выполненных работ, акт приёма-передачи",
            "acceptance certificate, act, certificate of services",
        ),
    ),
    (
        "delivery_note",
        words(
            "накладна, видаткова накладна, товарна накладна",
            "накладная, товарная накладная, расходная накладная",
            "delivery note, dispatch note, packing slip",
        ),
    ),
)
"""Russian «счёт-фактура» is not among them: it is a tax document, another one than the Ukrainian «рахунок-фактура»
(Tax Code of Russia, article 169)."""


def word(choices: Choices, value: str, language: str) -> str:
    """What we write for a value. KeyError: no such value in the list."""
    return dict(choices)[value].first(language)
