"""What two answers may differ in while they are still the same; each with its reason. Nothing else is left out."""

HEADERS = {
    "X-Request-ID": "names this one request in the log",
}
IN_A_HEADER = {
    "Content-Security-Policy": (r"'nonce-[^']+'", "a script may run only with this page's own number"),
}
IN_THE_BODY = (
    (rb'nonce="[^"]*"', "the same number, in the page"),
    (rb'name="csrfmiddlewaretoken" value="[^"]*"', "the token of this page's form"),
)

# Where being let in is answered otherwise than by the page itself.
LET_IN_OTHERWISE: dict[str, tuple[int, str]] = {
    "ready": (503, "no worker runs beside the tests"),
    "accept_invitation": (404, "nobody sent the walkers an invitation"),
    "filter_delete": (404, "the walkers have saved no filter, and see nobody else's"),
    "mfa_deactivate_totp": (404, "the walkers have no second factor to remove"),
    "mfa_view_recovery_codes": (404, "nor recovery codes to see"),
}
