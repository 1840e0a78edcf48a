"""Quantities: what is read, what is refused, how amounts are shown."""

from __future__ import annotations

import pytest

from flake8_greenai.configuration.quantities import (
    BYTES,
    FLOPS,
    GRAMS,
    JOULES,
    PARAMETERS,
    SECONDS,
    SHARE,
    QuantityError,
    parse,
    show,
    show_percent,
)


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("4 GFLOP", FLOPS, 4_000_000_000),
        ("4GFLOPs", FLOPS, 4_000_000_000),
        ("2 GMAC", FLOPS, 4_000_000_000),
        ("1e9 FLOP", FLOPS, 1_000_000_000),
        ("0.1 GFLOP", FLOPS, 100_000_000),
        ("8.178368512 G", FLOPS, 8_178_368_512),
        (4e9, FLOPS, 4_000_000_000),
        ("0.3 FLOP", FLOPS, 1),
        ("25M", PARAMETERS, 25_000_000),
        ("1.3B", PARAMETERS, 1_300_000_000),
        ("25_000_000", PARAMETERS, 25_000_000),
        ("25,557,032", PARAMETERS, 25_557_032),
        ("7 M parameters", PARAMETERS, None),
        ("7 Mparameters", PARAMETERS, 7_000_000),
        ("1.5 GiB", BYTES, 1_610_612_736),
        ("100 MB", BYTES, 100_000_000),
        ("500 kB", BYTES, 500_000),
        ("512", BYTES, 512),
        ("2 kWh", JOULES, 7_200_000),
        ("12 mWh", JOULES, 43.2),
        ("120 ms", SECONDS, 0.12),
        ("2 h", SECONDS, 7200),
        ("3 days", SECONDS, 259_200),
        ("60 %", SHARE, 0.6),
        (0.6, SHARE, 0.6),
        ("1 %", SHARE, 0.01),
        ("60", SHARE, None),
        ("1.5 kgCO2e", GRAMS, 1500),
    ],
)
def test_read(text, kind, amount):
    if amount is None:
        with pytest.raises(QuantityError):
            parse(text, kind)
    else:
        assert parse(text, kind) == amount


@pytest.mark.parametrize(
    "value",
    ["4 GB", "GFLOP", "-4 GFLOP", "0", "", "4 gflop x", True, None, [4], "nan", "inf", float("nan"), "1e999999999", "4 mFLOP", "9" * 200],
)
def test_refused_with_the_value_and_what_is_allowed(value):
    with pytest.raises(QuantityError, match="is not an amount of floating-point operations; write for instance") as error:
        parse(value, FLOPS)
    assert str(value)[:50] in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("amount", "kind", "text"),
    [
        (8_178_368_512, FLOPS, "8.18 GFLOP"),
        (4_000_000_000, FLOPS, "4 GFLOP"),
        (999, FLOPS, "999 FLOP"),
        (999_600, FLOPS, "1 MFLOP"),
        (337_462_411_776, FLOPS, "337 GFLOP"),
        (0, FLOPS, "0 FLOP"),
        (25_557_032, PARAMETERS, "25.6M"),
        (7_000_000_000, PARAMETERS, "7G"),
        (102_228_128, BYTES, "97.5 MiB"),
        (1023, BYTES, "1023 B"),
        (0.12, SECONDS, "120 ms"),
        (7.2e6, JOULES, "2 kWh"),
        (350, JOULES, "350 J"),
        (0, JOULES, "0 J"),
        (90, SECONDS, "90 s"),
        (1500, SECONDS, "25 min"),
        (90_000, SECONDS, "25 h"),
        (864_000, SECONDS, "10 days"),
        (1_500, GRAMS, "1.5 kgCO2e"),
        (0.0251, GRAMS, "25.1 mgCO2e"),
        (0.6, SHARE, "60 %"),
        (2.5e-5, SECONDS, "25 µs"),
    ],
)
def test_shown_with_three_digits(amount, kind, text):
    assert show(amount, kind) == text


@pytest.mark.parametrize(("share", "text"), [(1.0446, "104 %"), (0.042, "4.2 %"), (0.0001, "<0.1 %"), (0, "0 %"), (0.0996, "10 %")])
def test_percent(share, text):
    assert show_percent(share) == text
