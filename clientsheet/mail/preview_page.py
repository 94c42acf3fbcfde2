"""Every letter of the day as it will be, on one page that works from disk: a list at the left, the letter at the right.

The letters are read back from their own .eml, so what is shown is what goes out. A letter is drawn when it is chosen,
so thousands of them open as fast as one; none can run a script or fetch a picture.
"""

from __future__ import annotations

import datetime as dt
import email
from collections.abc import Sequence
from email.message import Message
from email.utils import collapse_rfc2231_value
from html import escape
from typing import Final, NamedTuple

from clientsheet.mail.contact_sheet import STYLE
from clientsheet.mail.letter import Letter
from clientsheet.mail.sms_parts import parts as parts_of_sms
from clientsheet.templating import spaced
from clientsheet.text import say


class _Parts(NamedTuple):
    text: str
    html: str = ""
    files: tuple[str, ...] = ()


def page(day: dt.date, letters: Sequence[Letter], left_out: Sequence[tuple[str, str, str]], language: str) -> str:
    """``left_out``: (client, mailing, why) of each."""
    return _PAGE.format(
        language=language,
        title=escape(say(language, "preview.title", day=day)),
        count=escape(say(language, "preview.letters" if letters else "preview.none", n=len(letters))),
        search=escape(say(language, "preview.search")),
        items="\n".join(_item(number, letter) for number, letter in enumerate(letters)),
        letters="\n".join(_letter(number, letter, language) for number, letter in enumerate(letters)),
        left_out=_left_out(left_out, language),
        style=STYLE,
        script=_SCRIPT,
    )


def _item(number: int, letter: Letter) -> str:
    return (
        f'<a href="#l{number}"><b>{escape(letter.name)}</b><span>{escape(letter.subject)}</span>'
        f"<small>{escape(letter.mailing)}</small></a>"
    )


def _letter(number: int, letter: Letter, language: str) -> str:
    parts = _parts(letter)
    to = letter.recipient if letter.channel == "email" else spaced(letter.recipient)
    where = [letter.name, say(language, f"channel.{letter.channel}"), to]
    if letter.channel == "sms":
        where.append(say(language, "delivery.sms-parts", n=parts_of_sms(letter.text)))
    said = [f"<p>{escape(say(language, 'preview.to'))}: {escape(' · '.join(where))}</p>"]
    if parts.files:
        said.append(f"<p>{escape(say(language, 'preview.files'))}: {escape(', '.join(parts.files))}</p>")
    frame = f'<div class="html" data-html="{escape(parts.html)}"></div>' if parts.html else ""
    return (
        f'<article id="l{number}">\n<h2>{escape(letter.subject)}</h2>\n{"".join(said)}\n'
        f'<p class="because">{escape(letter.because)}</p>\n'
        f'<div class="parts">{frame}<pre>{escape(parts.text)}</pre></div>\n</article>'
    )


def _parts(letter: Letter) -> _Parts:
    if not letter.content:
        return _Parts(letter.text)
    text, html, files = "", "", []
    for part in email.message_from_bytes(letter.content).walk():
        if name := part.get_filename():
            files.append(collapse_rfc2231_value(name))
        elif part.get_content_type() == "text/plain":
            text = _decoded(part)
        elif part.get_content_type() == "text/html":
            html = _decoded(part)
    return _Parts(text, html, tuple(files))


def _decoded(part: Message) -> str:
    content = part.get_payload(decode=True)
    return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _left_out(left_out: Sequence[tuple[str, str, str]], language: str) -> str:
    if not left_out:
        return ""
    rows = "\n".join(
        f"<tr><td>{escape(client)}</td><td>{escape(mailing)}</td><td>{escape(why)}</td></tr>"
        for client, mailing, why in left_out
    )
    title = escape(say(language, "preview.left_out"))
    return f'<details open class="left"><summary>{title} ({len(left_out)})</summary>\n<table>{rows}</table></details>'


_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}
body{{display:grid;grid-template-columns:minmax(240px,340px) 1fr;min-height:100vh}}
nav{{
  border-right:1px solid var(--line); background:var(--card); padding:20px 12px; height:100vh;
  overflow:auto; position:sticky; top:0
}}
h1{{font-size:1.25rem;margin:0 8px}}
nav p{{margin:0 8px 12px;color:var(--soft)}}
input{{
  width:100%; font:inherit; padding:8px 12px; border:1px solid var(--line); border-radius:8px;
  background:var(--ground); color:inherit; margin-bottom:12px
}}
[hidden]{{display:none!important}}
nav a{{display:block;padding:8px;border-radius:8px;color:inherit;text-decoration:none}}
nav a.shown{{background:var(--ground);box-shadow:inset 3px 0 var(--mark)}}
nav span,nav small{{display:block;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}}
nav small{{color:var(--soft)}}
main{{padding:24px;min-width:0}}
article{{display:none}}
article.shown{{display:block}}
h2{{font-size:1.25rem;margin:0 0 4px}}
article p{{margin:0;color:var(--soft)}}
.parts{{
  display:grid; grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr)); gap:16px;
  margin-top:16px
}}
iframe{{display:block;width:100%;height:70vh;border:1px solid var(--line);border-radius:12px;background:var(--card)}}
pre{{
  white-space:pre-wrap; overflow-wrap:anywhere; font:14px/1.5 ui-monospace,Consolas,monospace;
  margin:0; padding:16px; background:var(--card); border:1px solid var(--line); border-radius:12px
}}
.left{{margin-top:32px}}
summary{{font-weight:600;cursor:pointer}}
table{{border-collapse:collapse;width:100%;margin-top:8px}}
td{{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}}
@media(max-width:720px){{
body{{display:block}}
nav{{position:static;height:auto;max-height:45vh;border-right:0;border-bottom:1px solid var(--line)}}
main{{padding:16px}}
}}
</style>
</head>
<body>
<nav>
<h1>{title}</h1>
<p>{count}</p>
<input type="search" placeholder="{search}" aria-label="{search}">
{items}
</nav>
<main>
{letters}
{left_out}
</main>
<script>{script}</script>
</body>
</html>
"""

_SCRIPT: Final = """
const items=[...document.querySelectorAll('nav a')];
const draw=place=>{
  if(!place||place.firstChild)return;
  const frame=document.createElement('iframe');
  frame.title='HTML';frame.sandbox='';frame.srcdoc=place.dataset.html;
  place.append(frame);
};
const show=()=>{
  const wanted=items.some(item=>item.hash===location.hash)?location.hash:items[0]?.hash;
  for(const item of items)item.classList.toggle('shown',item.hash===wanted);
  for(const letter of document.querySelectorAll('article')){
    const chosen='#'+letter.id===wanted;
    letter.classList.toggle('shown',chosen);
    if(chosen)draw(letter.querySelector('.html'));
  }
};
addEventListener('hashchange',()=>{show();scrollTo(0,0)});
document.querySelector('input').addEventListener('input',event=>{
  const words=event.target.value.toLowerCase().split(/\\s+/);
  const found=text=>words.every(word=>text.toLowerCase().includes(word));
  for(const item of items)item.hidden=!found(item.textContent+document.querySelector(item.hash).textContent);
  for(const row of document.querySelectorAll('.left tr'))row.hidden=!found(row.textContent);
});
show();
"""
