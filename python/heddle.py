"""Parallel coordinates of experiments in a notebook or an HTML file.

    import heddle as hip
    hip.Experiment.from_iterable([{"lr": 0.1, "loss": 0.4}, {"lr": 0.01, "loss": 0.2}]).display()

This file needs Python 3.8 or later and no other package. It has the calls of HiPlot that show a parallel plot; HiPlot's
table, scatter plot and distribution are not in it.

Selected rows come back to Python (`get_selected()`) where anywidget is installed and the front end shows widgets: Jupyter
Notebook 7, JupyterLab, VS Code, Colab. Without anywidget the plot is shown all the same, in a frame of its own.
"""

import base64
import csv
import datetime
import enum
import functools
import gzip
import html
import json
import math
import re
from collections import defaultdict
from pathlib import Path

__all__ = [
    "Datapoint", "Displays", "Experiment", "ExperimentDisplayed", "ExperimentValidationCircularRef",
    "ExperimentValidationError", "ExperimentValidationMissingParent", "ValueDef", "ValueType",
]

# The plot as an ES module, gzipped, in base64. `heddle python` writes it here when it copies this file.
_PLOT = ""

# HiPlot's names of colour maps that the plot has under a name of its own.
_RAMPS = {
    "interpolateTurbo": "turbo", "interpolateViridis": "viridis", "interpolateCividis": "cividis",
    "interpolateMagma": "magma", "interpolateBlues": "blues",
}
_CLASSES = {"schemeTableau10": "tableau", "schemeDark2": "dark"}


class ExperimentValidationError(ValueError):
    """An experiment cannot be shown."""


class ExperimentValidationMissingParent(ExperimentValidationError):
    """The `from_uid` of a data point is not the `uid` of another."""


class ExperimentValidationCircularRef(ExperimentValidationError):
    """A data point is its own ancestor."""


class ValueType(enum.Enum):
    """How the values of a column are placed on its axis."""

    CATEGORICAL = "categorical"
    NUMERIC = "numeric"
    NUMERIC_LOG = "numericlog"
    NUMERIC_PERCENTILE = "numericpercentile"
    TIMESTAMP = "timestamp"


class Displays:
    """Names for `Experiment.display_data`."""

    PARALLEL_PLOT = "PARALLEL_PLOT"


class ValueDef:
    """How a column is shown.

    type: a `ValueType`; None to infer it. TIMESTAMP is for seconds since 1970.
    colors: CSS colours by value, when lines are coloured by this column. Values without one have a colour of the palette.
    colormap: name of d3 such as "interpolateViridis" or "interpolateTurbo#inverse", when lines are coloured by this column
    force_value_min, force_value_max: limits of the axis; None for those of the data
    """

    def __init__(self):
        self.type = None
        self.colors = {}
        self.colormap = None
        self.force_value_min = None
        self.force_value_max = None

    def force_range(self, minimum, maximum):
        """Sets both limits of the axis."""
        self.force_value_min = minimum
        self.force_value_max = maximum


class Datapoint:
    """A row: its values by column, its name, and the name of the row that it was made from."""

    def __init__(self, values, uid=None, from_uid=None):
        self.values = dict(values)
        self.uid = uid
        self.from_uid = None if from_uid in (None, "") else from_uid

    def __repr__(self):
        return f"Datapoint(uid={self.uid!r}, values={self.values!r})"


