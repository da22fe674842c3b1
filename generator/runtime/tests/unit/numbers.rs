//! Numbers: any width, any spelling.

use super::{again, error, read};

#[test]
fn integers_are_read_from_their_bytes() {
    assert_eq!(read::<i64>("9223372036854775807"), i64::MAX);
    assert_eq!(read::<i64>("-9223372036854775808"), i64::MIN);
    assert_eq!(read::<u64>("18446744073709551615"), u64::MAX);
    assert_eq!(
        read::<i128>("-170141183460469231731687303715884105728"),
        i128::MIN
    );
    assert_eq!(
        read::<i128>("170141183460469231731687303715884105727"),
        i128::MAX
    );
    assert_eq!(
        read::<u128>("340282366920938463463374607431768211455"),
        u128::MAX
    );
    assert_eq!(
        read::<u64>("9007199254740993"),
        9_007_199_254_740_993,
        "no detour by f64"
    );
    assert_eq!((read::<i8>("-128"), read::<u8>("255")), (i8::MIN, u8::MAX));
    assert_eq!(
        (read::<i16>("-32768"), read::<u16>("65535")),
        (i16::MIN, u16::MAX)
    );
    assert_eq!(
        (read::<i32>("-2147483648"), read::<u32>("4294967295")),
        (i32::MIN, u32::MAX)
    );
    assert_eq!(read::<i64>("-0"), 0);
    assert_eq!(read::<u8>("-0"), 0);
    assert_eq!(read::<u8>("-0.0"), 0);
}

#[test]
fn integers_may_be_spelt_as_floats_or_strings() {
    for text in [
        "1000",
        "1000.0",
        "1e3",
        "1E+3",
        "1.000e3",
        "10000e-1",
        "0.1e4",
        "\"1000\"",
        "\"1e3\"",
        "\"1000.00\"",
    ] {
        assert_eq!(read::<i32>(text), 1000, "{text}");
        assert_eq!(read::<u128>(text), 1000, "{text}");
    }
    assert_eq!(read::<u64>("1.8446744073709551615e19"), u64::MAX);
    assert_eq!(read::<i64>("\"-9223372036854775808\""), i64::MIN);
    assert_eq!(read::<u8>("0e99999999999999999999999"), 0);
    assert_eq!(read::<u8>("\"007\""), 7);
}

#[test]
fn the_last_integers_may_have_been_floats() {
    assert_eq!(read::<i64>("9223372036854776000"), i64::MAX);
    assert_eq!(read::<i64>("9.223372036854776e18"), i64::MAX);
    assert_eq!(read::<i64>("-9223372036854776000"), i64::MIN);
    assert_eq!(read::<u64>("18446744073709552000"), u64::MAX);
    assert_eq!(
        read::<u64>("9223372036854776000"),
        9_223_372_036_854_776_000
    );
    assert_eq!(
        error::<u64>("-18446744073709552000"),
        "-18446744073709552000 is out of range for u64 at $"
    );
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    assert_eq!(error::<u8>("256"), "256 is out of range for u8 at $");
    assert_eq!(error::<u8>("-1"), "-1 is out of range for u8 at $");
    assert_eq!(
        error::<u32>("\"4294967296\""),
        "4294967296 is out of range for u32 at $"
    );
    assert_eq!(
        error::<i64>("9223372036854775808"),
        "9223372036854775808 is out of range for i64 at $"
    );
    assert_eq!(
        error::<i64>("-9223372036854775809"),
        "-9223372036854775809 is out of range for i64 at $"
    );
    assert_eq!(
        error::<i128>("-170141183460469231731687303715884105729"),
        "-170141183460469231731687303715884105729 is out of range for i128 at $"
    );
    assert_eq!(
        error::<u128>("340282366920938463463374607431768211456"),
        "340282366920938463463374607431768211456 is out of range for u128 at $"
    );
    assert_eq!(error::<u128>("1e39"), "1e39 is out of range for u128 at $");
    assert_eq!(
        error::<i64>("1e999999999999999999999"),
        "1e999999999999999999999 is out of range for i64 at $"
    );
    let long = "9".repeat(3000);
    assert_eq!(
        error::<u128>(&long),
        format!("{}... is out of range for u128 at $", &long[..40])
    );
}

