"""The knowledge folder: files to documents, with every problem found on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import ValidationError
from rapidfuzz import process

from service.schemas.documents import DOCUMENTS
from service.schemas.editorial import EDITORIAL

from .yaml_text import Location, Problem, Tree, YamlError, read

# Lists of terms in one file at the top of the folder, by noun.
LISTS = {
    "kind": "kinds.yaml",
    "role": "roles.yaml",
    "cluster": "clusters.yaml",
    "elsewhere": "elsewhere.yaml",
    "other_walk": "other-walks.yaml",
    "relation_type": "relation-types.yaml",
    "property": "properties.yaml",
}
# One document a file, in folders named for the noun.
FOLDERS = {"concept": "concepts", "comparison": "comparisons", "diagram": "diagrams", "deck": "decks"}
# What the editors hold themselves to: read by the check; kept as text only, for export.
RULES = {"style": "style.yaml", "rules": "rules.yaml"}

SCHEMAS = {noun: schema() for noun, schema in (DOCUMENTS | EDITORIAL).items()}

# What marshmallow says of a value of another kind, and what to write instead.
KINDS_OF_VALUE = {
    "Not a valid string.": "write text; put quotes around it",
    "Not a valid integer.": "write a whole number",
    "Not a valid boolean.": "write true or false",
    "Not a valid list.": "write a list: '- …' on lines of their own, or […]",
    "Invalid input type.": "write a map of members",
    "Field may not be null.": "write a value, or remove the member",
}
PATTERNS = ("*.yaml", "*.yml")


@dataclass
class Document:
    """One document of the folder. ``at`` is where it stands in its file: () or (index,)."""

    noun: str
    id: str
    data: dict[str, Any]
    path: str
    tree: Tree
    at: Location
    position: int

    def line(self, *location: str | int) -> int:
        """Return the line of a member of this document."""
        return self.tree.line((*self.at, *location))

    def problem(self, message: str, *location: str | int, hint: str = "", severity: str = "error") -> Problem:
        """Return a problem at a member of this document."""
        return Problem(self.path, self.line(*location), message, hint, severity)


@dataclass
class Folder:
    """All documents of a knowledge folder that have the right form, and all problems met."""

    documents: list[Document]
    problems: list[Problem]
    texts: dict[str, str] = field(default_factory=dict)
    editorial: dict[str, Document] = field(default_factory=dict)

    def of(self, noun: str) -> dict[str, Document]:
        """Return the documents of one noun by id, in their order."""
        return {document.id: document for document in self.documents if document.noun == noun}


def read_folder(root: Path) -> Folder:
    """Read every YAML file under ``root``. Problems are collected, never raised."""
    folder = Folder([], [])
    if not (root / "atlas.yaml").is_file():
        folder.problems.append(Problem("atlas.yaml", 1, "the file is missing", f"is {root.name}/ a knowledge folder?"))
        return folder
    files = [path for pattern in PATTERNS for path in sorted(root.rglob(pattern))]
    for path in files:
        name = path.relative_to(root).as_posix()
        noun = noun_of(name)
        if noun is None:
            folder.problems.append(Problem(name, 1, "the file belongs to no noun", "see README.md for the names"))
            continue
        try:
            tree, problems = read(path, name)
        except YamlError as error:
            folder.problems.append(error.problem)
            continue
        folder.problems += problems
        folder.texts[name] = tree.text
        for document in split(noun, name, tree, folder.problems):
            accept(document, folder)
    for noun in DOCUMENTS:
        for position, document in enumerate(folder.of(noun).values()):
            document.position = position
    return folder


def noun_of(name: str) -> str | None:
    """Return which noun the file ``name`` holds, by its place."""
    if name == "atlas.yaml":
        return "atlas"
    for noun, file in (LISTS | RULES).items():
        if name == file:
            return noun
    top, _, rest = name.partition("/")
    if top == "sources":
        return "source"
    for noun, folder in FOLDERS.items():
        if top == folder and rest.count("/") == (noun == "concept"):
            return noun
    return None


def split(noun: str, name: str, tree: Tree, problems: list[Problem]) -> Iterator[Document]:
    """Yield the documents of one file, still unchecked."""
    if noun in LISTS or noun == "source":
        if not isinstance(tree.data, list):
            problems.append(Problem(name, 1, "the file must hold a list", "start each entry with '- id:'"))
            return
        for index, data in enumerate(tree.data):
            yield Document(noun, "", data, name, tree, (index,), 0)
    else:
        yield Document(noun, "", tree.data, name, tree, (), 0)


def accept(document: Document, folder: Folder) -> None:
    """Check the form of ``document``; keep it when nothing is wrong with it alone."""
    data = document.data
    if not isinstance(data, dict):
        folder.problems.append(document.problem("is not a map of members", hint="write 'id: …' and so on"))
        return
    if document.noun == "atlas" or document.noun in RULES:
        document.id = document.noun
    else:
        document.id = data["id"] if isinstance(data.get("id"), str) else ""
        stem = Path(document.path).stem
        if document.noun in FOLDERS and document.id and document.id != stem:
            folder.problems.append(
                document.problem(f"id {document.id!r} stands in {stem}.yaml", "id", hint="the file is named for its id")
            )
    if document.noun == "concept":
        data = {**data, "cluster": document.path.split("/")[1]}
    schema = SCHEMAS[document.noun]
    try:
        document.data = schema.load(data)
    except ValidationError as error:
        for location, message in flatten(error.messages):
            folder.problems.append(form_problem(document, schema, location, message))
        return
    if document.noun in RULES:
        folder.editorial[document.noun] = document
    else:
        folder.documents.append(document)


def form_problem(document: Document, schema: Any, location: Location, message: str) -> Problem:
    """Word one error of a schema, with a hint."""
    name = ".".join(str(step) for step in location if step != "_schema") or document.noun
    hint = ""
    if message.startswith(("Missing data", "is missing")):
        message, hint = "is missing", f"add {location[-1]!r}"
        if location[-1] == "ko":
            message = "Korean is missing"
        elif location[-1] == "en":
            message = "English is missing"
    elif message in KINDS_OF_VALUE:
        hint = KINDS_OF_VALUE[message]
    elif "is not a member" in message:
        known = [field.data_key or key for key, field in schema.fields.items()]
        hint = nearest(str(location[-1]), known)
    return document.problem(f"{name}: {message}", *[step for step in location if step != "_schema"], hint=hint)


def flatten(errors: Any, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Yield each message of marshmallow's nested errors with its place."""
    if isinstance(errors, dict):
        for key, inner in errors.items():
            yield from flatten(inner, (*at, key))
    elif isinstance(errors, list):
        for inner in errors:
            yield from flatten(inner, at)
    else:
        yield at, str(errors)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names what was probably meant, or nothing."""
    found = process.extractOne(word, list(known), score_cutoff=60)
    return f"did you mean {found[0]!r}?" if found else ""
