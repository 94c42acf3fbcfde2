"""What the Word templates say, in three languages; names in double braces are filled in when a document is issued."""

from __future__ import annotations

from typing import Any, Final

from supply_words import SUPPLY

_UK: Final[dict[str, Any]] = {
    "unit": "Од.",
    "quantity": "К-сть",
    "price": "Ціна",
    "amount": "Сума",
    "total": "Разом:",
    "paid": "Сплачено раніше:",
    "to_pay": "До сплати:",
    "in_words": "Усього найменувань: {{{{ count }}}}, на суму {{{{ {which} }}}}",
    "grounds": "Підстава",
    "period": "За період",
    "sign_here": "(підпис)",
    "dated": "від {{ date }}",
    "dated_in": "від {{ date }}{% if town %}, {{ town }}{% endif %}",
    # Invoice
    "invoice": "Рахунок на оплату № {{ number }}",
    "seller": "Постачальник",
    "buyer": "Покупець",
    "item": "Найменування",
    "pay_by": "Оплатити до: **{{ contract.pay_by }}**",
    "purpose": "Призначення платежу: оплата за рахунком № {{ number }} від {{ day }}, {{ vat[:1] | lower }}{{ vat[1:] }}",
    "issued_by": "Виписав(ла):",
    "footer_invoice": "Рахунок № {{ number }} від {{ day }}, сторінка <page> з <pages>",
    # Act
    "act": "АКТ № {{ number }}",
    "act_under": "приймання-передачі наданих послуг",
    "contractor": "Виконавець",
    "customer": "Замовник",
    "act_preamble": "{{ we.preamble }} (далі — Виконавець), з однієї сторони, та {{ client.preamble }} (далі — Замовник), з другої сторони, склали цей акт про те, що Виконавець надав, а Замовник прийняв послуги, перелічені нижче.",
    "act_grounds": "Підстава: {{ under }}",
    "act_no_grounds": "{% if period %}Послуги надано за період {{ period }}.{% else %}Послуги надано {{ date }}{% endif %}",
    "service": "Зміст послуги",
    "act_clauses": (
        "Послуги надано в повному обсязі, у погоджений строк і належної якості. Претензій одна до одної сторони не мають.",
        "Акт складено у двох примірниках, по одному для кожної сторони.",
    ),
    "footer_act": "Акт № {{ number }} від {{ day }}, сторінка <page> з <pages>",
    # Delivery note
    "delivery_note": "Видаткова накладна № {{ number }}",
    "supplier": "Постачальник",
    "recipient": "Одержувач",
    "goods": "Найменування товару",
    "accepted": "Товар отримано за кількістю та якістю без зауважень.",
    "proxy": "За довіреністю № ____________ від «____» ______________ 20___ р.",
    "handed_over": "Відвантажив(ла)",
    "received": "Отримав(ла)",
    "footer_note": "Видаткова накладна № {{ number }} від {{ day }}, сторінка <page> з <pages>",
    # Contract
    "contract": "ДОГОВІР № {{ number }}",
    "contract_under": "про надання послуг",
    "contract_preamble": "{{ we.preamble }} (далі — **Виконавець**), з однієї сторони, та {{ client.preamble }} (далі — **Замовник**), з другої сторони (далі разом — Сторони), уклали цей договір про таке.",
    "contract_sections": (
        (
            "Предмет договору",
            (
                "Виконавець зобов’язується надати Замовнику послуги: **{{ contract.subject or items[0].name }}**, а Замовник — прийняти й оплатити їх на умовах цього договору.",
                "Обсяг послуг: {{ items[0].quantity }} ({{ items[0].unit }}).",
                ("contract.notes", "Додаткові умови: {{ contract.notes }}."),
            ),
        ),
        (
            "Ціна та порядок розрахунків",
            (
                "Ціна договору становить {{ total }} ({{ total_words }}), {{ vat[:1] | lower }}{{ vat[1:] }}.",
                (
                    "contract.terms",
                    "Умови оплати: {{ contract.terms }}.",
                    "Замовник сплачує ціну договору протягом п’яти банківських днів з дня отримання рахунка.",
                ),
                "Оплата здійснюється в безготівковій формі на рахунок Виконавця або в інший спосіб, не заборонений законом.",
            ),
        ),
        (
            "Права та обов’язки Сторін",
            (
                "Виконавець надає послуги якісно, у погоджений час, власними силами або із залученням інших осіб, за дії яких відповідає як за свої.",
                "Виконавець завчасно повідомляє Замовника про обставини, що заважають надати послуги.",
                "Замовник надає Виконавцю потрібну для роботи інформацію, приймає послуги та своєчасно їх оплачує.",
                "Замовник має право перевіряти хід надання послуг, не втручаючись у роботу Виконавця.",
            ),
        ),
        (
            "Приймання послуг",
            (
                "Надання послуг підтверджується актом приймання-передачі, який підписують обидві Сторони.",
                "Замовник підписує акт або надсилає обґрунтовані зауваження протягом п’яти робочих днів з дня його отримання. Якщо зауважень у цей строк немає, послуги вважаються прийнятими.",
            ),
        ),
        (
            "Відповідальність Сторін",
            (
                "За невиконання або неналежне виконання договору Сторони відповідають згідно із законодавством України.",
                "За прострочення оплати Замовник сплачує пеню в розмірі подвійної облікової ставки Національного банку України від суми боргу за кожний день прострочення.",
                "Сторона не відповідає за порушення договору, спричинене обставинами непереборної сили, якщо повідомила про них другу Сторону протягом десяти днів і підтвердила їх у встановленому порядку.",
            ),
        ),
        (
            "Строк дії та інші умови",
            (
                "Договір набирає чинності {% if contract.start %}{{ contract.start }}{% else %}з дня підписання{% endif %} і діє {% if contract.end %}до {{ contract.end }}{% else %}до повного виконання Сторонами своїх зобов’язань.{% endif %}",
                "Кожна Сторона може розірвати договір, письмово попередивши другу Сторону за тридцять днів і сплативши за вже надані послуги.",
                "Зміни до договору дійсні, якщо їх викладено письмово й підписано обома Сторонами.",
                "Сторони дають згоду на обробку персональних даних, зазначених у договорі, у межах, потрібних для його виконання.",
                "Договір складено українською мовою у двох примірниках однакової юридичної сили, по одному для кожної Сторони.",
            ),
        ),
    ),
    "contract_signatures": "Реквізити та підписи Сторін",
    "footer_contract": "Договір № {{ number }} від {{ day }}, сторінка <page> з <pages>",
}

