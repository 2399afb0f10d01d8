"""Making the index anew in the background."""

from maizi.jobs.actions import Run, task
from maizi.kernel.texts import N_

from .access import kinds
from .actions.anew import empty, index_next, tidy_next
from .actions.keep import engine, forget_next
from .queries import is_outdated

STEPS = {"index": index_next, "tidy": tidy_next}


@task("search.rebuild", label=N_("重建搜索索引"))
def rebuild_index(run: Run) -> dict:
    """Every kind, a thousand records at a time; killed, it goes on where it was."""
    if not run.state:
        with run.batch():
            if is_outdated():
                empty(by=run.user)
            left = [[step, kind.code] for kind in kinds() for step in STEPS]
            run.state |= {"left": left, "last": None, "records": 0}
    while run.state["left"]:
        with run.batch():
            _go_on(run)
            run.progress(run.state["records"])
    engine().settle()
    return {"records": run.state["records"]}


@task("search.forget", label=N_("从搜索索引里清除抹去的词"))
def forget_words(run: Run) -> dict:
    """After somebody's records were erased: step by step, so that saving never waits long."""
    steps, more = 0, True
    while more:
        with run.batch():
            more = forget_next(is_first=steps == 0, by=run.user)
        steps += 1
    return {"steps": steps}


def _go_on(run: Run) -> None:
    step, kind = run.state["left"][0]
    ids = STEPS[step](kind, run.state["last"], by=run.user)
    if not ids:
        run.state |= {"left": run.state["left"][1:], "last": None}
        return
    run.state["last"] = ids[-1]
    run.state["records"] += len(ids) if step == "index" else 0
