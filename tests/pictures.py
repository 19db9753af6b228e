"""Photographs for tests: real pictures, made on the spot, as telephones and scanners make them."""

from io import BytesIO

from PIL import Image, ImageDraw

TAKEN = "2026:03:14 09:26:53"


def photograph(
    number: int = 1, size: tuple[int, int] = (800, 600), kind: str = "JPEG", *, turned: int = 1, taken: str = ""
) -> bytes:
    """A house whose colour and door tell one `number` from another; `turned` is the EXIF orientation."""
    picture = Image.new("RGB", size, (40 + number * 37 % 200, 160, 90 + number * 53 % 160))
    draw = ImageDraw.Draw(picture)
    wide, high = size
    draw.rectangle((0, 0, wide // 4, high // 4), fill=(250, 20, 20))  # tells which corner is up and left
    draw.rectangle((wide // 2, high // 2, wide // 2 + number % 97, high - 1), fill=(60, 40, 20))
    exif = Image.Exif()
    if turned != 1:
        exif[0x0112] = turned
    if taken:
        exif[0x0132] = taken
        exif[0x010F] = "TELEPON RAHASIA"
    file = BytesIO()
    picture.save(file, kind, **({"exif": exif} if turned != 1 or taken else {}))
    return file.getvalue()


def noise(size: tuple[int, int]) -> bytes:
    """The hardest picture to make small."""
    file = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(file, "JPEG", quality=95)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture
