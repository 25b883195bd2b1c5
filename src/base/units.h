#pragma once
#include <compare>

/// Strong quantities. Confusing mm with cm, or mL with mg, is the hazard of a dosing tool, so every
/// function border takes these types; raw doubles live only inside kernels, with the unit in the
/// name.
namespace meso {

/// A double that carries its unit in its type. Same-unit arithmetic, scaling by a number, ordering.
template <class Tag>
class Quantity {
public:
    constexpr Quantity() = default;
    constexpr explicit Quantity(double value) : value_(value) {}
    /// The bare number, in the unit that names the type.
    [[nodiscard]] constexpr double value() const { return value_; }

    constexpr auto operator<=>(const Quantity&) const = default;
    constexpr Quantity operator-() const { return Quantity(-value_); }
    constexpr Quantity& operator+=(Quantity o) {
        value_ += o.value_;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity o) {
        value_ -= o.value_;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) {
        return Quantity(a.value_ + b.value_);
    }
    friend constexpr Quantity operator-(Quantity a, Quantity b) {
        return Quantity(a.value_ - b.value_);
    }
    friend constexpr Quantity operator*(Quantity a, double k) { return Quantity(a.value_ * k); }
    friend constexpr Quantity operator*(double k, Quantity a) { return Quantity(a.value_ * k); }
    friend constexpr Quantity operator/(Quantity a, double k) { return Quantity(a.value_ / k); }
    /// Ratio of two quantities of one kind: a bare number.
    friend constexpr double operator/(Quantity a, Quantity b) { return a.value_ / b.value_; }

private:
    double value_ = 0;
};

using Mm = Quantity<struct MmTag>;                     ///< length, millimetres
using Mm2 = Quantity<struct Mm2Tag>;                   ///< area, square millimetres
using Ml = Quantity<struct MlTag>;                     ///< volume, millilitres
using Mg = Quantity<struct MgTag>;                     ///< mass, milligrams
using MgPerMl = Quantity<struct MgPerMlTag>;           ///< strength; 1 % w/v = 10 mg/mL
using Seconds = Quantity<struct SecondsTag>;           ///< time
using Degrees = Quantity<struct DegreesTag>;           ///< angle
using Mm2PerSecond = Quantity<struct Mm2PerSecondTag>; ///< diffusivity; 1 cm2/s = 100 mm2/s
using PerSecond = Quantity<struct PerSecondTag>;       ///< rate
using Dalton = Quantity<struct DaltonTag>;             ///< molar mass, g/mol

constexpr Mm2 operator*(Mm a, Mm b) {
    return Mm2(a.value() * b.value());
}
constexpr Mg operator*(MgPerMl c, Ml v) {
    return Mg(c.value() * v.value());
}
constexpr Mg operator*(Ml v, MgPerMl c) {
    return c * v;
}

inline constexpr double kMicrogramPerMg = 1000;

constexpr double toCm2(Mm2 a) {
    return a.value() / 100;
}
constexpr Mm2 fromCm2(double cm2) {
    return Mm2(cm2 * 100);
}
constexpr Seconds fromMinutes(double minutes) {
    return Seconds(minutes * 60);
}
constexpr Seconds fromHours(double hours) {
    return Seconds(hours * 3600);
}

inline namespace literals {
constexpr Mm operator""_mm(long double v) {
    return Mm(static_cast<double>(v));
}
constexpr Ml operator""_ml(long double v) {
    return Ml(static_cast<double>(v));
}
constexpr Mg operator""_mg(long double v) {
    return Mg(static_cast<double>(v));
}
constexpr Seconds operator""_s(long double v) {
    return Seconds(static_cast<double>(v));
}
} // namespace literals

} // namespace meso
