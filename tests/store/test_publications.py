import pytest

from voice.errors import Refused
from voice.store.organisations import add_organisation
from voice.store.publications import StoredPublication, publications, publish

pytestmark = pytest.mark.anyio


def numbered(number, body=b"signed", organisation="northside"):
    return StoredPublication(organisation=organisation, number=number, body=body)


async def test_the_newest_comes_first_and_each_organisation_has_its_own(db):
    await add_organisation(db, "southside")
    for each in (numbered(1), numbered(4), numbered(2, organisation="southside")):
        await publish(db, each)
    assert await publications(db, "northside") == (numbered(4), numbered(1))
    assert await publications(db, "southside") == (numbered(2, organisation="southside"),)
    assert await publications(db, "eastside") == ()


@pytest.mark.parametrize("number", [1, 3, 4])
async def test_an_old_number_is_refused(db, number):
    await publish(db, numbered(4, b"the latest"))
    with pytest.raises(Refused) as caught:
        await publish(db, numbered(number, b"another"))
    assert caught.value.slug == "number-used"
    assert "4" in caught.value.message
    assert await publications(db, "northside") == (numbered(4, b"the latest"),)


async def test_the_very_same_one_again_changes_nothing(db):
    await publish(db, numbered(1))
    await publish(db, numbered(2))
    await publish(db, numbered(1))
    assert len(await publications(db, "northside")) == 2


async def test_an_organisation_that_is_not_here_has_no_board(db):
    with pytest.raises(Refused) as caught:
        await publish(db, numbered(1, organisation="southside"))
    assert caught.value.slug == "row-refused"
