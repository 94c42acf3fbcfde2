"""Ringostat: the call log as CSV, by its API or its cabinet, under the API's own field names
(https://help.ringostat.com/uk/articles/6312678; the list of fields also in CRAN's package ``ringostat``)."""

from __future__ import annotations

from typing import Final

from clientsheet.exchange.calls.base import layout

LAYOUT: Final = layout(
    "ringostat",
    {
        "at": "calldate | Дата і час дзвінка | Дата та час | Дата и время звонка",
        "from": "caller | caller_number | Хто дзвонив | Кто звонил",
        "to": "dst | Куди дзвонили | Куда звонили",
        "direction": "call_type | Тип дзвінка | Тип звонка",
        "result": "disposition | Статус дзвінка | Статус звонка",
        "seconds": "billsec | Тривалість розмови | Длительность разговора",
        "mark": "uniqueid",
    },
    "pool_name | connected_with | proper_flag | repeated_flag | employee_number | scheme_name | call_card",
)
