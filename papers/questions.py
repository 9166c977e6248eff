"""Pages for someone outside a network: a question with a form to answer it, and short notices; as HTML of one file.

Nothing else is loaded by them: no script, no font, no picture. The style is named by its hash, so that a browser
can be told to take no other.
"""

import base64
import hashlib
from dataclasses import dataclass

from markupsafe import Markup

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #f6f4ef; --sheet: #fffefb; --ink: #23272b; --soft: #5d656d; --line: #8f8b80;
  --mark: #1c6b58; --on-mark: #ffffff; --wrong: #a3282d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --sheet: #1c2024; --ink: #e8e6e1; --soft: #a3abb3; --line: #6d767f;
    --mark: #7ccbb4; --on-mark: #0e2a22; --wrong: #ff9a94;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink); -webkit-text-size-adjust: 100%;
  font: 1.125rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main { max-width: 38rem; margin: 0 auto; padding: clamp(1.75rem, 7vw, 4.5rem) 1.375rem 4rem; }
h1 { margin: .25rem 0 0; font-size: clamp(1.75rem, 6.4vw, 2.25rem); line-height: 1.2; letter-spacing: -.015em;
  text-wrap: balance; overflow-wrap: anywhere; }
p { margin: 0; text-wrap: pretty; }
.network { color: var(--soft); overflow-wrap: anywhere; }
blockquote {
  margin: 1.75rem 0 1.5rem; padding: .125rem 0 .125rem 1.125rem; border-left: 4px solid var(--mark);
  font-size: clamp(1.25rem, 5vw, 1.4rem); line-height: 1.45; white-space: pre-line; overflow-wrap: anywhere;
}
form { margin: 2.25rem 0 0; }
label { display: block; font-weight: 600; }
.hint { margin: .125rem 0 .625rem; color: var(--soft); font-size: 1rem; }
.wrong { margin: .125rem 0 .625rem; color: var(--wrong); font-size: 1rem; font-weight: 600; }
textarea, input {
  display: block; width: 100%; margin: 0 0 1.75rem; padding: .875rem 1rem; border: 1px solid var(--line);
  border-radius: .75rem; background: var(--sheet); color: inherit; font: inherit;
}
textarea { min-height: 11rem; resize: vertical; field-sizing: content; }
[aria-invalid] { border-color: var(--wrong); }
:focus-visible { outline: 3px solid var(--mark); outline-offset: 2px; }
button, .telegram {
  display: block; width: 100%; min-height: 3.5rem; padding: .9375rem 1.25rem; border: 1px solid var(--mark);
  border-radius: .75rem; font: inherit; font-weight: 600; line-height: 1.4; text-align: center; text-decoration: none;
}
button { background: var(--mark); color: var(--on-mark); cursor: pointer; }
.telegram { color: var(--mark); }
.or { margin: 1rem 0; color: var(--soft); text-align: center; }
.note { margin-top: 2.25rem; color: var(--soft); font-size: 1rem; }
.notice p { margin-top: 1.25rem; }
"""
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()

_DOCUMENT = Markup("""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
""")

_QUESTION = Markup("""<main>
<p class="network">{network}</p>
<h1>{title}</h1>
<blockquote>{words}</blockquote>
<p>{how}</p>
<form method="post">
<input type="hidden" name="form" value="{form}">
<label for="words">{answer}</label>
<p class="hint" id="about-words">{answer_hint}</p>
{words_wrong}<textarea id="words" name="words" rows="6" required maxlength="{words_most}"{words_marked}>
{typed_words}</textarea>
<label for="name">{name}</label>
<p class="hint" id="about-name">{name_hint}</p>
{name_wrong}<input id="name" name="name" value="{typed_name}" autocomplete="name" required \
minlength="{name_least}" maxlength="{name_most}"{name_marked}>
<button>{send}</button>
</form>
<p class="or">{otherwise}</p>
<a class="telegram" href="{link}">{button}</a>
<p class="note">{note}</p>
</main>""")

_NOTICE = Markup("""<main class="notice">
<h1>{title}</h1>
<p>{said}</p>{again}
</main>""")

_AGAIN = Markup("""
<form method="post">
<input type="hidden" name="form" value="{form}">
<input type="hidden" name="words" value="{words}">
<input type="hidden" name="name" value="{name}">
<button>{label}</button>
</form>""")


@dataclass(frozen=True)
class Typed:
    """What someone has written into the form."""

    words: str = ""
    name: str = ""


@dataclass(frozen=True)
class Wrong:
    """What can't be taken as it was typed, in words for whoever typed it."""

    words: str = ""
    name: str = ""


@dataclass(frozen=True)
class Labels:
    """The words around the form."""

    answer: str
    answer_hint: str
    name: str
    name_hint: str
    send: str
    otherwise: str
    note: str


@dataclass(frozen=True)
class Again:
    """What was sent in vain, to be sent again with one tap."""

    label: str
    typed: Typed
    form: str


@dataclass(frozen=True)
class Notice:
    """A page that only says something."""

    language: str
    title: str
    said: str
    again: Again | None = None


@dataclass(frozen=True)
class QuestionPage:
    """What a page outside the chat shows of a question: nothing of whoever asks it.

    `words_limit` is how much the form lets one type at all: more than is taken, so that nothing is cut off unseen.
    `full` stands in its place where no more answers are wanted.
    """

    language: str
    title: str
    network: str
    words: str
    how: str
    link: str
    button: str
    labels: Labels
    words_limit: int
    name_limits: tuple[int, int]
    thanks: Notice
    full: Notice | None = None
    typed: Typed = Typed()
    wrong: Wrong = Wrong()


def as_html(page: QuestionPage, form: str) -> str:
    """The page of a question; `form` is a number of this one showing, which comes back with the answer."""
    body = _QUESTION.format(
        network=page.network, title=page.title, words=page.words, how=page.how, form=form,
        typed_words=page.typed.words, typed_name=page.typed.name, link=page.link, button=page.button,
        words_most=page.words_limit, name_least=page.name_limits[0], name_most=page.name_limits[1],
        words_wrong=_wrong("words", page.wrong.words), words_marked=_marked("words", page.wrong.words),
        name_wrong=_wrong("name", page.wrong.name), name_marked=_marked("name", page.wrong.name),
        **vars(page.labels),
    )  # fmt: skip
    return _whole(page.language, f"{page.title} · {page.network}", body)


def notice_as_html(notice: Notice) -> str:
    again, form = notice.again, Markup()
    if again is not None:
        form = _AGAIN.format(
            form=again.form, words=again.typed.words, name=again.typed.name, label=again.label
        )
    body = _NOTICE.format(title=notice.title, said=notice.said, again=form)
    return _whole(notice.language, notice.title, body)


def _whole(language: str, title: str, body: Markup) -> str:
    return _DOCUMENT.format(language=language, title=title, style=Markup(STYLE), body=body)  # noqa: S704


def _wrong(field: str, words: str) -> Markup:
    alert = Markup('<p class="wrong" id="wrong-{}" role="alert">{}</p>\n')
    return alert.format(field, words) if words else Markup()


def _marked(field: str, wrong: str) -> Markup:
    """What says aloud with a field what stands above it."""
    if not wrong:
        return Markup(' aria-describedby="about-{}"').format(field)
    return Markup(' aria-invalid="true" aria-describedby="wrong-{0} about-{0}"').format(field)
