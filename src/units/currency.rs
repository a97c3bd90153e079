//! A currency.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A currency of ISO 4217 in use: its code and how many decimals its minor unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(into = "&'static str")]
pub struct Currency {
    code: &'static str,
    minor_digits: u32,
}

impl From<Currency> for &'static str {
    fn from(currency: Currency) -> Self {
        currency.code
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::named(&code).ok_or_else(|| serde::de::Error::custom(code))
    }
}

/// Codes whose minor unit is a hundredth. Source: ISO 4217 list one, 2024.
const TWO: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN \
    BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD \
    FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT \
    LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO \
    NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD \
    SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD \
    XCG YER ZAR ZMW ZWG";
/// Codes without a minor unit.
const NONE: &str = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
/// Codes whose minor unit is a thousandth.
const THREE: &str = "BHD IQD JOD KWD LYD OMR TND";
/// Codes whose minor unit is a ten-thousandth.
const FOUR: &str = "CLF UYW";

impl Currency {
    /// The currency of that code, written as ISO 4217 writes it.
    ///
    /// ```
    /// # use sla_calculator::units::Currency;
    /// assert_eq!(Currency::named("JPY").map(|yen| yen.minor_digits()), Some(0));
    /// assert_eq!(Currency::named("eur"), None);
    /// ```
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        Self::all().find(|currency| currency.code == code)
    }

    /// Every code, for hints.
    pub fn all() -> impl Iterator<Item = Self> + Clone {
        [(TWO, 2), (NONE, 0), (THREE, 3), (FOUR, 4)].into_iter().flat_map(
            |(codes, minor_digits)| {
                codes.split_ascii_whitespace().map(move |code| Self { code, minor_digits })
            },
        )
    }

    /// Its three letters.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// The decimals of its minor unit: 2 for the cent, 0 for the yen.
    #[must_use]
    pub fn minor_digits(&self) -> u32 {
        self.minor_digits
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}
