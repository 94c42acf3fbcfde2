"""The shipped letters in headless Chromium: on a phone and on a wide screen, in the light and in the dark."""

from __future__ import annotations

import json
import re
import subprocess
from html import escape, unescape
from pathlib import Path
from typing import Any

import pytest
from salon import salon
from test_letters_composed import AT
from test_shipped_letters import FACTS, LETTERS, template

from clientsheet.book.letters.composing import Composer
from clientsheet.config import Business
from clientsheet.templating import Templates
from clientsheet.text import LANGUAGES
from tests.servers.needs import program

WIDTHS = (360, 1200)
MEASURE = """
const numbers=colour=>colour.match(/[\\d.]+/g).map(Number);
const light=([r,g,b])=>[r,g,b].map(c=>{c/=255;return c<=.04045?c/12.92:((c+.055)/1.055)**2.4})
  .reduce((sum,c,k)=>sum+c*[.2126,.7152,.0722][k],0);
const contrast=(a,b)=>{const [x,y]=[light(a),light(b)].sort((m,n)=>n-m);return (x+.05)/(y+.05)};
function ground(node){
  for(;node&&node.nodeType===1;node=node.parentNode){
    const colour=numbers(getComputedStyle(node).backgroundColor);
    if(colour.length<4||colour[3]>0)return colour;
  }
  return [255,255,255];
}
function look(frame){
  const page=frame.contentDocument,texts=[];
  for(const node of page.body.querySelectorAll('*')){
    const own=[...node.childNodes].some(child=>child.nodeType===3&&child.textContent.trim());
    if(!own||node.closest('.preheader'))continue;
    texts.push(contrast(numbers(getComputedStyle(node).color),ground(node)));
  }
  const button=page.querySelector('table.button a');
  return {name:frame.title,width:page.documentElement.clientWidth,across:page.documentElement.scrollWidth,
    contrast:Math.min(...texts),texts:texts.length,
    preheader:page.querySelector('.preheader').getBoundingClientRect().height,
    button:button?button.getBoundingClientRect().height:null};
}
addEventListener('load',()=>{
  document.querySelector('pre').textContent=JSON.stringify([...document.querySelectorAll('iframe')].map(look));
});
"""


def letters(folder: Path) -> dict[str, str]:
    """Name -> HTML, of every shipped letter in every language, with full facts."""
    found = {}
    for language in LANGUAGES:
        shop = salon(folder)
        shop.business, shop.language = Business(**FACTS["business"].model_dump()), language
        frame = Composer(shop.shop(), Templates(None), "book-1", AT).frame(language)
        for name in LETTERS:
            if name.endswith(f".{language}") and ".sms." not in name:
                found[name] = template(name).render(FACTS | {"discount": 10}, frame, "mailto:salon@example.com").html
    return found


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program("chromium")
    frames = "".join(
        f'<iframe title="{name}" style="width:{width}px;height:600px;border:0" srcdoc="{escape(html)}"></iframe>'
        for name, html in letters(tmp_path_factory.mktemp("salon")).items()
        for width in WIDTHS
    )
    path = tmp_path_factory.mktemp("browser") / "letters.html"
    path.write_text(f'<meta charset="utf-8"><pre></pre>{frames}<script>{MEASURE}</script>', "utf-8")
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_letter_fits_and_can_be_read(page: Path, scheme: str, tmp_path: Path) -> None:
    """Nothing sticks out at either width, no text is fainter than 4.5 : 1 (WCAG AA), the preheader is not seen, and a
    finger can hit the button."""
    seen = looked_at(page, scheme, tmp_path)
    assert len(seen) == 12 * len(LANGUAGES) * len(WIDTHS)
    for letter in seen:
        assert letter["across"] == letter["width"], letter
        assert letter["texts"] >= 4, letter
        assert letter["contrast"] >= 4.5, letter
        assert letter["preheader"] == 0, letter
        assert letter["button"] is None or letter["button"] >= 44, letter


def looked_at(page: Path, scheme: str, home: Path) -> list[dict[str, Any]]:
    command = [
        *(program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={home}", "--dump-dom"),
        *(f"--blink-settings=preferredColorScheme={int(scheme == 'light')}", "--virtual-time-budget=20000"),
        page.as_uri(),
    ]
    dom = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    found = re.search(r"<pre>(.*?)</pre>", dom, flags=re.DOTALL)
    assert found is not None
    seen: list[dict[str, Any]] = json.loads(unescape(found[1]))
    return seen
