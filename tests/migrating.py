"""Migrations from the first to the last, in a tenth of the time they take by themselves.

Django draws every model anew that is related to one an operation touches, which is nearly every
model for each of a thousand operations. Laying tables needs the touched one alone; whatever runs
code of ours (RunPython) still gets all of them, drawn together.
"""

from django.core.management import call_command
from django.db.migrations.state import ProjectState

WHOLE = ProjectState.reload_model
# What adds to a model, and changes nothing that another one's columns are made of.
ADDING = ("add_model", "add_field", "add_index", "add_constraint", "remove_index",
          "remove_constraint")  # fmt: skip


def migrate() -> None:
    """Apply every migration to the database of the settings."""
    for name in ADDING:
        setattr(ProjectState, name, _alone(getattr(ProjectState, name)))
    call_command("migrate", verbosity=0, skip_checks=True)


def _alone(change):
    """The same change of the picture, which draws only the model it is made to."""

    def made(state, *args, **options):
        ProjectState.reload_model = _draw
        try:
            change(state, *args, **options)
        finally:
            ProjectState.reload_model = WHOLE

    return made


def _draw(state: ProjectState, app_label: str, model_name: str, delay: bool = False) -> None:
    if "apps" not in state.__dict__:
        return
    state.is_delayed = True  # whoever needs all models has them drawn first
    with state.apps.bulk_update():
        state.apps.unregister_model(app_label, model_name)
    state.apps.render_multiple([state.models[app_label, model_name]])
