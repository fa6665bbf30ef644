"""Tests of python/heddle.py: python3 -m unittest discover test/python"""
import io
import json
import math
import pathlib
import re
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "python"))
import heddle as hip


def cells(values, value_type=None):
    """The cells of a column with these values, as they are sent to the plot."""
    experiment = hip.Experiment.from_iterable([{"a": value} for value in values])
    if value_type is not None:
        experiment.parameters_definition["a"].type = value_type
    return experiment._columns()[1]["values"]


class Cells(unittest.TestCase):
    def test_values(self):
        for values, expected in [
            ([1, 2.5], [1, 2.5]),
            ([math.nan, math.inf, -math.inf, None], [["NaN"], ["Infinity"], ["-Infinity"], None]),
            ([True, False], [True, False]),
            (["sgd", "adam", ""], ["sgd", "adam", ""]),
            (["1", "2e-3", " 3 "], [1, 0.002, 3]),
            (["1", "nan", None, 4], [1, ["NaN"], None, 4]),
            (["1", "x"], ["1", "x"]),
            ([True, "1"], [True, "1"]),
            ([2**60], [float(2**60)]),
        ]:
            with self.subTest(values=values):
                self.assertEqual(cells(values), expected)

    def test_values_of_a_type(self):
        for value_type, values, expected in [
            (hip.ValueType.CATEGORICAL, [1, 2.0, 2.5, None], ["1", "2", "2.5", None]),
            (hip.ValueType.CATEGORICAL, [math.nan], ["NaN"]),
            (hip.ValueType.TIMESTAMP, [1580000000, "1580000001", None], [[1580000000000], [1580000001000], None]),
            (hip.ValueType.NUMERIC_LOG, ["0.1"], [0.1]),
        ]:
            with self.subTest(values=values):
                self.assertEqual(cells(values, value_type), expected)

    def test_an_absent_key_is_not_a_missing_value(self):
        experiment = hip.Experiment.from_iterable([{"a": 1}, {"a": None}, {"b": 2}])
        self.assertEqual([column["values"] for column in experiment._columns()[1:]], [[1, None, []], [[], [], 2]])


class Settings(unittest.TestCase):
    def setUp(self):
        self.experiment = hip.Experiment.from_iterable([{"a": 1, "b": 10, "c": "x"}, {"a": 5, "b": 20, "c": "y"}])

    def test_order_hide_and_invert(self):
        self.experiment.display_data(hip.Displays.PARALLEL_PLOT).update(order=["c"], hide=["b"], invert=["a"])
        settings = self.experiment._settings(None)
        self.assertEqual((settings["order"], settings["hidden"], settings["inverted"]), (["c", "a", "b"], ["b"], ["a"]))

    def test_types_and_ranges(self):
        self.experiment.parameters_definition["a"].type = hip.ValueType.NUMERIC_LOG
        self.experiment.parameters_definition["a"].force_range(0.1, 100)
        self.experiment.parameters_definition["b"].force_value_max = 50
        settings = self.experiment._settings(None)
        self.assertEqual(settings["scales"], {"a": "log"})
        self.assertEqual(settings["domains"], {"a": {"min": 0.1, "max": 100}, "b": {"min": 10, "max": 50}})

    def test_colours_of_values(self):
        self.experiment.parameters_definition["c"].colors = {"x": "#ff0000", "y": "rgb(0, 0, 255)"}
        self.experiment.parameters_definition["a"].colors = {1: "red", 5.0: "blue"}
        expected = {"c": {"x": "#ff0000", "y": "rgb(0, 0, 255)"}, "a": {"1": "red", "5": "blue"}}
        self.assertEqual(self.experiment._settings(None)["colors"], expected)

    def test_colours(self):
        self.experiment.colorby = "c"
        self.experiment.colormap = "interpolateTurbo#inverse"
        self.assertEqual(self.experiment._settings(True)["palette"], {"ramp": "turbo", "reversed": True})
        self.experiment.parameters_definition["c"].colormap = "schemeTableau10"
        settings = self.experiment._settings(True)
        self.assertEqual((settings["colorBy"], settings["palette"], settings["theme"]), ("c", {"classes": "tableau"}, "dark"))


