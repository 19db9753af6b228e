"""Areas by Kemendagri code, copied from the packaged list for the office's own province."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from desktop.models.base import Base, Code


class Area(Base):
    """A province, regency, district or village: "36", "36.01", "36.01.01", "36.01.01.2001"."""

    __tablename__ = "area"

    code: Mapped[Code] = mapped_column(primary_key=True)
    parent_code: Mapped[Code | None] = mapped_column(ForeignKey("area.code"), index=True)
    level: Mapped[Code]
    name: Mapped[str] = mapped_column(String(120))
