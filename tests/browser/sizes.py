"""The screens that the pages are looked at on."""

from playwright.sync_api import ViewportSize

LAPTOP = ViewportSize(width=1280, height=800)
PHONE = ViewportSize(width=390, height=844)
