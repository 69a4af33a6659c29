"""Archives of function code."""

import io
import zipfile

from builders.blueprints import SOURCE, some_code
from cloudwright.design.emit.code_archive import code_archive, code_archives


def test_the_order_of_files_does_not_change_the_bytes() -> None:
    files = some_code(filename="a.py"), some_code(filename="b.py")

    assert code_archive(files) == code_archive(files[::-1])


def test_an_archive_holds_the_source_readable_for_everyone() -> None:
    with zipfile.ZipFile(io.BytesIO(code_archive([some_code()]))) as archive:
        (entry,) = archive.infolist()
        assert archive.read(entry).decode() == SOURCE
        assert entry.external_attr >> 16 & 0o777 == 0o644
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_each_function_has_its_own_archive() -> None:
    archives = code_archives([some_code("b"), some_code("a"), some_code("a", "more.py")])

    assert [path for path, _ in archives] == ["functions/a.zip", "functions/b.zip"]
