"""What is asked: clauses first, then the themes of Annex A, each item with its state as shape and colour."""

from rich.style import Style
from rich.text import Text
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from gapcheck.analysis.filters import EVERYTHING, Filter
from gapcheck.analysis.gap import GroupResult
from gapcheck.analysis.items import ItemResult
from gapcheck.tui.session import Session
from gapcheck.tui.signs import sign

SHORT = {"4": "Context", "9": "Evaluation"}


class RequirementTree(Tree[str]):
    """Groups that open and items below them; the data of a node is the id of its group or item."""

    show_root = False
    guide_depth = 2
    ICON_NODE = "▸ "
    ICON_NODE_EXPANDED = "▾ "

    def __init__(self, session: Session) -> None:
        super().__init__("", id="requirements")
        self._session = session
        self._by_ref: dict[str, TreeNode[str]] = {}
        self._shown: dict[str, tuple[str, str]] = {}
        self.filter = EVERYTHING

    def on_mount(self) -> None:
        """Fill the tree once; later changes only touch labels."""
        self.fill()

    def fill(self) -> None:
        """Build the nodes that pass the filter; with a filter on, all groups are open."""
        self.clear()
        self._by_ref.clear()
        self._shown.clear()
        gap = self._session.results.gap
        for whole in ("clauses", "annex_a"):
            group = gap.group(whole)
            passing = [result for result in group.items if self.filter.passes(result)]
            if not passing and self.filter is not EVERYTHING:
                continue
            self._by_ref[whole] = self.root.add_leaf(self._whole_label(group, len(passing)), whole)
            for part in gap.groups:
                if part.kind == group.kind and part.id != whole:
                    self._add_group(part)
        self._show_cursor()

    def _add_group(self, group: GroupResult) -> None:
        passing = [result for result in group.items if self.filter.passes(result)]
        if not passing:
            return
        node = self.root.add(self._group_label(group), group.id)
        self._by_ref[group.id] = node
        if self.filter is not EVERYTHING:
            self._open(node)

    def _open(self, node: TreeNode[str]) -> None:
        self._add_items(node)
        if not node.is_expanded:
            node.expand()

    def _add_items(self, node: TreeNode[str]) -> None:
        """The items of a group come when they are first looked for: 123 of them would delay the first frame."""
        if not node.children:
            for result in self._session.results.gap.group(str(node.data)).items:
                if self.filter.passes(result):
                    ref = result.item.id
                    self._by_ref[ref] = node.add_leaf(self._item_label(result), ref)
                    self._shown[ref] = sign(result)

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        """A group was opened by hand."""
        if event.node is not self.root:
            self._add_items(event.node)

    def narrow(self, chosen: Filter) -> None:
        """Show only what passes a filter."""
        self.filter = chosen
        self.fill()

    def follow(self) -> None:
        """Show the results as they are now, without moving anything."""
        gap = self._session.results.gap
        for group in gap.groups:
            node = self._by_ref.get(group.id)
            if node is not None:
                whole = group.id in ("clauses", "annex_a")
                passing = sum(self.filter.passes(result) for result in group.items) if whole else 0
                node.set_label(self._whole_label(group, passing) if whole else self._group_label(group))
        for ref, result in gap.items.items():
            node = self._by_ref.get(ref)
            if node is not None and self._shown.get(ref) != sign(result):
                node.set_label(self._item_label(result))
                self._shown[ref] = sign(result)

    def select(self, ref: str) -> None:
        """Put the cursor on an item, opening its group."""
        result = self._session.results.items.get(ref)
        group = self._by_ref.get(result.group) if result is not None else None
        if group is not None:
            self._open(group)
        node = self._by_ref.get(ref)
        if node is None:
            return
        if node.line >= 0:
            self._move_to(node)
        else:  # its group was opened just now: lines are numbered with the next refresh
            self.call_after_refresh(self._move_to, node)

    def _move_to(self, node: TreeNode[str]) -> None:
        with self.prevent(Tree.NodeHighlighted):
            self.move_cursor(node)
        self.scroll_to_node(node, animate=False)

    def _show_cursor(self) -> None:
        if self.cursor_line < 0 and self.root.children:
            self.cursor_line = 0

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """The label, with a sign where the pane ends before the title does; the pane beside it shows it in full."""
        label = super().render_label(node, base_style, style)
        depth = 0 if node.parent is self.root else 1
        label.truncate(max(self.scrollable_content_region.width - depth * self.guide_depth, 8), overflow="ellipsis")
        return label

    def _colour(self, name: str) -> str:
        return self.app.theme_variables.get(name.removeprefix("$"), "default")

    def _whole_label(self, group: GroupResult, passing: int) -> Text:
        name = "CLAUSES" if group.id == "clauses" else "CONTROLS"
        counts = group.counts
        if self.filter is EVERYTHING:
            figure = f"{counts.applicable - counts.not_assessed} of {counts.applicable}"
        else:
            figure = f"{passing} {self.filter.name}"
        grey = self._colour("$grey")
        return Text.assemble((f"{name}  ", Style(color=grey, bold=True)), (figure, Style(color=grey)))

    def _group_label(self, group: GroupResult) -> Text:
        counts = group.counts
        title = SHORT.get(group.id, group.title.removesuffix(" controls"))
        name = f"{group.id:<3} {title}"
        label = Text(f"{name:<{16 if group.kind == 'clause' else 18}} ")
        if group.kind == "clause":
            for result in group.items:
                shape, colour = sign(result)
                label.append(shape, Style(color=self._colour(colour)))
        else:
            seen = counts.applicable - counts.not_assessed
            label.append(f"{seen:>2}/{counts.applicable}", Style(color=self._colour("$grey")))
        return label

    def _item_label(self, result: ItemResult) -> Text:
        shape, colour = sign(result)
        item = result.item
        grey = Style(color=self._colour("$grey")) if result.status == "not_applicable" else Style()
        name = f"{item.id.removeprefix('A.')} {item.full_title}"
        return Text.assemble((f"{shape} ", Style(color=self._colour(colour))), (name, grey))
