"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maizi.site.settings")
application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded now stays; later collections pass over it
