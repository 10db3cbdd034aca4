"""The command that proves promises: what it prints, what it writes, how it leaves."""

import json
from contextlib import nullcontext
from pkgutil import ModuleInfo

import pytest
from django.core.management import CommandError, call_command

from config.management.commands import prove
from config.proving import Proof


@pytest.fixture
def proof(monkeypatch):
    """A proof whose outcome the test decides, on a machine that has PostgreSQL."""

    class Module:
        holds = True

        @classmethod
        def run(cls, seed, control):
            return Proof(cls.holds and not control, f"{seed} figures", {"seen": seed})

    monkeypatch.setattr(prove, "import_module", lambda _: Module)
    monkeypatch.setattr(prove, "has_postgresql", lambda: True)
    monkeypatch.setattr(Module, "holds", True)
    return Module


def left_with(*arguments):
    with pytest.raises(SystemExit) as leaving:
        call_command("prove", *arguments)
    return leaving.value.code


def test_a_proof_that_holds_says_so(proof, capsys, tmp_path):
    file = tmp_path / "codes.json"
    assert left_with("codes", "--seed", "7", "--json", str(file)) == 0
    assert "codes          holds  seed 7" in capsys.readouterr().out
    written = json.loads(file.read_text())
    assert written["name"] == "codes"
    assert written["holds"] is True
    assert written["figures"] == {"seen": 7}
    assert written["machine"]["cores"]


def test_a_proof_that_fails_says_so(proof, capsys):
    proof.holds = False
    assert left_with("codes") == 1
    assert "FAILS" in capsys.readouterr().out


def test_a_control_is_good_when_it_is_caught(proof, capsys):
    assert left_with("codes", "--control") == 0
    assert "control caught" in capsys.readouterr().out


def test_a_control_that_is_not_caught_fails(proof, capsys, monkeypatch):
    monkeypatch.setattr(proof, "run", lambda *_: Proof(True, "nothing noticed"))
    assert left_with("codes", "--control") == 1
    assert "NOT CAUGHT" in capsys.readouterr().out


@pytest.fixture
def apart(proof, monkeypatch):
    """Proofs of all of them in this process; who is named here dies."""
    dying = set()

    def run(command, *_, **__):
        name = command[3]
        if name in dying:
            return -9
        return left_with(*command[3:])

    monkeypatch.setattr(prove, "run_beside", run)
    monkeypatch.setattr(prove, "scratch_database", lambda: nullcontext("template"))
    monkeypatch.setattr(prove.connections, "close_all", lambda: None)
    return dying


def test_all_proofs_write_a_file_each(apart, tmp_path, capsys):
    assert left_with("--all", "--json", str(tmp_path / "p.json")) == 0
    assert {file.name for file in tmp_path.iterdir()} == {f"p-{n}.json" for n in prove.names()}
    assert "| codes | holds | 0 s | 20261122 figures |" in capsys.readouterr().out


def test_one_that_dies_takes_no_other_with_it(apart, capsys):
    apart.add("access")
    assert left_with("--all") == 1
    said = capsys.readouterr().out
    assert "| access | FAILS | ? s | it died |" in said
    assert "| codes | holds |" in said


def test_all_controls_must_be_caught(apart, capsys):
    assert left_with("--all", "--control") == 0
    assert "| codes | caught |" in capsys.readouterr().out


def test_a_proof_is_named_after_its_file(monkeypatch):
    found = [ModuleInfo(None, name, False) for name in ("codes", "payrun_crash")]
    monkeypatch.setattr(prove.pkgutil, "iter_modules", lambda _: found)
    assert prove.modules() == {"codes": "codes", "payrun-crash": "payrun_crash"}


def test_without_postgresql_nothing_is_proved(monkeypatch):
    monkeypatch.setattr(prove, "has_postgresql", lambda: False)
    assert left_with("codes") == 3


def test_a_proof_must_be_named(proof):
    with pytest.raises(CommandError, match="Say which"):
        call_command("prove")
    with pytest.raises(CommandError):
        call_command("prove", "nonsense")
