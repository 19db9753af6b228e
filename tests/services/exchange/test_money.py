"""Money that travels: a tranche paid at the district stands at the province with every figure."""

from desktop.rules.terms import PaymentState
from desktop.services import safety
from desktop.services.money import proving, settling
from tests.services.exchange.conftest import End
from tests.services.exchange.test_taking import records
from tests.services.money import walk


def test_a_paid_tranche_arrives_whole(district: End, province: End) -> None:
    walk.opened(district.desk, district.supervisor, 8)
    settling.settle_rest(district.desk, walk.FIRST, PaymentState.PAID, district.desk.today())
    package = district.send(province, "2019/1")
    province.take(package)
    assert records(province, "36.01") == records(district, "36.01")
    assert safety.verify(province.desk, proving.prove).faults == ()