class Validation(unittest.TestCase):
    def test_errors_name_the_thing(self):
        for rows, error, message in [
            ([], hip.ExperimentValidationError, "no data points"),
            ([{"uid": 1, "from_uid": 7, "a": 1}], hip.ExperimentValidationMissingParent, "no data point '7'"),
            ([{"uid": 1, "from_uid": 2}, {"uid": 2, "from_uid": 1}], hip.ExperimentValidationCircularRef, "'1'"),
            (
                [{"uid": 0, "from_uid": 1}, {"uid": 1, "from_uid": 2}, {"uid": 2, "from_uid": 1}],
                hip.ExperimentValidationCircularRef,
                "own ancestor",
            ),
        ]:
            with self.subTest(rows=rows):
                with self.assertRaisesRegex(error, message):
                    hip.Experiment.from_iterable(rows).validate()

    def test_a_chain_of_parents_is_valid(self):
        rows = [{"uid": row, "from_uid": row - 1 if row else None} for row in range(5000)]
        hip.Experiment.from_iterable(rows).validate()

    def test_missing_parents_can_be_removed(self):
        experiment = hip.Experiment.from_iterable([{"from_uid": "gone", "a": 1}])
        experiment.remove_missing_parents()
        self.assertIsNone(experiment.validate().datapoints[0].from_uid)

    def test_an_unknown_colour_map(self):
        experiment = hip.Experiment.from_iterable([{"a": 1}])
        experiment.colormap = "interpolateNothing"
        with self.assertRaisesRegex(hip.ExperimentValidationError, "got 'interpolateNothing'"):
            experiment.validate()


class Files(unittest.TestCase):
    def test_csv_reads_back(self):
        experiment = hip.Experiment.from_iterable([{"a": 1, "b": 'x, "y"\nz'}, {"a": None, "b": "ä"}])
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "rows.csv")
            experiment.to_csv(path)
            again = hip.Experiment.from_csv(path)
        self.assertEqual([point.values for point in again.datapoints], [{"a": "1", "b": 'x, "y"\nz'}, {"a": None, "b": "ä"}])

    def test_a_row_of_csv_with_too_many_cells(self):
        with self.assertRaisesRegex(ValueError, "row 2 of the CSV file has 1 more cells"):
            hip.Experiment.from_csv(io.StringIO("a\n1\n2,3\n"))

    def test_html_has_the_data_and_no_text_of_it_as_html(self):
        hip._PLOT = "cGxvdA=="
        self.addCleanup(setattr, hip, "_PLOT", "")
        text = "</script><script>alert(1)</script>"
        page = hip.Experiment.from_iterable([{"a": text}]).to_html(title=text)
        data = json.loads(re.search(r'id="data">(.*?)</script>', page).group(1))
        self.assertEqual(data["columns"][1]["values"], [text])
        self.assertEqual(page.count("alert(1)"), 2)
        self.assertNotIn(text, page)

    def test_html_without_the_plot(self):
        with self.assertRaisesRegex(RuntimeError, "heddle python"):
            hip.Experiment.from_iterable([{"a": 1}]).to_html()


class Selection(unittest.TestCase):
    def test_selected_rows(self):
        class Widget:
            selected = None

        experiment = hip.Experiment.from_iterable([{"a": 1}, {"a": 2}, {"a": 3}])
        displayed = hip.ExperimentDisplayed(experiment, Widget)
        self.assertEqual(displayed.get_selected(), experiment.datapoints)
        Widget.selected = [0, 2]
        self.assertEqual([point.values["a"] for point in displayed.get_selected()], [1, 3])

    def test_without_a_widget(self):
        with self.assertRaisesRegex(RuntimeError, "anywidget"):
            hip.ExperimentDisplayed(hip.Experiment(), None).get_selected()


if __name__ == "__main__":
    unittest.main()
