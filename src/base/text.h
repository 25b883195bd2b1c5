#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/units.h"

/// The only place where numbers become text and text becomes numbers. Independent of the locale:
/// files and screens always use a decimal point; a typed decimal comma is understood.
namespace meso::text {

/// Fixed decimals, e.g. fixed(3.14159, 2) = "3.14". "-0.00" is written "0.00"; a value that is not
/// finite is written as a dash, because it must never pass for a figure.
std::string fixed(double value, int decimals);
/// Three significant digits, plain notation between 0.001 and 99999, else like "3.2e-5".
std::string significant(double value);

std::string of(Mm length, int decimals = 1);            ///< "12.1 mm"
std::string of(Ml volume, int decimals = 2);            ///< "2.00 mL"
std::string of(Mg mass);                                ///< "10 mg", "0.1 mg", "24 µg"
std::string of(MgPerMl strength);                       ///< "5 mg/mL", below 0.01 "4.3 µg/mL"
std::string of(Degrees angle, int decimals = 0);        ///< "45°"
std::string cm2(Mm2 area, int decimals = 1);            ///< "51.3 cm²"
std::string percent(double fraction, int decimals = 0); ///< 0.58 -> "58 %"
std::string duration(Seconds time);                     ///< "45 s", "30 min", "6 h", "1 h 30 min"

/// A number of things: counted(1, "site") = "1 site", counted(3, "site") = "3 sites".
std::string counted(std::size_t count, std::string_view thing);

/// A name or label as it stands inside a sentence: "minoxidil", "platelet-rich plasma". The capital
/// stays where the first word holds another capital or a digit ("VEGF-165", "TGF-beta 1", "PDRN"),
/// begins with a single letter ("L-carnitine") or names a person ("Norwood III", "Ringer's").
std::string insideSentence(std::string name);

/// A whole text that is one finite number ("0.05", "1e-3", "0,05"). Empty for anything else, and
/// where a comma is doubtful.
std::optional<double> number(std::string_view text);
/// Whether a comma may be decimal as well as set off thousands, which is a factor of 1000: exactly
/// three digits follow it, and one to three stand before it that do not begin with 0. True for
/// "1,000 µg/mL" and "12,345,678"; false for "0,040", "1,5" and "1234,567".
bool hasDoubtfulComma(std::string_view text);
/// Why a typed text was not read: it `isNot` ("is not a length."), or its comma is doubtful, which
/// counts first and comes with the ways to write it.
Error unread(std::string_view typed, const std::string& isNot);

/// Typed quantities with or without a unit; without one the program's own unit is meant. Each fails
/// with a sentence that names the text and the units understood.
Result<Mm> length(std::string_view text);        ///< mm, cm
Result<Ml> volume(std::string_view text);        ///< mL, µL (also ul)
Result<Seconds> time(std::string_view text);     ///< s, min, h, d
Result<MgPerMl> strength(std::string_view text); ///< mg/mL, µg/mL, %
Result<Degrees> angle(std::string_view text);    ///< °, deg
/// cm², mm² (also cm2, mm2). Without a unit cm² are meant, because areas are shown so.
Result<Mm2> area(std::string_view text);
/// A whole number from 0 to a billion, without a unit.
Result<int> count(std::string_view text);

/// True when the bytes are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates).
bool isUtf8(std::string_view bytes);
/// The text with every control character and broken byte replaced by "?", cut to `limit` bytes at a
/// character border: safe to print when it is untrusted.
std::string printable(std::string_view bytes, std::size_t limit = 80);

} // namespace meso::text
