"""What the contract about goods says, in three languages: ``document_words`` has the rest. Each clause stands where the
contract about services has its like."""

from __future__ import annotations

from typing import Any, Final

_UK: Final[dict[str, Any]] = {
    "purchaser": "Покупець",
    "contract_goods": "ДОГОВІР № {{ number }}",
    "contract_goods_under": "поставки товару",
    "contract_goods_preamble": "{{ we.preamble }} (далі — **Постачальник**), з однієї сторони, та {{ client.preamble }} (далі — **Покупець**), з другої сторони (далі разом — Сторони), уклали цей договір про таке.",
    "contract_goods_sections": (
        (
            "Предмет договору",
            (
                "Постачальник зобов’язується передати у власність Покупцеві товар: **{{ contract.subject or items[0].name }}**, а Покупець — прийняти його й оплатити на умовах цього договору.",
                "Кількість товару: {{ items[0].quantity }} ({{ items[0].unit }}), ціна за одиницю — {{ items[0].price }} {{ unit_of_money }}.",
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
                    "Покупець сплачує ціну договору протягом п’яти банківських днів з дня отримання рахунка.",
                ),
                "Оплата здійснюється в безготівковій формі на рахунок Постачальника або в інший спосіб, не заборонений законом.",
            ),
        ),
        (
            "Поставка та приймання товару",
            (
                "Постачальник передає товар {% if contract.end %}не пізніше {{ contract.end }}{% else %}протягом десяти робочих днів з дня набрання чинності цим договором{% endif %} за своєю адресою або в іншому місці, погодженому Сторонами.",
                "Передання товару підтверджується видатковою накладною, яку підписують обидві Сторони. Разом із товаром Постачальник передає документи, що його стосуються.",
                "Покупець перевіряє кількість товару та його зовнішній стан під час приймання й зазначає зауваження в накладній. Про недоліки, яких не можна було виявити під час приймання, він повідомляє протягом п’яти робочих днів з дня їх виявлення.",
            ),
        ),
        (
            "Якість товару та перехід права власності",
            (
                "Якість, маркування та пакування товару відповідають законодавству й документам виробника; строк придатності товару на день передання не минув.",
                "Товар неналежної якості Постачальник замінює протягом десяти робочих днів з дня повідомлення або повертає сплачені за нього кошти.",
                "Право власності на товар і ризик його випадкового знищення чи пошкодження переходять до Покупця з моменту підписання накладної обома Сторонами.",
            ),
        ),
        (
            "Відповідальність Сторін",
            (
                "За невиконання або неналежне виконання договору Сторони відповідають згідно із законодавством України.",
                "За прострочення оплати Покупець сплачує пеню в розмірі подвійної облікової ставки Національного банку України від суми боргу за кожний день прострочення. За прострочення поставки Постачальник сплачує пеню в тому самому розмірі від вартості непереданого товару.",
                "Сторона не відповідає за порушення договору, спричинене обставинами непереборної сили, якщо повідомила про них другу Сторону протягом десяти днів і підтвердила їх у встановленому порядку.",
            ),
        ),
        (
            "Строк дії та інші умови",
            (
                "Договір набирає чинності {% if contract.start %}{{ contract.start }}{% else %}з дня підписання{% endif %} і діє {% if contract.end %}до {{ contract.end }}, а щодо розрахунків — {% endif %}до повного виконання Сторонами своїх зобов’язань.",
                "Договір може бути розірвано за згодою Сторін та в інших випадках, передбачених законом. Переданий до цього товар підлягає оплаті.",
                "Зміни до договору дійсні, якщо їх викладено письмово й підписано обома Сторонами.",
                "Сторони дають згоду на обробку персональних даних, зазначених у договорі, у межах, потрібних для його виконання.",
                "Договір складено українською мовою у двох примірниках однакової юридичної сили, по одному для кожної Сторони.",
            ),
        ),
    ),
}

