"""The style sheet of the whole program, made from the tokens."""

from string import Template
from typing import Final

from desktop.ui.kit.tokens import Colours

# A ring of two pixels takes the place of a border of one, so padding gives way by one: nothing jumps.
_SHEET: Final = Template("""
QWidget { color: $text; }
QToolTip { background: $text; color: $card; border: none; padding: 5px 8px; }
QLabel { background: transparent; }
QLabel[role="secondary"], QLabel[role="section"], QLabel[role="label"] { color: $secondary; }
QLabel[role="brand"] { color: $brand; }
QLabel[role="problem"], QLabel[role="danger"] { color: $danger; }
QLabel[role="good"] { color: $good; }
QLabel[role="attention"], QLabel[role="remark"] { color: $attention; }

QFrame[part="card"] { background: $card; border: 1px solid $line; border-radius: 8px; }
QFrame[part="notice"][tone="good"] { background: $good_tint; border-radius: 6px; }
QFrame[part="notice"][tone="attention"] { background: $attention_tint; border-radius: 6px; }
QFrame[part="notice"][tone="danger"] { background: $danger_tint; border-radius: 6px; }
QFrame[part="notice"][tone="brand"] { background: $brand_tint; border-radius: 6px; }
QFrame[part="notice"][tone="neutral"] { background: $neutral_tint; border-radius: 6px; }
QFrame[part="toast"] { background: $text; border-radius: 8px; }
QFrame[part="toast"] QLabel { color: $card; }
QFrame[part="footbar"] { background: $card; border-top: 1px solid $line; }
QFrame[part="rail"] { background: $rail; border: none; }
QFrame[part="rail"] QLabel { color: $rail_text; }
QFrame[part="rail"] QLabel[rail="name"] { color: $rail_bright; }
QFrame[part="rail"] QPushButton { background: transparent; color: $rail_text; border: 2px solid transparent;
  border-radius: 6px; padding: 7px 10px; text-align: left; }
QFrame[part="rail"] QPushButton[below="true"] { padding: 4px 10px 4px 26px; }
QFrame[part="rail"] QPushButton:hover { color: $rail_bright; }
QFrame[part="rail"] QPushButton:checked { background: $rail_current; color: $rail_bright; }
QFrame[part="rail"] QPushButton:focus { border-color: $rail_text; }
QFrame[part="rail"] QPushButton:disabled { color: #6F8799; }
QDialog { background: $card; }

QPushButton { background: $card; color: $text; border: 1px solid $edge; border-radius: 6px;
  padding: 7px 14px; min-height: 18px; }
QPushButton:hover { background: $hover; border-color: $field_line; }
QPushButton:pressed { background: $brand_tint; }
QPushButton:focus { border: 2px solid $focus; padding: 6px 13px; }
QPushButton:disabled { color: $faint; border-color: $line; background: $card; }
QPushButton[kind="primary"] { background: $brand; color: $on_brand; border-color: $brand; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $brand_deep; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $neutral_tint; color: $faint; border-color: $neutral_tint; }
QPushButton[kind="danger"] { background: $danger_tint; color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover, QPushButton[kind="danger"]:pressed { background: $card; }
QPushButton[kind="danger"]:focus { border: 2px solid $text; }
QPushButton[kind="danger"]:disabled { background: $neutral_tint; color: $faint; border-color: $neutral_tint; }
QPushButton[kind="link"] { background: transparent; color: $brand; border: 1px solid transparent;
  padding: 3px 7px; min-height: 16px; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:disabled { color: $faint; text-decoration: none; }
QPushButton[kind="link"]:focus { border: 2px solid $focus; padding: 2px 6px; }
QFrame[part="toast"] QPushButton[kind="link"] { color: $toast_link; }

QLineEdit, QPlainTextEdit, QComboBox { background: $field; color: $text; border: 1px solid $field_line;
  border-radius: 6px; padding: 0 9px; min-height: 32px;
  selection-background-color: $brand; selection-color: $on_brand; }
QPlainTextEdit { padding: 5px 6px; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $focus; padding: 0 8px; min-height: 30px; }
QPlainTextEdit:focus { border: 2px solid $focus; padding: 4px 5px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"], QComboBox[problem="true"] {
  border: 2px solid $danger; padding: 0 8px; min-height: 30px; }
QPlainTextEdit[problem="true"] { padding: 4px 5px; }
QLineEdit[problem="true"]:focus, QPlainTextEdit[problem="true"]:focus, QComboBox[problem="true"]:focus {
  border: 3px solid $danger; padding: 0 7px; min-height: 28px; background: $danger_tint; }
QPlainTextEdit[problem="true"]:focus { padding: 3px 4px; }
QLineEdit[remark="true"], QPlainTextEdit[remark="true"], QComboBox[remark="true"] {
  border: 1px solid $attention; padding: 0 9px; min-height: 32px; }
QPlainTextEdit[remark="true"] { padding: 5px 6px; }
QLineEdit[remark="true"]:focus, QPlainTextEdit[remark="true"]:focus, QComboBox[remark="true"]:focus {
  border: 2px solid $attention; padding: 0 8px; min-height: 30px; background: $attention_tint; }
QPlainTextEdit[remark="true"]:focus { padding: 4px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { background: $page; color: $secondary;
  border-color: $line; }
QLineEdit:read-only { background: $page; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $field_line; outline: none; padding: 4px;
  selection-background-color: $brand_tint; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 8px; }
QComboBox QAbstractItemView::item:disabled { color: $faint; }
QRadioButton, QCheckBox { spacing: 7px; min-height: 32px; padding: 0 4px; border: 2px solid transparent;
  border-radius: 6px; background: transparent; }
QRadioButton:focus, QCheckBox:focus { border-color: $focus; }
QRadioButton::indicator, QCheckBox::indicator { width: 14px; height: 14px; background: $field;
  border: 1px solid $field_line; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator { border-radius: 4px; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $brand; }
QCheckBox::indicator:checked { background: $brand; border-color: $brand; }
QRadioButton::indicator:disabled, QCheckBox::indicator:disabled { border-color: $line; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $secondary; }

QTableView { background: $card; border: none; outline: none; gridline-color: $line;
  selection-background-color: $brand_tint; selection-color: $text; }
QListWidget { background: $field; border: 1px solid $field_line; border-radius: 6px; outline: none; padding: 4px; }
QListWidget::item { min-height: 28px; padding: 0 8px; border-radius: 4px; }
QListWidget::item:hover { background: $hover; }
QListWidget::item:selected { background: $brand_tint; color: $text; }
QListWidget[part="sections"] { background: $card; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QListWidget[part="sections"]::item { min-height: 30px; border: 2px solid transparent; padding: 0 6px; }
QListWidget[part="sections"]::item:selected { background: $brand_tint; }
QListWidget[part="sections"]::item:selected:focus { border-color: $focus; }
QListWidget[part="sections"]::item:disabled { color: $secondary; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; color: $secondary; border: none; border-bottom: 1px solid $line;
  padding: 0 10px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $card; border: none; }

QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea[part="reading"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[part="reading"]:focus { border-color: $focus; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $field_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }

QProgressBar { background: $neutral_tint; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $brand; border-radius: 4px; }
QMenu { background: $card; border: 1px solid $field_line; padding: 4px; }
QMenu::item { padding: 7px 18px; border-radius: 4px; }
QMenu::item:selected { background: $brand_tint; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
""")


def sheet(colours: Colours, *, dark: bool) -> str:
    """Fill the sheet with one theme."""
    roles = {name: getattr(colours, name) for name in colours.__slots__}
    derived = (
        {"edge": "#43525F", "thumb": "#43525F", "faint": "#748494", "toast_link": "#0B5C8A"}
        if dark
        else {"edge": "#C3CCD5", "thumb": "#C3CCD5", "faint": "#76848F", "toast_link": "#8CCBF0"}
    )
    return _SHEET.substitute(roles, **derived)