_RU: Final[dict[str, Any]] = {
    "unit": "Ед.",
    "quantity": "Кол-во",
    "price": "Цена",
    "amount": "Сумма",
    "total": "Итого:",
    "paid": "Оплачено ранее:",
    "to_pay": "К оплате:",
    "in_words": "Всего наименований: {{{{ count }}}}, на сумму {{{{ {which} }}}}",
    "grounds": "Основание",
    "period": "За период",
    "sign_here": "(подпись)",
    "dated": "от {{ date }}",
    "dated_in": "от {{ date }}{% if town %}, {{ town }}{% endif %}",
    # Invoice: счёт на оплату, not счёт-фактура, which is a tax document
    "invoice": "Счёт на оплату № {{ number }}",
    "seller": "Поставщик",
    "buyer": "Покупатель",
    "item": "Наименование",
    "pay_by": "Оплатить до: **{{ contract.pay_by }}**",
    "purpose": "Назначение платежа: оплата по счёту № {{ number }} от {{ day }}, {{ vat[:1] | lower }}{{ vat[1:] }}",
    "issued_by": "Выписал(а):",
    "footer_invoice": "Счёт № {{ number }} от {{ day }}, страница <page> из <pages>",
    # Act
    "act": "АКТ № {{ number }}",
    "act_under": "сдачи-приёмки оказанных услуг",
    "contractor": "Исполнитель",
    "customer": "Заказчик",
    "act_preamble": "{{ we.preamble }} (далее — Исполнитель), с одной стороны, и {{ client.preamble }} (далее — Заказчик), с другой стороны, составили настоящий акт о том, что Исполнитель оказал, а Заказчик принял услуги, перечисленные ниже.",
    "act_grounds": "Основание: {{ under }}",
    "act_no_grounds": "{% if period %}Услуги оказаны за период {{ period }}.{% else %}Услуги оказаны {{ date }}{% endif %}",
    "service": "Содержание услуги",
    "act_clauses": (
        "Услуги оказаны в полном объёме, в согласованный срок и надлежащего качества. Претензий друг к другу стороны не имеют.",
        "Акт составлен в двух экземплярах, по одному для каждой стороны.",
    ),
    "footer_act": "Акт № {{ number }} от {{ day }}, страница <page> из <pages>",
    # Delivery note
    "delivery_note": "Товарная накладная № {{ number }}",
    "supplier": "Поставщик",
    "recipient": "Получатель",
    "goods": "Наименование товара",
    "accepted": "Товар получен по количеству и качеству без замечаний.",
    "proxy": "По доверенности № ____________ от «____» ______________ 20___ г.",
    "handed_over": "Отпустил(а)",
    "received": "Получил(а)",
    "footer_note": "Товарная накладная № {{ number }} от {{ day }}, страница <page> из <pages>",
    # Contract
    "contract": "ДОГОВОР № {{ number }}",
    "contract_under": "об оказании услуг",
    "contract_preamble": "{{ we.preamble }} (далее — **Исполнитель**), с одной стороны, и {{ client.preamble }} (далее — **Заказчик**), с другой стороны (далее вместе — Стороны), заключили настоящий договор о следующем.",
    "contract_sections": (
        (
            "Предмет договора",
            (
                "Исполнитель обязуется оказать Заказчику услуги: **{{ contract.subject or items[0].name }}**, а Заказчик — принять и оплатить их на условиях настоящего договора.",
                "Объём услуг: {{ items[0].quantity }} ({{ items[0].unit }}).",
                ("contract.notes", "Дополнительные условия: {{ contract.notes }}."),
            ),
        ),
        (
            "Цена и порядок расчётов",
            (
                "Цена договора составляет {{ total }} ({{ total_words }}), {{ vat[:1] | lower }}{{ vat[1:] }}.",
                (
                    "contract.terms",
                    "Условия оплаты: {{ contract.terms }}.",
                    "Заказчик оплачивает цену договора в течение пяти банковских дней со дня получения счёта.",
                ),
                "Оплата производится в безналичной форме на счёт Исполнителя или иным способом, не запрещённым законом.",
            ),
        ),
        (
            "Права и обязанности Сторон",
            (
                "Исполнитель оказывает услуги качественно, в согласованное время, своими силами или с привлечением других лиц, за действия которых отвечает как за свои.",
                "Исполнитель заблаговременно сообщает Заказчику об обстоятельствах, мешающих оказать услуги.",
                "Заказчик предоставляет Исполнителю необходимую для работы информацию, принимает услуги и своевременно их оплачивает.",
                "Заказчик вправе проверять ход оказания услуг, не вмешиваясь в работу Исполнителя.",
            ),
        ),
        (
            "Приёмка услуг",
            (
                "Оказание услуг подтверждается актом сдачи-приёмки, который подписывают обе Стороны.",
                "Заказчик подписывает акт или направляет обоснованные замечания в течение пяти рабочих дней со дня его получения. Если замечаний в этот срок нет, услуги считаются принятыми.",
            ),
        ),
        (
            "Ответственность Сторон",
            (
                "За неисполнение или ненадлежащее исполнение договора Стороны отвечают согласно действующему законодательству.",
                "За просрочку оплаты Заказчик уплачивает пеню в размере двойной учётной ставки национального банка от суммы долга за каждый день просрочки.",
                "Сторона не отвечает за нарушение договора, вызванное обстоятельствами непреодолимой силы, если сообщила о них другой Стороне в течение десяти дней и подтвердила их в установленном порядке.",
            ),
        ),
        (
            "Срок действия и прочие условия",
            (
                "Договор вступает в силу {% if contract.start %}{{ contract.start }}{% else %}со дня подписания{% endif %} и действует {% if contract.end %}до {{ contract.end }}{% else %}до полного исполнения Сторонами своих обязательств.{% endif %}",
                "Каждая Сторона может расторгнуть договор, письменно предупредив другую Сторону за тридцать дней и оплатив уже оказанные услуги.",
                "Изменения к договору действительны, если они изложены письменно и подписаны обеими Сторонами.",
                "Стороны дают согласие на обработку персональных данных, указанных в договоре, в пределах, необходимых для его исполнения.",
                "Договор составлен в двух экземплярах одинаковой юридической силы, по одному для каждой Стороны.",
            ),
        ),
    ),
    "contract_signatures": "Реквизиты и подписи Сторон",
    "footer_contract": "Договор № {{ number }} от {{ day }}, страница <page> из <pages>",
}