class Experiment:
    """Rows with the definitions of their columns."""

    def __init__(self, datapoints=None, parameters_definition=None):
        self.datapoints = list(datapoints or [])
        self.parameters_definition = defaultdict(ValueDef, parameters_definition or {})
        self.colorby = None
        self.colormap = None
        self._display_data = defaultdict(dict)
        for row, point in enumerate(self.datapoints):
            if point.uid is None:
                point.uid = str(row)

    @staticmethod
    def from_iterable(rows):
        """Returns the experiment of dictionaries. The keys `uid` and `from_uid` name a row and its parent."""
        points = []
        for row, values in enumerate(rows):
            values = dict(values)
            uid = values.pop("uid", row)
            from_uid = values.pop("from_uid", None)
            points.append(Datapoint(values, str(uid), None if from_uid is None else str(from_uid)))
        return Experiment(points)

    @staticmethod
    def from_csv(csv_file):
        """Returns the experiment of a CSV file in UTF-8, given by its path or open. Empty cells are missing values."""
        if isinstance(csv_file, (str, Path)):
            with open(csv_file, encoding="utf-8-sig", newline="") as opened:
                return Experiment.from_csv(opened)
        rows = []
        for number, row in enumerate(csv.DictReader(csv_file), start=1):
            if None in row:
                raise ValueError(f"row {number} of the CSV file has {len(row[None])} more cells than the header")
            rows.append({name: None if cell in (None, "") else cell for name, cell in row.items()})
        return Experiment.from_iterable(rows)

    @staticmethod
    def from_dataframe(frame):
        """Returns the experiment of a pandas data frame; its index is left out, and the frame is not changed.

        NaN in a column of floating-point numbers stays NaN. NA, NaT and None are missing values.
        """
        names = [str(name) for name in frame.columns]
        columns = [_plain_values(frame.iloc[:, place]) for place in range(len(names))]
        rows = [dict(zip(names, cells)) for cells in zip(*columns)]
        for row in rows:
            if isinstance(row.get("from_uid"), float) and math.isnan(row["from_uid"]):
                row["from_uid"] = None
        experiment = Experiment.from_iterable(rows)
        order = [name for name in names if name not in ("uid", "from_uid")]
        experiment.display_data(Displays.PARALLEL_PLOT)["order"] = order
        return experiment

    def display_data(self, display):
        """Returns the options of a display, to be changed: `order`, `hide` and `invert` of PARALLEL_PLOT, lists of columns."""
        if display != Displays.PARALLEL_PLOT:
            raise ValueError(f"display: expected {Displays.PARALLEL_PLOT!r}, got {display!r}")
        return self._display_data[display]

    def remove_missing_parents(self):
        """Clears each `from_uid` that is not the uid of a data point."""
        uids = {point.uid for point in self.datapoints}
        for point in self.datapoints:
            if point.from_uid not in uids:
                point.from_uid = None

    def validate(self):
        """Raises an ExperimentValidationError if the experiment cannot be shown; returns it otherwise."""
        if not self.datapoints:
            raise ExperimentValidationError("the experiment has no data points")
        parents = {point.uid: point.from_uid for point in self.datapoints}
        for point in self.datapoints:
            for name in ("uid", "from_uid"):
                if name in point.values:
                    raise ExperimentValidationError(f"data point {point.uid!r}: a value must not be called {name!r}")
            if point.from_uid is not None and point.from_uid not in parents:
                raise ExperimentValidationMissingParent(
                    f"data point {point.uid!r}: there is no data point {point.from_uid!r}, its from_uid"
                )
        reaches_root = set()
        for uid in parents:
            path = set()
            ancestor = uid
            while ancestor is not None and ancestor not in reaches_root:
                if ancestor in path:
                    raise ExperimentValidationCircularRef(f"data point {ancestor!r} is its own ancestor")
                path.add(ancestor)
                ancestor = parents[ancestor]
            reaches_root.update(path)
        for name in (self.colormap, *(each.colormap for each in self.parameters_definition.values())):
            _palette_of(name)
        return self

    def columns(self):
        """Returns the names of the columns, in the order in which they first appear."""
        return list(dict.fromkeys(name for point in self.datapoints for name in point.values))

    def to_html(self, file=None, title="Experiment", dark=None, height=None):
        """Returns a page that shows the plot, and needs neither a server nor a network.

        file: a path or an open text file to write the page to
        dark: whether the page is dark; None follows the system
        height: of the plot in CSS pixels; None for the whole window
        """
        self.validate()
        page = _PAGE.format(
            title=html.escape(title),
            height="100vh" if height is None else f"{int(height)}px",
            data=_script_text(json.dumps({"columns": self._columns(), "settings": self._settings(dark)})),
            plot=_plot_base64(),
        )
        if isinstance(file, (str, Path)):
            Path(file).write_text(page, encoding="utf-8")
        elif file is not None:
            file.write(page)
        return page

    def to_csv(self, file):
        """Writes `uid`, `from_uid` and the columns as CSV, to a path or an open text file."""
        if isinstance(file, (str, Path)):
            with open(file, "w", encoding="utf-8", newline="") as opened:
                self.to_csv(opened)
            return
        writer = csv.DictWriter(file, ["uid", "from_uid", *self.columns()])
        writer.writeheader()
        for point in self.datapoints:
            writer.writerow({"uid": point.uid, "from_uid": point.from_uid, **point.values})

    def display(self, force_full_width=False, dark=None, height=420):
        """Shows the plot in a notebook. Returns an `ExperimentDisplayed`.

        force_full_width: make the notebook's cells as wide as the window
        dark: whether the plot is dark; None follows the notebook or the system
        height: in CSS pixels
        """
        from IPython.display import HTML, display

        self.validate()
        if force_full_width:
            display(HTML(_FULL_WIDTH))
        widget = _create_widget(self._columns(), self._settings(dark), height)
        if widget is None:
            page = html.escape(self.to_html(dark=dark, height=height))
            display(HTML(_FRAME.format(page=page, height=int(height))))
        else:
            display(widget)
        return ExperimentDisplayed(self, widget)

    def _columns(self):
        names = self.columns()
        shown = [{"name": "uid", "role": "identity", "values": [str(point.uid) for point in self.datapoints]}]
        for name in names:
            cells = [_cell(point.values, name) for point in self.datapoints]
            definition = self.parameters_definition[name] if name in self.parameters_definition else ValueDef()
            shown.append({"name": name, "role": _role(name, cells), "values": _typed(cells, definition.type)})
        return shown

    def _settings(self, dark):
        options = self._display_data[Displays.PARALLEL_PLOT]
        names = self.columns()
        order = [name for name in options.get("order", []) if name in names]
        settings = {
            "order": [*order, *(name for name in names if name not in order)],
            "hidden": [name for name in options.get("hide", []) if name in names],
            "inverted": [name for name in options.get("invert", []) if name in names],
            "maxAxes": max(1, len(names)),
            "scales": {},
            "domains": {},
        }
        scales = {ValueType.NUMERIC: "linear", ValueType.NUMERIC_LOG: "log", ValueType.NUMERIC_PERCENTILE: "percentile"}
        for name in names:
            if name not in self.parameters_definition:
                continue
            definition = self.parameters_definition[name]
            if definition.type in scales:
                settings["scales"][name] = scales[definition.type]
            limits = self._limits(name, definition)
            if limits is not None:
                settings["domains"][name] = limits
        settings["colors"] = {
            name: {_text_of(_cell({name: value}, name)): color for value, color in definition.colors.items()}
            for name, definition in self.parameters_definition.items()
            if definition.colors and name in names
        }
        colormap = self.colormap
        if self.colorby is not None:
            settings["colorBy"] = self.colorby
            if self.colorby in self.parameters_definition:
                definition = self.parameters_definition[self.colorby]
                colormap = definition.colormap or colormap
        palette = _palette_of(colormap)
        if palette:
            settings["palette"] = palette
        if dark is not None:
            settings["theme"] = "dark" if dark else "light"
        return settings

    def _limits(self, name, definition):
        low, high = definition.force_value_min, definition.force_value_max
        if low is None and high is None:
            return None
        values = [_number_of(point.values.get(name)) for point in self.datapoints]
        finite = [value for value in values if value is not None and math.isfinite(value)]
        low = min(finite, default=high) if low is None else low
        high = max(finite, default=low) if high is None else high
        scale = 1000 if definition.type is ValueType.TIMESTAMP else 1
        return {"min": low * scale, "max": high * scale}


