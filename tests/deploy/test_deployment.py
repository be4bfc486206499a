"""The Dockerfile and deploy/ agree with the service and with each other.

Schemas and linters see each file alone (`make deploy`); here is what stands between them.
"""

import ipaddress
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from app import __version__
from app.cli.commands import cli
from app.main import create_app
from app.settings import Settings
from tests.paths import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
NGINX = (ROOT / "deploy/compose/nginx.conf").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "deploy/compose/compose.yaml").read_text(encoding="utf-8"))
MANIFESTS = ROOT / "deploy/kubernetes"
KUSTOMIZATION = yaml.safe_load((MANIFESTS / "kustomization.yaml").read_text(encoding="utf-8"))
PREFIX = "BODYWISE_"


def resources(kind: str) -> list[Any]:
    """The resources of a kind in the manifests that the kustomization names."""
    documents = [
        document
        for name in KUSTOMIZATION["resources"]
        for document in yaml.safe_load_all((MANIFESTS / name).read_text(encoding="utf-8"))
    ]
    return [document for document in documents if document["kind"] == kind]


def pod() -> Any:
    (deployment,) = resources("Deployment")
    return deployment["spec"]["template"]["spec"]


def containers() -> list[Any]:
    return [*pod()["initContainers"], *pod()["containers"]]


def container(name: str) -> Any:
    (found,) = [each for each in containers() if each["name"] == name]
    return found


def instructions(name: str) -> list[str]:
    """The arguments of an instruction of the Dockerfile, one for each time it stands there."""
    return re.findall(rf"^{name} +(.*)$", DOCKERFILE, re.MULTILINE)


def variables(place: str) -> dict[str, str | None]:
    """The service's variables in a file; None for a value that stands elsewhere."""
    if place == "Dockerfile":
        pairs = [pair.partition("=") for given in instructions("ENV") for pair in given.split()]
        return {name: value for name, _, value in pairs if name.startswith(PREFIX)}
    if place == "compose":
        return {
            name: None if value is None else str(value)
            for name, value in COMPOSE["services"]["service"]["environment"].items()
        }
    return {each["name"]: each.get("value") for each in container("service")["env"]}


def stop_timeout(place: str) -> int:
    given = variables(place)[f"{PREFIX}STOP_TIMEOUT"]
    assert given is not None
    return int(given)


def seconds(duration: str) -> int:
    """A compose file's duration in whole seconds."""
    (number,) = re.findall(r"^(\d+)s$", duration)
    return int(number)


def image_user() -> tuple[int, int]:
    (user,) = instructions("USER")
    owner, group = user.split(":")
    return int(owner), int(group)


def image_port() -> int:
    (port,) = instructions("EXPOSE")
    return int(port)


@pytest.mark.parametrize("place", ["Dockerfile", "compose", "kubernetes"])
def test_every_variable_is_a_setting_and_its_value_a_valid_one(place: str) -> None:
    given = variables(place)
    assert given
    names = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    assert set(given) - names == set()
    values = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in given.items()
        if value is not None
    }
    Settings.model_validate(values)


def test_the_probes_ask_for_what_the_service_answers() -> None:
    service = container("service")
    probes = {
        name: service[name]["httpGet"]["path"]
        for name in ("startupProbe", "livenessProbe", "readinessProbe")
    }
    assert probes == {
        "startupProbe": "/healthz",
        "livenessProbe": "/healthz",
        "readinessProbe": "/readyz",
    }
    assert set(probes.values()) <= set(create_app().openapi()["paths"])


def test_the_commands_of_the_container_are_commands_of_the_program() -> None:
    commands = [
        re.findall('"([^"]*)"', given) for given in re.findall(r"\bCMD +(\[.*?\])", DOCKERFILE)
    ]
    commands.append(COMPOSE["services"]["service"]["healthcheck"]["test"][1:])
    registered = {
        command.name or command.callback.__name__
        for command in cli.registered_commands
        if command.callback is not None
    }
    assert len(commands) == 3
    assert {program for program, _ in commands} == {"bodywise"}
    assert {command for _, command in commands} <= registered


def test_a_stop_lets_requests_in_flight_finish() -> None:
    service = COMPOSE["services"]["service"]
    assert seconds(service["stop_grace_period"]) > stop_timeout("compose")
    (signal,) = instructions("STOPSIGNAL")
    assert signal == "SIGTERM"
    draining = container("service")["lifecycle"]["preStop"]["sleep"]["seconds"]
    stopping = stop_timeout("kubernetes")
    assert pod()["terminationGracePeriodSeconds"] > draining + stopping


def test_the_user_is_a_number_and_the_same_everywhere() -> None:
    context = container("service")["securityContext"]
    assert (context["runAsUser"], context["runAsGroup"]) == image_user()
    assert image_user()[0] >= 10000


def test_the_port_is_the_same_everywhere() -> None:
    port = image_port()
    assert variables("Dockerfile")[f"{PREFIX}PORT"] == str(port)
    assert [each["containerPort"] for each in container("service")["ports"]] == [port]
    (deployment,) = resources("Deployment")
    annotations = deployment["spec"]["template"]["metadata"]["annotations"]
    assert annotations["prometheus.io/port"] == str(port)
    assert re.findall(r"server ([\d.]+):(\d+)", NGINX) == [
        (COMPOSE["services"]["service"]["networks"]["inner"]["ipv4_address"], str(port))
    ]


def test_the_proxy_is_reached_and_trusted_where_it_is() -> None:
    proxy = COMPOSE["services"]["proxy"]
    address = proxy["networks"]["inner"]["ipv4_address"]
    assert variables("compose")[f"{PREFIX}TRUSTED_PROXIES"] == address
    (inner,) = COMPOSE["networks"]["inner"]["ipam"]["config"]
    network = ipaddress.ip_network(inner["subnet"])
    assert ipaddress.ip_address(address) in network
    listening = re.findall(r"listen ([\d.:]+);", NGINX)
    assert [each.rpartition(":")[2] for each in proxy["ports"]] == listening[:1]
    assert f"http://{listening[1]}/" in proxy["healthcheck"]["test"]


def test_every_image_is_pinned_and_ours_has_the_version_of_the_code() -> None:
    images = [each["image"] for each in COMPOSE["services"].values()]
    images += [each["image"] for each in containers()]
    images += [f"{each['name']}:{each['newTag']}" for each in KUSTOMIZATION["images"]]
    tags = dict(image.rpartition("/")[2].split(":") for image in images)
    assert all(re.fullmatch(r"v?\d+\.\d+\.\d+(-alpine)?", tag) for tag in tags.values()), tags
    assert tags["bodywise-content-api"] == __version__
    assert f"VERSION={__version__}" in instructions("ARG")


def test_a_builder_without_the_newest_syntax_can_build_the_image() -> None:
    bases = [given.split()[0] for given in instructions("FROM")]
    assert bases == ["python:${PYTHON_VERSION}-slim"] * 2
    for newer in ("<<", "--link", "--start-interval", "--mount", "# syntax"):
        assert newer not in DOCKERFILE


def test_nothing_may_write_or_gain_rights_or_set_what_is_ours() -> None:
    assert pod()["securityContext"]["runAsNonRoot"] is True
    assert pod()["automountServiceAccountToken"] is False
    # Variables that the cluster makes of a Service named bodywise would be taken for settings.
    assert pod()["enableServiceLinks"] is False
    for each in containers():
        context = each["securityContext"]
        assert context["readOnlyRootFilesystem"] is True
        assert context["allowPrivilegeEscalation"] is False
        assert context["capabilities"] == {"drop": ["ALL"]}
        assert each["resources"]["limits"]["memory"]
    for service in COMPOSE["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["mem_limit"] == service["memswap_limit"]


def test_the_service_reads_below_the_link_that_git_sync_turns() -> None:
    copies = [each for each in containers() if each["name"].startswith("git-sync")]
    assert len(copies) == 2
    assert len({each["image"] for each in copies}) == 1
    for each in copies:
        options = dict(option.split("=") for option in each["args"] if "=" in option)
        root, link = options["--root"], options["--link"]
        assert {"name": "content", "mountPath": root} in each["volumeMounts"]
        content = variables("kubernetes")[f"{PREFIX}CONTENT"]
        assert content is not None
        assert Path(content).is_relative_to(f"{root}/{link}")
    mounts = container("service")["volumeMounts"]
    assert {"name": "content", "mountPath": "/git", "readOnly": True} in mounts


def test_the_manifests_are_all_used_and_name_each_other() -> None:
    assert set(KUSTOMIZATION["resources"]) | {"kustomization.yaml"} == {
        path.name for path in MANIFESTS.iterdir()
    }
    (deployment,) = resources("Deployment")
    labels = deployment["spec"]["template"]["metadata"]["labels"]
    (budget,) = resources("PodDisruptionBudget")
    (policy,) = resources("NetworkPolicy")
    service, nowhere = resources("Service")
    assert deployment["spec"]["selector"]["matchLabels"] == labels
    assert budget["spec"]["selector"]["matchLabels"] == labels
    assert policy["spec"]["podSelector"]["matchLabels"] == labels
    assert service["spec"]["selector"] == labels
    assert "selector" not in nowhere["spec"]
    (scaler,) = resources("HorizontalPodAutoscaler")
    assert scaler["spec"]["scaleTargetRef"]["name"] == deployment["metadata"]["name"]
    assert scaler["spec"]["metrics"][0]["containerResource"]["container"] == "service"
    assert scaler["spec"]["minReplicas"] > budget["spec"]["minAvailable"]
    (account,) = resources("ServiceAccount")
    assert pod()["serviceAccountName"] == account["metadata"]["name"]
    configured = {
        (generated["name"], literal.partition("=")[0])
        for generated in KUSTOMIZATION["configMapGenerator"]
        for literal in generated["literals"]
    }
    asked = {
        (reference["name"], reference["key"])
        for each in containers()
        for variable in each["env"]
        if (reference := variable.get("valueFrom", {}).get("configMapKeyRef"))
    }
    assert asked == configured


@pytest.mark.parametrize(
    "path", ["/pages", "/pages/iastm", "/conditions?q=neck", "/locations?open_at=now", "/nowhere"]
)
def test_the_cache_s_key_holds_all_that_an_answer_varies_with(
    client: TestClient, path: str
) -> None:
    (key,) = re.findall(r"proxy_cache_key (.*);", NGINX)
    assert key == "$request_uri|$coding|$http_origin|$markdown"
    headers = {"Accept-Encoding": "br", "Origin": "https://clinic.example"}
    varying = client.get(path, headers=headers).headers.get("Vary", "")
    names = {name.strip().lower() for name in varying.split(",")} - {""}
    assert names <= {"accept-encoding", "origin", "preview-token"}


def test_what_is_for_operators_is_reached_from_inside_only() -> None:
    operators = {"/metrics", "/readyz", "/problems"}
    (ingress,) = resources("Ingress")
    (rule,) = ingress["spec"]["rules"]
    _, nowhere = resources("Service")
    closed = {
        path["path"]
        for path in rule["http"]["paths"]
        if path["backend"]["service"]["name"] == nowhere["metadata"]["name"]
    }
    assert closed == operators
    (names,) = re.findall(r"location ~ \^/\(([a-z|]+)\)/\*\$ ", NGINX)
    assert {f"/{name}" for name in names.split("|")} == operators
