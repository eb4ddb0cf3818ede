"""Lines over collection years."""

from components.charts.gap_lines import gap_lines


def care_lines(parts: tuple, y_title: str, alt_text: str) -> None:
    """``gap_lines`` of measures without breaks, over years ending 31 March."""
    gap_lines(parts, "", y_title, alt_text, x_title="Year ending 31 March")
