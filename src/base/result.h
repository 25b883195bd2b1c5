#pragma once
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

/// Expected failures travel as values. A bug is not an expected failure: it stops at MESO_CHECK.
namespace meso {

/// Why something could not be done: one sentence or more that say what happened, to which object,
/// and what to do about it. Shown to people as it is.
struct Error {
    std::string message;
};

/// A T, or the reason why there is none. Reading the wrong side is a bug and stops the program.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T& value() const& {
        MESO_CHECK(ok(), "a Result was read that holds an error");
        return std::get<0>(state_);
    }
    [[nodiscard]] T&& value() && {
        MESO_CHECK(ok(), "a Result was read that holds an error");
        return std::get<0>(std::move(state_));
    }
    [[nodiscard]] const Error& error() const {
        MESO_CHECK(!ok(), "an error was read from a Result that holds a value");
        return std::get<1>(state_);
    }
    const T& operator*() const& { return value(); }
    const T* operator->() const { return &value(); }
    /// To take a part out of a value that nobody else needs: std::move(result->part).
    T* operator->() {
        MESO_CHECK(ok(), "a Result was read that holds an error");
        return &std::get<0>(state_);
    }

private:
    std::variant<T, Error> state_;
};

/// The value of a function that can fail and returns nothing.
struct Done {};
using Status = Result<Done>;

} // namespace meso
