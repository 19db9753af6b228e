"""A first password to hand to somebody: easy to read aloud and to type, replaced at his first sign-in."""

import secrets

WORDS = (
    "awan", "ayam", "bakul", "bambu", "batik", "bayam", "belut", "besi", "buah", "bulan", "bunga", "cabai", "cerah",
    "danau", "daun", "delima", "domba", "durian", "embun", "emping", "gelas", "gula", "gunung", "hujan", "ikan",
    "jagung", "jambu", "jendela", "kain", "kapal", "kapas", "kebun", "kelapa", "kerang", "kopi", "kuda", "ladang",
    "lampu", "laut", "layar", "lemari", "madu", "mangga", "melati", "merpati", "musim", "nanas", "obor", "padi", "pagi",
    "pandan", "pantai", "papan", "pasir", "payung", "perahu", "pintu", "pisang", "pohon", "rotan", "rumput", "sawah",
    "sawo", "sungai", "tangga", "teh", "telur", "tenun", "terang", "tikar", "udang", "wajan", "warung",
)  # fmt: skip
LENGTH = 4


def first_password() -> str:
    """For example "kopi-perahu-teh-lampu": four of more than seventy words."""
    return "-".join(secrets.choice(WORDS) for _ in range(LENGTH))
