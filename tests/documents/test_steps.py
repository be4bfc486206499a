"""Work that is done step by step."""

from app.documents.steps import Steps, in_step


def test_all_take_a_step_before_one_goes_on() -> None:
    taken: list[str] = []

    def work(name: str, steps: int) -> Steps[str]:
        for number in range(steps):
            taken.append(f"{name}{number}")
            yield
        return name.upper()

    assert in_step([work("a", 2), work("b", 0), work("c", 3)]) == ["A", "B", "C"]
    assert taken == ["a0", "c0", "a1", "c1", "c2"]
    assert in_step([]) == []