#[test]
fn what_is_no_integer_is_refused() {
    assert_eq!(error::<i64>("1.5"), "expected i64, found 1.5 at $");
    assert_eq!(error::<i64>("1e-1"), "expected i64, found 1e-1 at $");
    for text in [
        "", "x", "1x", "0x10", "+1", " 1", "1.", ".5", "1e", "--1", "1_000", "١",
    ] {
        assert_eq!(
            error::<i64>(&format!("{text:?}")),
            format!("expected i64, found {text:?} at $")
        );
    }
    assert_eq!(error::<i64>("null"), "expected i64, found null at $");
    assert_eq!(error::<u16>("[]"), "expected u16, found an array at $");
    assert_eq!(
        error::<bool>("1"),
        "expected a boolean, found a number at $"
    );
    assert_eq!(
        error::<bool>("\"true\""),
        "expected a boolean, found a string at $"
    );
}

#[test]
fn floats() {
    assert_eq!(read::<f64>("1"), 1.0);
    assert_eq!(read::<f64>("-1.5e-3"), -0.0015);
    assert_eq!(read::<f64>("\"2.5\""), 2.5);
    assert_eq!(
        read::<f64>("18446744073709551616"),
        18_446_744_073_709_551_616.0
    );
    assert_eq!(
        read::<f64>(&"1".repeat(300)),
        "1".repeat(300).parse::<f64>().unwrap()
    );
    assert_eq!(
        read::<f32>("16777217.0000001"),
        16_777_218.0,
        "rounded once"
    );
    assert_eq!(read::<f32>("\"0.1\""), 0.1);
    assert!(error::<f64>("1e400").starts_with("number out of range for f64"));
    assert_eq!(error::<f32>("1e39"), "1e39 is out of range for f32 at $");
    for text in ["inf", "NaN", "", "1.", "infinity"] {
        assert_eq!(
            error::<f64>(&format!("{text:?}")),
            format!("expected f64, found {text:?} at $")
        );
        assert_eq!(
            error::<f32>(&format!("{text:?}")),
            format!("expected f32, found {text:?} at $")
        );
    }
    assert_eq!(error::<f64>("null"), "expected f64, found null at $");
}

#[test]
fn numbers_are_written_shortest() {
    let table = [
        ("1.0", "1"),
        ("-0.0", "-0"),
        ("0.1", "0.1"),
        ("100", "100"),
        ("1.5e300", "1.5e300"),
        ("1e21", "1e21"),
        ("1e-7", "1e-7"),
        ("123456789.125", "123456789.125"),
        ("5e-324", "5e-324"),
        ("1.7976931348623157e308", "1.7976931348623157e308"),
    ];
    for (text, wanted) in table {
        assert_eq!(again::<f64>(text), wanted);
        assert_eq!(read::<f64>(wanted).to_bits(), read::<f64>(text).to_bits());
    }
    assert_eq!(again::<f32>("0.1"), "0.1");
    assert_eq!(again::<f32>("3.4028235e38"), "3.4028235e38");
    assert_eq!(crate::wire::to_string(&f64::NAN), "null");
    assert_eq!(crate::wire::to_string(&f32::NEG_INFINITY), "null");
    assert_eq!(
        again::<u128>("340282366920938463463374607431768211455"),
        "340282366920938463463374607431768211455"
    );
    assert_eq!(again::<i8>("-128"), "-128");
}

#[test]
fn floats_round_trip() {
    let mut bits = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..20_000 {
        bits = bits
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let value = f64::from_bits(bits);
        if value.is_finite() {
            let text = crate::wire::to_string(&value);
            assert_eq!(read::<f64>(&text).to_bits(), bits, "{text}");
        }
    }
}
