"""Pictures of a product."""

from django.core.files.base import File
from django.db import transaction

from maizi.files.actions import attach, detach, store
from maizi.files.models import Attachment
from maizi.files.queries import attachments_of
from maizi.files.terms import Purpose
from maizi.kernel.errors import Refused
from maizi.kernel.privacy import DataClass
from maizi.kernel.texts import N_

from ..models import Product
from ..queries.products import MOST_PICTURES


@transaction.atomic
def add_picture(product: Product, upload: File, *, by) -> Attachment:
    """Put a picture to a product. Raises Refused for other files and beyond a dozen."""
    Product.objects.select_for_update().get(pk=product.pk)
    if attachments_of(product).count() >= MOST_PICTURES:
        raise Refused(
            N_("一个商品最多 {most} 张图片，请先移除旧的。"), most=MOST_PICTURES, field="file"
        )
    file = store(upload, by=by, purpose=Purpose.PHOTO, data_class=DataClass.INTERNAL)
    return attach(file, product, by=by)


def remove_picture(product: Product, picture: Attachment, *, by) -> None:
    """Take a picture away."""
    detach(picture, product, by=by)
