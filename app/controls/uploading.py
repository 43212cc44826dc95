"""Words of the page over those of the boxes for files, which Streamlit writes in English alone."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_ZONE = "[data-testid=stFileUploaderDropzone]"


def uploader_words(labels: Mapping[str, str]) -> None:
    """Write what their buttons say on boxes for files.

    Parameters
    ----------
    labels
        The words of the page by the key of each box.
    """
    buttons = {f".st-key-{key} {_ZONE} > span button p": label for key, label in labels.items()}
    written = "".join(
        f'{button}::after{{content:"{label.replace(chr(34), "")}";font-size:14px}}'
        for button, label in buttons.items()
    )
    st.html(
        f"<style>{_ZONE} [data-testid=stFileUploaderDropzoneInstructions]{{display:none}}"
        f"{','.join(buttons)}{{font-size:0}}{written}</style>"
    )
