"""Reading [tool.greenai]: the closest file, overriding options, and one clear message for whatever cannot be used."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.loading import ConfigurationError, load
from flake8_greenai.configuration.settings import Configuration
from flake8_greenai.estimate.results import TensorSpec

IMAGE = TensorSpec((1, 3, 224, 224), "float32")


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write(text: str, folder: str = ".") -> str:
        place = tmp_path / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / "pyproject.toml").write_text(text, encoding="utf-8")
        return str(place / "model.py")

    return write


def test_without_a_file_all_is_default(project, tmp_path):
    assert load(str(tmp_path / "a.py")) == Configuration()


def test_all_keys(project, tmp_path):
    (tmp_path / "src").mkdir()
    file = project(
        """
        [tool.greenai]
        notes = true
        preview = true
        target = ["mine", "h100_sxm"]
        zone = "FR"
        pue = 1.2
        devices = 8
        batch = 32
        dtype = "bfloat16"
        least-time = "5 min"
        paths = ["src"]
        stubs = ["src"]
        rule-paths = ["src"]
        extend-select = ["GAI001"]
        [tool.greenai.hardware.mine]
        extends = "h100_sxm"
        peak_w = 400
        [tool.greenai.inputs]
        ResNet = "float32[1,3,224,224]"
        RNN = ["int64[35,20]", "(float32[2,20,200], float32[2,20,200])"]
        "nets.Bert" = { input_ids = "int64[1,128]", scale = 1.5 }
        [tool.greenai.budgets]
        flops = "4 GFLOP"
        parameters = 25_000_000
        [tool.greenai.budgets.paths."mobile/**"]
        flops = "2 GMAC"
        [tool.greenai.budgets.models.ResNet]
        weights = "1.5  GiB"
        flops = false
        """
    )
    found = load(file)
    assert (found.notes, found.preview, found.targets, found.extend_select) == (True, True, ("mine", "h100_sxm"), ("GAI001",))
    assert (found.zone, found.pue, found.devices, found.batch, found.dtype, found.least_time) == ("FR", 1.2, 8, 32, "bfloat16", 300)
    assert found.paths == found.stubs == found.rule_paths == (str(tmp_path / "src"),)
    assert found.inputs_for(file, "ResNet") == {"*0": IMAGE}
    assert found.inputs_for(file, "RNN") == {"*0": TensorSpec((35, 20), "int64"), "*1": (TensorSpec((2, 20, 200), "float32"),) * 2}
    assert found.inputs_for(str(tmp_path / "nets.py"), "Bert") == {"input_ids": TensorSpec((1, 128), "int64"), "scale": 1.5}
    assert found.inputs_for(file, "Bert") is None
    assert found.budget("flops", file, "Net").text == "4 GFLOP"
    assert found.budget("parameters", file, "Net").text == "25M"
    assert found.budget("flops", str(tmp_path / "mobile" / "a.py"), "Net").amount == 4_000_000_000
    assert found.budget("weights", file, "ResNet").text == "1.5 GiB"
    assert found.budget("flops", file, "ResNet") is None


def test_the_closest_file_with_a_table_counts_alone(project, tmp_path):
    project("[tool.greenai]\nnotes = true\npreview = true")
    project("[tool.other]", "a/b")
    nested = project("[tool.greenai]\nnotes = false", "a/c")
    assert load(str(tmp_path / "a/b/x.py")).notes is True
    assert load(nested) == Configuration(folder=str(tmp_path / "a/c"), source=str(tmp_path / "a/c/pyproject.toml"))


def test_changes_of_the_file_are_seen(project):
    file = project("[tool.greenai]\nnotes = true")
    assert load(file).notes
    project("[tool.greenai]\nnotes = false ")
    assert not load(file).notes


def test_options_override(project, tmp_path):
    file = project('[tool.greenai.budgets]\nflops = "4 GFLOP"\nparameters = "25M"\n[tool.greenai.inputs]\nA = "float32[2]"')
    options = {
        "notes": True,
        "budgets": "flops=8 GFLOP; ResNet:flops=9 GFLOP\nmobile/**:flops=1 GFLOP; Free:flops=false",
        "inputs": "ResNet=float32[1,3,224,224]; Bert=int64[1,128], mask=bool[1,128]",
    }
    found = load(file, options=options)
    assert found.notes
    assert found.budget("flops", file, "Net").text == "8 GFLOP"
    assert found.budget("parameters", file, "Net").text == "25M"
    assert found.budget("flops", file, "ResNet").text == "9 GFLOP"
    assert found.budget("flops", file, "Free") is None
    assert found.budget("flops", str(tmp_path / "mobile/x.py"), "Net").text == "1 GFLOP"
    assert found.inputs_for(file, "ResNet") == {"*0": IMAGE}
    assert found.inputs_for(file, "A") == {"*0": TensorSpec((2,), "float32")}
    assert set(found.inputs_for(file, "Bert")) == {"*0", "mask"}


def test_budgets_of_all_kinds(project):
    file = project(
        """
        [tool.greenai]
        target = "h100_sxm"
        [tool.greenai.budgets]
        memory = "1.5 GiB"
        latency = "300 ms"
        energy = "2 J"
        carbon = "20 mgCO2e"
        layer-share = "60 %"
        training-flops = "4 EFLOP"
        training_memory = "24 GB"
        training-time = "2 h"
        training-energy = "1.5 kWh"
        training-carbon = "20 kgCO2e"
        project-flops = "1 ZFLOP"
        project_time = "3 days"
        project-energy = "1 MWh"
        project-carbon = "2 tCO2e"
        [tool.greenai.budgets.models.GPT]
        training_time = "1 day"
        """
    )
    found = load(file)
    amounts = {kind: budget.amount for kind, budget in found.budgets.project.items()}
    assert amounts == {
        "memory": 1_610_612_736,
        "latency": 0.3,
        "energy": 2,
        "carbon": 0.02,
        "layer-share": 0.6,
        "training-flops": 4 * 10**18,
        "training-memory": 24 * 10**9,
        "training-time": 7200,
        "training-energy": 5_400_000,
        "training-carbon": 20_000,
        "project-flops": 10**21,
        "project-time": 259_200,
        "project-energy": 3_600_000_000,
        "project-carbon": 2_000_000,
    }
    assert found.budget("training-time", file, "GPT").text == "1 day"
    assert found.budget("training-time", file, "BERT").text == "2 h"


def test_budgets_of_predictions_need_a_target(project):
    file = project('[tool.greenai.budgets.models.GPT]\ntraining-time = "2 h"')
    with pytest.raises(ConfigurationError, match="the budget training-time of 2 h needs a target, a name that greenai hardware lists"):
        load(file)
    assert load(file, options={"target": "h100_sxm"}).budget("training-time", file, "GPT").amount == 7200


def test_options_as_texts(project):
    options = {"target": "h100_sxm, rtx_4090", "pue": "1.1", "devices": "4", "batch": "8", "dtype": "bfloat16", "least-time": "0"}
    found = load(project("[tool.greenai]"), options={**options, "zone": "FR", "budgets": "training-time=2 h; GPT:training_flops=1 EFLOP"})
    assert (found.targets, found.pue, found.devices, found.batch) == (("h100_sxm", "rtx_4090"), 1.1, 4, 8)
    assert (found.dtype, found.least_time, found.zone) == ("bfloat16", 0, "FR")
    assert found.budget("training-time", "a.py", "Net").amount == 7200
    assert found.budget("training-flops", "a.py", "GPT").amount == 10**18


def test_a_named_file(project, tmp_path):
    other = tmp_path / "budgets.toml"
    other.write_text("[tool.greenai]\nnotes = true")
    assert load(project("[tool.greenai]"), file=str(other)).notes
    other.write_text("")
    with pytest.raises(ConfigurationError, match=r"budgets.toml has no table \[tool.greenai\]"):
        load("a.py", file=str(other))
    with pytest.raises(ConfigurationError, match=r"missing\.toml cannot be read: No such file or directory"):
        load("a.py", file="missing.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("greenai = 3", "tool.greenai in pyproject.toml is 3, allowed: a table"),
        (
            "greenai.budgts = {}",
            "unknown key tool.greenai.budgts in pyproject.toml, did you mean budgets?; allowed are batch, budgets, devices,",
        ),
        ("greenai.qqq = 1", "unknown key tool.greenai.qqq in pyproject.toml; allowed are batch, budgets,"),
        ('greenai.notes = "yes"', 'tool.greenai.notes in pyproject.toml is "yes", allowed: true or false'),
        ("greenai.paths = 'src'", 'tool.greenai.paths in pyproject.toml is "src", allowed: a list of texts'),
        ("greenai.paths = ['nowhere']", 'nowhere", allowed: folders that exist'),
        ("greenai.extend-select = ['E501']", 'is "E501", allowed: codes such as GAI001'),
        ("greenai.target = 'h100'", "there is no hardware target 'h100'; did you mean mi100 or h100_sxm"),
        ("greenai.target = 3", "is 3, allowed: a name that greenai hardware lists, or a list of them"),
        ("greenai.target = ['h100_sxm', 'nope_gpu']", "there is no hardware target 'nope_gpu'"),
        ("greenai.pue = 0.5", "tool.greenai.pue in pyproject.toml is 0.5, allowed: a number from 1 to 10"),
        ("greenai.pue = true", "tool.greenai.pue in pyproject.toml is true, allowed: a number"),
        ("greenai.devices = 0", "tool.greenai.devices in pyproject.toml is 0, allowed: a positive whole number"),
        ("greenai.batch = 1.5", "tool.greenai.batch in pyproject.toml is 1.5, allowed: a positive whole number"),
        ("greenai.dtype = 'half'", 'tool.greenai.dtype in pyproject.toml is "half", allowed: one of float64, float32'),
        ("greenai.least-time = '5 GB'", 'tool.greenai.least-time in pyproject.toml: "5 GB" is not an amount of time'),
        ("greenai.zone = 7", "tool.greenai.zone in pyproject.toml is 7, allowed:"),
        ("greenai.budgets.layer-share = 60", "tool.greenai.budgets.layer-share in pyproject.toml: 60 is not an amount of share"),
        ("greenai.budgets.latency = '2 kWh'", '"2 kWh" is not an amount of time; write for instance "120 ms"'),
        ("greenai.budgets.models.A.project-flops = '1 EFLOP'", "unknown key tool.greenai.budgets.models.A.project-flops"),
        ("greenai.hardware = 3", "tool.greenai.hardware in pyproject.toml is 3, allowed: a table such as"),
        ("greenai.hardware.a.watts = 3", "watts"),
        ("greenai.inputs = 'float32[1]'", "allowed: a table such as { ResNet"),
        ("greenai.inputs.A = 'float32[1'", 'tool.greenai.inputs.A in pyproject.toml: "float32[1" is not an input; write for instance'),
        ("greenai.inputs.A.x = [1]", "tool.greenai.inputs.A.x in pyproject.toml is [1], allowed: an input such as"),
        ("greenai.budgets = 4", "allowed: a table such as { flops"),
        (
            "greenai.budgets.flop = '4 GFLOP'",
            "unknown key tool.greenai.budgets.flop in pyproject.toml, did you mean flops?; allowed are carbon, energy, flops,",
        ),
        (
            "greenai.budgets.flops = '4 GB'",
            'tool.greenai.budgets.flops in pyproject.toml: "4 GB" is not an amount of floating-point operations',
        ),
        ("greenai.budgets.flops = true", "tool.greenai.budgets.flops in pyproject.toml: True is not an amount"),
        ("greenai.budgets.models.A = 3", "tool.greenai.budgets.models.A in pyproject.toml is 3, allowed: a table"),
        ("greenai.budgets.models = 3", "tool.greenai.budgets.models in pyproject.toml is 3, allowed: a table"),
        (
            "greenai.budgets.paths.'a/*'.flop = 3",
            'unknown key tool.greenai.budgets.paths."a/*".flop in pyproject.toml, did you mean flops?',
        ),
        ("greenai = {", "pyproject.toml cannot be read: "),
        ("greenai.x = " + "[" * 2000, "pyproject.toml cannot be read: "),
    ],
)
def test_unusable_settings_name_key_value_and_what_is_allowed(project, text, message):
    file = project(f"[tool]\n{text}\n")
    with pytest.raises(ConfigurationError) as error:
        load(file)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"budgets": "4 GFLOP"}, '--greenai-budgets is "4 GFLOP", allowed: entries such as flops=4 GFLOP'),
        ({"budgets": "flop=4 GFLOP"}, "unknown key --greenai-budgets.flop, did you mean flops?"),
        ({"budgets": "A:flops=x"}, '--greenai-budgets.models.A.flops: "x" is not an amount'),
        ({"target": "h100"}, "--greenai-target: there is no hardware target 'h100'"),
        ({"pue": "much"}, '--greenai-pue is "much", allowed: a number from 1 to 10'),
        ({"devices": "-1"}, '--greenai-devices is "-1", allowed: a positive whole number'),
        ({"inputs": "A=float32[1"}, '--greenai-inputs: "float32[1" is not an input'),
        ({"extend-select": ["X"]}, '--greenai-extend-select is "X"'),
    ],
)
def test_unusable_options(options, message):
    with pytest.raises(ConfigurationError) as error:
        load("a.py", options=options)
    assert message in str(error.value)


def test_bytes_that_are_no_text(tmp_path):
    (tmp_path / "pyproject.toml").write_bytes(b"\xff\xfe[tool.greenai]")
    with pytest.raises(ConfigurationError, match=r"pyproject\.toml cannot be read: 'utf-8'"):
        load(str(tmp_path / "a.py"))
