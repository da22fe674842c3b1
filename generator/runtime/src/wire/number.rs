//! Numbers by their text: whole ones of any width, and equality by value.

use super::reader::unexpected;
use super::{Peek, ReadError, Reader};
use jiter::NumberInt;

/// How much of a refused text an error shows.
const SHOWN: usize = 40;

/// A decimal number without loss: `digits` times ten to the power of `exponent`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    negative: bool,
    /// Without zeros at either end, so that equal numbers are equal values; empty for zero.
    digits: String,
    exponent: i64,
}

impl Decimal {
    /// The number that a JSON number, or a string that holds one, says.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, power) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, power)) => (mantissa, parse_power(power)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (mantissa, ""),
        };
        if !is_digits(whole) {
            return None;
        }
        let all = format!("{whole}{fraction}");
        let cut = all.trim_end_matches('0');
        let digits = cut.trim_start_matches('0').to_owned();
        if digits.is_empty() {
            return Some(Self {
                negative: false,
                digits,
                exponent: 0,
            });
        }
        let exponent = power - length(fraction) + length(&all) - length(cut);
        Some(Self {
            negative,
            digits,
            exponent,
        })
    }

    fn whole(&self) -> Whole {
        if self.exponent < 0 {
            return Whole::Fraction;
        }
        if self.digits.is_empty() {
            return Whole::Integer(Integer {
                negative: false,
                magnitude: 0,
            });
        }
        let magnitude = u32::try_from(self.exponent)
            .ok()
            .and_then(|exponent| 10u128.checked_pow(exponent))
            .and_then(|power| self.digits.parse::<u128>().ok()?.checked_mul(power));
        match magnitude {
            Some(magnitude) => Whole::Integer(Integer {
                negative: self.negative,
                magnitude,
            }),
            None => Whole::TooWide,
        }
    }
}

enum Whole {
    Integer(Integer),
    Fraction,
    TooWide,
}

/// A whole number, up to what `i128` and `u128` hold together.
#[derive(Clone, Copy)]
pub(super) struct Integer {
    negative: bool,
    magnitude: u128,
}

/// An end of a type's range.
pub(super) enum End {
    Least,
    Most,
}

impl Integer {
    pub(super) fn signed(self) -> Option<i128> {
        if self.negative {
            0i128.checked_sub_unsigned(self.magnitude)
        } else {
            i128::try_from(self.magnitude).ok()
        }
    }

    pub(super) fn unsigned(self) -> Option<u128> {
        if self.negative && self.magnitude > 0 {
            None
        } else {
            Some(self.magnitude)
        }
    }

    /// The end of a range that this number, which lies just beyond it, stands for: where all numbers are floats, the
    /// last 64-bit integers are written so.
    #[cold]
    pub(super) fn end(self, most: u128) -> Option<End> {
        let written = [
            (i64::MAX as u128, 9_223_372_036_854_776_000),
            (u64::MAX as u128, 18_446_744_073_709_552_000),
        ];
        if !written.contains(&(most, self.magnitude)) {
            return None;
        }
        match (self.negative, most == i64::MAX as u128) {
            (true, true) => Some(End::Least),
            (true, false) => None,
            (false, _) => Some(End::Most),
        }
    }

    /// The error of a type that can't hold this number.
    #[cold]
    pub(super) fn out_of_range(self, name: &str) -> ReadError {
        let sign = if self.negative { "-" } else { "" };
        ReadError::new(format!(
            "{sign}{} is out of range for {name}",
            self.magnitude
        ))
    }
}

impl Reader<'_> {
    /// Takes a whole number of any width and spelling, from a number or a string that holds one.
    pub(super) fn integer(&mut self, peek: Peek, name: &'static str) -> Result<Integer, ReadError> {
        // Nearly all are small and written plainly. Where one is not, the parser has not moved.
        if peek.is_num()
            && let Ok(NumberInt::Int(value)) = self.jiter.known_int(peek)
        {
            return Ok(Integer {
                negative: value < 0,
                magnitude: value.unsigned_abs().into(),
            });
        }
        let text = self.number(peek, name)?;
        let Some(decimal) = Decimal::parse(text) else {
            return Err(ReadError::new(format!(
                "expected {name}, found {}",
                shown(text)
            )));
        };
        match decimal.whole() {
            Whole::Integer(integer) => Ok(integer),
            Whole::Fraction => Err(ReadError::new(format!(
                "expected {name}, found {}",
                cut(text)
            ))),
            Whole::TooWide => Err(ReadError::new(format!(
                "{} is out of range for {name}",
                cut(text)
            ))),
        }
    }

    /// Takes a number for `f64`, from a number or a string that holds one.
    pub(super) fn float64(&mut self, peek: Peek) -> Result<f64, ReadError> {
        if peek.is_num() {
            let value = self.jiter.known_float(peek)?;
            return if value.is_finite() {
                Ok(value)
            } else {
                Err(ReadError::new("number out of range for f64"))
            };
        }
        parse_float(self.number(peek, "f64")?, "f64", f64::is_finite)
    }

    /// Takes a number for `f32`: by way of `f64` it would be rounded twice.
    pub(super) fn float32(&mut self, peek: Peek) -> Result<f32, ReadError> {
        parse_float(self.number(peek, "f32")?, "f32", f32::is_finite)
    }

    /// Takes the text of a number, or of a string where servers put numbers into strings.
    fn number(&mut self, peek: Peek, name: &'static str) -> Result<&str, ReadError> {
        match peek {
            Peek::String => self.string(peek),
            peek if peek.is_num() => self.raw(peek),
            peek => Err(unexpected(name, peek)),
        }
    }
}

fn parse_float<T: std::str::FromStr + Copy>(
    text: &str,
    name: &str,
    is_finite: fn(T) -> bool,
) -> Result<T, ReadError> {
    // What Rust reads beyond JSON, such as `inf` and `+1`, is no number here.
    match text.parse::<T>() {
        Ok(value) if Decimal::parse(text).is_some() => {
            if is_finite(value) {
                Ok(value)
            } else {
                Err(ReadError::new(format!(
                    "{} is out of range for {name}",
                    cut(text)
                )))
            }
        }
        _ => Err(ReadError::new(format!(
            "expected {name}, found {}",
            shown(text)
        ))),
    }
}

fn parse_power(text: &str) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    if !is_digits(digits) {
        return None;
    }
    // Beyond 18 digits every power is beyond every type: which one it is no longer matters.
    let value = digits
        .parse::<i64>()
        .unwrap_or(i64::MAX)
        .min(1_000_000_000_000_000_000);
    Some(if negative { -value } else { value })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(i64::MAX)
}

fn shown(text: &str) -> String {
    format!("{:?}", cut(text))
}

/// The text, or its beginning.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
