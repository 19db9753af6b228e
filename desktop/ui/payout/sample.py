"""The preview of receipts: one page of what is wished for, marked as a sample."""

from desktop.errors import Refused
from desktop.services.money.keys import TrancheKey
from desktop.services.money.printing import Wish
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.preview.panel import Preview
from desktop.ui.payout.making import DrawSample, Sample
from desktop.ui.screen import Bench


class SampleView(Preview):
    def __init__(self, bench: Bench, key: TrancheKey) -> None:
        super().__init__(bench.t, bench.runner)
        self._bench, self._key = bench, key
        self._per_page = 1

    def draw(self, wish: Wish | None, issued: int) -> None:
        """Draw the first page of what is wished for; each stands in the log, so only when something changed."""
        if wish is None:
            self.say(self.t("Choose which receipts; the first page appears here."))
            return
        self._per_page = wish.per_page
        work = DrawSample(self._bench.desk, self._key, wish, issued)
        self._bench.runner.submit(work, self._show, self._refused, lane=Lane.WRITE, newest="receipts-sample")

    def _show(self, sample: Sample) -> None:
        pages = -(-sample.receipts // self._per_page)
        self.show_paper(sample.paper, first=sample.page, of=max(pages + sample.page - 1, 1))

    def _refused(self, refused: Refused) -> None:
        self.say(self._bench.sentence(refused))