_EN: Final[dict[str, Any]] = {
    "unit": "Unit",
    "quantity": "Qty",
    "price": "Price",
    "amount": "Amount",
    "total": "Total:",
    "paid": "Paid before:",
    "to_pay": "Amount due:",
    "in_words": "Items: {{{{ count }}}}, amounting to {{{{ {which} }}}}",
    "grounds": "Reference",
    "period": "Period",
    "sign_here": "(signature)",
    "dated": "{{ date }}",
    "dated_in": "{{ date }}{% if town %}, {{ town }}{% endif %}",
    # Invoice
    "invoice": "Invoice No. {{ number }}",
    "seller": "From",
    "buyer": "Bill to",
    "item": "Description",
    "pay_by": "Payable by **{{ contract.pay_by }}**",
    "purpose": "Please quote with your payment: invoice {{ number }} of {{ day }}.",
    "issued_by": "Issued by:",
    "footer_invoice": "Invoice {{ number }} of {{ day }}, page <page> of <pages>",
    # Act
    "act": "ACCEPTANCE CERTIFICATE No. {{ number }}",
    "act_under": "of services rendered",
    "contractor": "Contractor",
    "customer": "Customer",
    "act_preamble": "{{ we.preamble }} (the “Contractor”), of the one part, and {{ client.preamble }} (the “Customer”), of the other part, have drawn up this certificate to confirm that the Contractor has rendered, and the Customer has accepted, the services listed below.",
    "act_grounds": "Reference: {{ under }}.",
    "act_no_grounds": "{% if period %}The services were rendered in the period {{ period }}.{% else %}The services were rendered on {{ date }}.{% endif %}",
    "service": "Service",
    "act_clauses": (
        "The services were rendered in full, on time and with due quality. Neither party has any claim on the other.",
        "This certificate is made in two copies, one for each party.",
    ),
    "footer_act": "Acceptance certificate {{ number }} of {{ day }}, page <page> of <pages>",
    # Delivery note
    "delivery_note": "Delivery note No. {{ number }}",
    "supplier": "Supplier",
    "recipient": "Recipient",
    "goods": "Goods",
    "accepted": "The goods were received complete and in good condition.",
    "proxy": "",
    "handed_over": "Handed over by",
    "received": "Received by",
    "footer_note": "Delivery note {{ number }} of {{ day }}, page <page> of <pages>",
    # Contract
    "contract": "SERVICE AGREEMENT No. {{ number }}",
    "contract_under": "",
    "contract_preamble": "{{ we.preamble }} (the “**Contractor**”), of the one part, and {{ client.preamble }} (the “**Customer**”), of the other part (together the “Parties”), have agreed as follows.",
    "contract_sections": (
        (
            "Subject",
            (
                "The Contractor shall render to the Customer the following services: **{{ contract.subject or items[0].name }}**, and the Customer shall accept and pay for them on the terms of this agreement.",
                "Scope of the services: {{ items[0].quantity }} ({{ items[0].unit }}).",
                ("contract.notes", "Further terms: {{ contract.notes }}."),
            ),
        ),
        (
            "Price and payment",
            (
                "The price of the agreement is {{ total }} ({{ total_words }}). {{ vat }}.",
                (
                    "contract.terms",
                    "Terms of payment: {{ contract.terms }}.",
                    "The Customer shall pay the price within five banking days of receiving the invoice.",
                ),
                "Payment is made by bank transfer to the Contractor’s account or in any other lawful way.",
            ),
        ),
        (
            "Rights and duties of the Parties",
            (
                "The Contractor shall render the services with due care, at the agreed time, in person or through others, for whose acts the Contractor answers as for their own.",
                "The Contractor shall tell the Customer in good time of anything that prevents the services from being rendered.",
                "The Customer shall give the Contractor the information needed for the work, accept the services and pay for them on time.",
                "The Customer may check the progress of the services without interfering with the Contractor’s work.",
            ),
        ),
        (
            "Acceptance",
            (
                "The services are confirmed by an acceptance certificate signed by both Parties.",
                "The Customer shall sign the certificate or send reasoned remarks within five working days of receiving it. If there are no remarks in that time, the services are deemed accepted.",
            ),
        ),
        (
            "Liability",
            (
                "The Parties are liable for failing to perform this agreement, or performing it improperly, as the law provides.",
                "Neither Party is liable for a breach caused by circumstances beyond its control, if it has told the other Party of them within ten days.",
            ),
        ),
        (
            "Term and other provisions",
            (
                "This agreement comes into force {% if contract.start %}on {{ contract.start }}{% else %}when it is signed{% endif %} and remains in force until {% if contract.end %}{{ contract.end }}{% else %}the Parties have performed all their obligations{% endif %}.",
                "Either Party may end this agreement by giving the other Party thirty days’ notice in writing and paying for the services already rendered.",
                "Changes to this agreement are valid if they are made in writing and signed by both Parties.",
                "The Parties consent to the processing of the personal data named in this agreement so far as its performance requires.",
                "This agreement is made in two copies of equal force, one for each Party.",
            ),
        ),
    ),
    "contract_signatures": "Details and signatures of the Parties",
    "footer_contract": "Agreement {{ number }} of {{ day }}, page <page> of <pages>",
}

WORDS: Final = {"uk": _UK | SUPPLY["uk"], "ru": _RU | SUPPLY["ru"], "en": _EN | SUPPLY["en"]}
