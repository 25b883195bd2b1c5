#pragma once
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

/// A reader of .vtu files of its own, which knows nothing of the writer: attributes and inline
/// binary arrays of VTK's XML format.
namespace meso::test {

inline std::string fromBase64(const std::string& text) {
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    int valueOf[256] = {};
    for (std::size_t i = 0; i < letters.size(); ++i)
        valueOf[static_cast<unsigned char>(letters[i])] = static_cast<int>(i);
    std::string out;
    unsigned group = 0, bits = 0;
    for (const char c : text) {
        if (c == '=')
            break;
        group = group << 6 | static_cast<unsigned>(valueOf[static_cast<unsigned char>(c)]);
        bits += 6;
        if (bits >= 8)
            out += static_cast<char>(group >> (bits -= 8) & 255);
    }
    return out;
}

/// The attribute's value in the first tag that has it; fails the test where none has.
inline std::string attributeOf(const std::string& file, const std::string& name) {
    const std::size_t at = file.find(" " + name + "=\"");
    EXPECT_NE(at, std::string::npos) << name;
    if (at == std::string::npos)
        return {};
    const std::size_t from = at + name.size() + 3;
    return file.substr(from, file.find('"', from) - from);
}

/// The values of an array of the file, whose length must be what the file says.
template <class T>
std::vector<T> arrayOf(const std::string& file, const std::string& name) {
    const std::size_t at = file.find("Name=\"" + name + "\"");
    EXPECT_NE(at, std::string::npos) << name;
    if (at == std::string::npos)
        return {};
    const std::size_t from = file.find('>', at) + 1;
    const std::string bytes = fromBase64(file.substr(from, file.find('<', from) - from));
    std::uint64_t size = 0;
    EXPECT_GE(bytes.size(), sizeof size) << name;
    std::memcpy(&size, bytes.data(), sizeof size);
    EXPECT_EQ(size + sizeof size, bytes.size()) << name;
    std::vector<T> values(size / sizeof(T));
    std::memcpy(values.data(), bytes.data() + sizeof size, size);
    return values;
}

} // namespace meso::test
