"""Words for returns (ru): what comes back: bounces, unsubscribe mails, replies."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "returned.hard": "такого адреса больше нет: {said}",
    "returned.soft": "письмо не дошло, хотя адрес может быть верным: {said}",
    "returned.unsubscribe": "просит не писать; адрес внесён во вкладку «{tab}»",
    "returned.complaint": "письмо отмечено как спам; адрес внесён во вкладку «{tab}»",
    "returned.stop": "похоже, просит не писать: «{said}». Если так, внесите адрес во вкладку «{tab}»",
    "returned.sent": "черновик отправлен",
    "returned.source.hard": "письмо вернулось: такого адреса нет",
    "returned.source.refused": "почтовый сервер не принял этот адрес",
    "returned.source.complaint": "письмо отмечено как спам",
    "returned.source.unsubscribe": "письмо с просьбой больше не писать",
    "collect.link": "Не удалось прочитать почту на {host}: {said}",
    "collect.link.hint": "Проверьте интернет и попробуйте ещё раз: дважды ничего не посчитается.",
    "collect.account.hint": "Когда исправите, запустите clientsheet mail collect ещё раз.",
    "collect.nothing": "Ничего нового не пришло.",
    "collect.hard": "{n} {n:письмо вернулось|письма вернулись|писем вернулось}: адреса нет",
    "collect.soft": "{n} {n:письмо не дошло|письма не дошли|писем не дошло}, хотя адрес может быть верным",
    "collect.refused": "{n} {n:адрес не принял|адреса не принял|адресов не принял} почтовый сервер",
    "collect.complaint": "{n} {n:жалоба|жалобы|жалоб} на спам",
    "collect.unsubscribe": "{n} {n:отписка|отписки|отписок}",
    "collect.stop": "{n} {n:клиент, похоже, просит|клиента, похоже, просят|клиентов, похоже, просят} не писать: решать вам",
    "collect.reply": "{n} {n:ответ|ответа|ответов}",
    "collect.auto_reply": "{n} {n:автоответ|автоответа|автоответов}",
    "collect.sent": "{n} {n:черновик отправлен|черновика отправлено|черновиков отправлено}",
    "collect.chat": "{n} {n:клиент начал|клиента начали|клиентов начали} разговор с ботом",
}