class ExperimentDisplayed:
    """A plot in a notebook."""

    def __init__(self, experiment, widget):
        self.experiment = experiment
        self.widget = widget

    def get_selected(self):
        """Returns the selected data points, in the order of the experiment. Call it in a later cell.

        Raises RuntimeError without anywidget, since only a widget can send the selection to Python.
        """
        if self.widget is None:
            raise RuntimeError("the selection is known to Python only with anywidget: pip install anywidget")
        rows = self.widget.selected
        points = self.experiment.datapoints
        return list(points) if rows is None else [points[row] for row in rows]


def _plain_values(series):
    """The values of a pandas series as Python's own, with None for what pandas itself calls missing."""
    is_float = series.dtype.kind == "f"
    return [
        None if is_missing and not (is_float and isinstance(value, float)) else value
        for value, is_missing in zip(series.tolist(), series.isna().tolist())
    ]


def _cell(values, name):
    """A cell as the plot's JSON: NaN, infinities and dates are lists of one, and an absent cell is an empty list."""
    if name not in values:
        return []
    value = values[name]
    if hasattr(value, "item") and callable(value.item) and getattr(value, "shape", None) == ():
        value = value.item()  # a scalar of numpy or torch
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, datetime.datetime):
        return [value.timestamp() * 1000]
    if isinstance(value, datetime.date):
        return [datetime.datetime(value.year, value.month, value.day, tzinfo=datetime.timezone.utc).timestamp() * 1000]
    if isinstance(value, (int, float)):
        number = float(value)
        if math.isnan(number):
            return ["NaN"]
        if math.isinf(number):
            return ["Infinity" if number > 0 else "-Infinity"]
        return value if isinstance(value, float) or abs(value) <= 2**53 else number
    return str(value)


_NUMBER = re.compile(r"\s*[-+]?(\d+(_\d+)*\.?\d*|\.\d+)(e[-+]?\d+)?\s*|\s*[-+]?(nan|inf(inity)?)\s*", re.IGNORECASE)


def _number_of(value):
    """The number that a value is or spells; None if it is not a number."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    return float(value) if hasattr(value, "__float__") and not isinstance(value, str) else None


def _typed(cells, value_type):
    """Cells as numbers, categories or dates: by the type, or inferred as HiPlot does, where text may spell a number."""
    present = [cell for cell in cells if cell is not None and cell != []]
    if value_type is ValueType.CATEGORICAL:
        return [_text_of(cell) for cell in cells]
    if value_type is ValueType.TIMESTAMP:
        return [_date_of(cell) for cell in cells]
    is_spelt = any(isinstance(cell, str) for cell in present) and all(
        not isinstance(cell, (bool, list)) and _number_of(cell) is not None for cell in present if not _is_special(cell)
    )
    if is_spelt:
        return [_cell({"": float(cell)}, "") if isinstance(cell, str) else cell for cell in cells]
    return cells


def _is_special(cell):
    return isinstance(cell, list) and len(cell) == 1 and isinstance(cell[0], str)


def _text_of(cell):
    if cell is None or cell == [] or isinstance(cell, str):
        return cell
    if isinstance(cell, list):
        return str(cell[0])
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _date_of(cell):
    number = _number_of(cell)
    return cell if number is None or not math.isfinite(number) else [number * 1000]


def _role(name, cells):
    """The role of a column, which determines its place among axes and the first choice of colours."""
    present = [cell for cell in cells if cell is not None and cell != []]
    if name in ("epoch", "step", "iteration"):
        return "progress"
    if name.startswith("param_"):
        return "parameter"
    return "flag" if present and all(isinstance(cell, bool) for cell in present) else "metric"


def _palette_of(colormap):
    """The plot's palette for a colour map of d3; empty for none.

    Raises ExperimentValidationError for a name that the plot does not have.
    """
    if colormap is None:
        return {}
    name, _, modifier = colormap.partition("#")
    if modifier not in ("", "inverse") or name not in {**_RAMPS, **_CLASSES}:
        known = ", ".join([*_RAMPS, *_CLASSES])
        raise ExperimentValidationError(f"colormap: expected one of {known}, or one with #inverse, got {colormap!r}")
    if name in _CLASSES:
        return {"classes": _CLASSES[name]}
    return {"ramp": _RAMPS[name], "reversed": modifier == "inverse"}


def _script_text(text):
    """JSON that cannot end the script element around it."""
    return text.replace("<", "\\u003c")


def _plot_base64():
    if not _PLOT:
        raise RuntimeError('this copy of heddle.py has no plot in it: write one with "heddle python"')
    return _PLOT


def _create_widget(columns, settings, height):
    """The plot as a widget; None if anywidget is not installed."""
    try:
        create = _widget_class()
    except ImportError:
        return None
    return create(columns=columns, settings=settings, height=int(height))


@functools.lru_cache(maxsize=None)
def _widget_class():
    import anywidget
    import traitlets

    class HeddlePlot(anywidget.AnyWidget):
        _esm = gzip.decompress(base64.b64decode(_plot_base64())).decode("utf-8")
        columns = traitlets.List().tag(sync=True)
        settings = traitlets.Dict().tag(sync=True)
        height = traitlets.Int(420).tag(sync=True)
        selected = traitlets.List(allow_none=True, default_value=None).tag(sync=True)

    return HeddlePlot


_FULL_WIDTH = "<style>.container { width: 100% !important; } body { --jp-cell-max-width: none; }</style>"

# The frame has an origin of its own: the page in it cannot reach the notebook. IPython warns of a frame
# without an element around it.
_FRAME = (
    '<div><iframe title="Parallel coordinates" sandbox="allow-scripts allow-downloads" srcdoc="{page}"'
    ' style="width: 100%; height: {height}px; border: 0"></iframe></div>'
)

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ margin: 0 }} #plot {{ height: {height} }}</style>
<div id="plot"></div>
<script type="application/json" id="data">{data}</script>
<script type="text/plain" id="module">{plot}</script>
<script type="module">
  const text = (id) => document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(text('module')), (letter) => letter.charCodeAt(0));
  const source = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  const url = URL.createObjectURL(
    new Blob([await new Response(source).arrayBuffer()], {{ type: 'text/javascript' }}),
  );
  const {{ columnsOfJson, mountParallelPlot }} = await import(url);
  const {{ columns, settings }} = JSON.parse(text('data'));
  mountParallelPlot(document.getElementById('plot'), columnsOfJson(columns), settings);
</script>
</html>
"""