_RU: Final[dict[str, Any]] = {
    "purchaser": "Покупатель",
    "contract_goods": "ДОГОВОР № {{ number }}",
    "contract_goods_under": "поставки товара",
    "contract_goods_preamble": "{{ we.preamble }} (далее — **Поставщик**), с одной стороны, и {{ client.preamble }} (далее — **Покупатель**), с другой стороны (далее вместе — Стороны), заключили настоящий договор о следующем.",
    "contract_goods_sections": (
        (
            "Предмет договора",
            (
                "Поставщик обязуется передать в собственность Покупателю товар: **{{ contract.subject or items[0].name }}**, а Покупатель — принять его и оплатить на условиях настоящего договора.",
                "Количество товара: {{ items[0].quantity }} ({{ items[0].unit }}), цена за единицу — {{ items[0].price }} {{ unit_of_money }}.",
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
                    "Покупатель оплачивает цену договора в течение пяти банковских дней со дня получения счёта.",
                ),
                "Оплата производится в безналичной форме на счёт Поставщика или иным способом, не запрещённым законом.",
            ),
        ),
        (
            "Поставка и приёмка товара",
            (
                "Поставщик передаёт товар {% if contract.end %}не позднее {{ contract.end }}{% else %}в течение десяти рабочих дней со дня вступления настоящего договора в силу{% endif %} по своему адресу или в ином месте, согласованном Сторонами.",
                "Передача товара подтверждается товарной накладной, которую подписывают обе Стороны. Вместе с товаром Поставщик передаёт относящиеся к нему документы.",
                "Покупатель проверяет количество товара и его внешнее состояние при приёмке и указывает замечания в накладной. О недостатках, которые нельзя было обнаружить при приёмке, он сообщает в течение пяти рабочих дней со дня их обнаружения.",
            ),
        ),
        (
            "Качество товара и переход права собственности",
            (
                "Качество, маркировка и упаковка товара соответствуют законодательству и документам производителя; срок годности товара на день передачи не истёк.",
                "Товар ненадлежащего качества Поставщик заменяет в течение десяти рабочих дней со дня сообщения или возвращает уплаченные за него деньги.",
                "Право собственности на товар и риск его случайной гибели или повреждения переходят к Покупателю с момента подписания накладной обеими Сторонами.",
            ),
        ),
        (
            "Ответственность Сторон",
            (
                "За неисполнение или ненадлежащее исполнение договора Стороны отвечают согласно действующему законодательству.",
                "За просрочку оплаты Покупатель уплачивает пеню в размере двойной учётной ставки национального банка от суммы долга за каждый день просрочки. За просрочку поставки Поставщик уплачивает пеню в том же размере от стоимости непереданного товара.",
                "Сторона не отвечает за нарушение договора, вызванное обстоятельствами непреодолимой силы, если сообщила о них другой Стороне в течение десяти дней и подтвердила их в установленном порядке.",
            ),
        ),
        (
            "Срок действия и прочие условия",
            (
                "Договор вступает в силу {% if contract.start %}{{ contract.start }}{% else %}со дня подписания{% endif %} и действует {% if contract.end %}до {{ contract.end }}, а в части расчётов — {% endif %}до полного исполнения Сторонами своих обязательств.",
                "Договор может быть расторгнут по согласию Сторон и в иных случаях, предусмотренных законом. Переданный до этого товар подлежит оплате.",
                "Изменения к договору действительны, если они изложены письменно и подписаны обеими Сторонами.",
                "Стороны дают согласие на обработку персональных данных, указанных в договоре, в пределах, необходимых для его исполнения.",
                "Договор составлен в двух экземплярах одинаковой юридической силы, по одному для каждой Стороны.",
            ),
        ),
    ),
}

_EN: Final[dict[str, Any]] = {
    "purchaser": "Buyer",
    "contract_goods": "SUPPLY AGREEMENT No. {{ number }}",
    "contract_goods_under": "",
    "contract_goods_preamble": "{{ we.preamble }} (the “**Supplier**”), of the one part, and {{ client.preamble }} (the “**Buyer**”), of the other part (together the “Parties”), have agreed as follows.",
    "contract_goods_sections": (
        (
            "Subject",
            (
                "The Supplier shall deliver to the Buyer, and transfer title to, the following goods: **{{ contract.subject or items[0].name }}**, and the Buyer shall accept and pay for them on the terms of this agreement.",
                "Quantity of the goods: {{ items[0].quantity }} ({{ items[0].unit }}); price per unit: {{ items[0].price }} {{ currency }}.",
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
                    "The Buyer shall pay the price within five banking days of receiving the invoice.",
                ),
                "Payment is made by bank transfer to the Supplier’s account or in any other lawful way.",
            ),
        ),
        (
            "Delivery and acceptance",
            (
                "The Supplier shall hand over the goods {% if contract.end %}no later than {{ contract.end }}{% else %}within ten working days of this agreement coming into force{% endif %}, at the Supplier’s address or at another place agreed by the Parties.",
                "Delivery is confirmed by a delivery note signed by both Parties. Together with the goods the Supplier shall hand over the documents that belong to them.",
                "The Buyer shall check the quantity and the outward condition of the goods on acceptance and record any remarks in the delivery note. The Buyer shall report defects that could not be seen on acceptance within five working days of finding them.",
            ),
        ),
        (
            "Quality and transfer of title",
            (
                "The quality, labelling and packaging of the goods meet the law and the manufacturer’s documents; their shelf life has not expired on the day of delivery.",
                "The Supplier shall replace goods of improper quality within ten working days of being told of them, or refund what was paid for them.",
                "Title to the goods and the risk of their accidental loss or damage pass to the Buyer when both Parties have signed the delivery note.",
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
                "This agreement comes into force {% if contract.start %}on {{ contract.start }}{% else %}when it is signed{% endif %} and remains in force until {% if contract.end %}{{ contract.end }} and, as regards payment, until {% endif %}the Parties have performed all their obligations.",
                "This agreement may be ended by consent of the Parties and otherwise as the law provides. Goods delivered before that shall be paid for.",
                "Changes to this agreement are valid if they are made in writing and signed by both Parties.",
                "The Parties consent to the processing of the personal data named in this agreement so far as its performance requires.",
                "This agreement is made in two copies of equal force, one for each Party.",
            ),
        ),
    ),
}

SUPPLY: Final = {"uk": _UK, "ru": _RU, "en": _EN}
