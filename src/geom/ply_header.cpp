#include "geom/ply_header.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/text.h"

namespace meso::geom::ply {

namespace {

constexpr std::size_t kMaxHeaderBytes = 64 * 1024;
constexpr std::size_t kMaxElements = 32;
constexpr std::size_t kMaxProperties = 256;

struct TypeName {
    std::string_view name;
    Scalar type;
};
constexpr std::array<TypeName, 16> kTypeNames = {{{"char", Scalar::Int8},
                                                  {"int8", Scalar::Int8},
                                                  {"uchar", Scalar::UInt8},
                                                  {"uint8", Scalar::UInt8},
                                                  {"short", Scalar::Int16},
                                                  {"int16", Scalar::Int16},
                                                  {"ushort", Scalar::UInt16},
                                                  {"uint16", Scalar::UInt16},
                                                  {"int", Scalar::Int32},
                                                  {"int32", Scalar::Int32},
                                                  {"uint", Scalar::UInt32},
                                                  {"uint32", Scalar::UInt32},
                                                  {"float", Scalar::Float},
                                                  {"float32", Scalar::Float},
                                                  {"double", Scalar::Double},
                                                  {"float64", Scalar::Double}}};

std::optional<Scalar> scalarNamed(std::string_view name) {
    for (const TypeName& t : kTypeNames)
        if (t.name == name)
            return t.type;
    return std::nullopt;
}

std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos)
            return words;
        line.remove_prefix(begin);
        const std::size_t end = std::min(line.find_first_of(" \t\r"), line.size());
        words.push_back(line.substr(0, end));
        line.remove_prefix(end);
    }
}

Error atLine(int line, const std::string& what) {
    return Error{"line " + std::to_string(line) + " of the header " + what};
}

std::string inQuotes(std::string_view words) {
    return "\"" + text::printable(words, 40) + "\"";
}

/// Takes the header line by line; each rule answers a complaint or nothing.
class HeaderParser {
public:
    explicit HeaderParser(std::string_view bytes) : bytes_(bytes) {}

    Result<Header> run();

private:
    std::optional<std::string> take(const std::vector<std::string_view>& words);
    std::optional<std::string> takeFormat(const std::vector<std::string_view>& words);
    std::optional<std::string> takeElement(const std::vector<std::string_view>& words);
    std::optional<std::string> takeProperty(const std::vector<std::string_view>& words);
    [[nodiscard]] std::optional<std::string> complaintAboutSizes() const;

    std::string_view bytes_;
    Header header_;
    bool hasFormat_ = false;
};

Result<Header> HeaderParser::run() {
    const std::string_view head = bytes_.substr(0, kMaxHeaderBytes);
    std::size_t at = 0;
    for (int line = 1;; ++line) {
        const std::size_t end = head.find('\n', at);
        if (end == std::string_view::npos)
            return Error{"the header does not end: there is no line \"end_header\""};
        const std::string_view whole = head.substr(at, end - at);
        at = end + 1;
        if (!text::isUtf8(whole))
            return atLine(line, "is not UTF-8 text");
        const auto words = wordsOf(whole);
        if (line == 1 && (words.size() != 1 || words[0] != "ply"))
            return Error{"it does not begin with the line \"ply\""};
        if (line == 1 || words.empty())
            continue;
        if (words[0] == "end_header")
            break;
        if (const auto complaint = take(words))
            return atLine(line, *complaint);
    }
    header_.bodyOffset = at;
    if (!hasFormat_)
        return Error{"the header has no line \"format\""};
    if (const auto complaint = complaintAboutSizes())
        return Error{*complaint};
    return header_;
}

std::optional<std::string> HeaderParser::take(const std::vector<std::string_view>& words) {
    if (words[0] == "comment" || words[0] == "obj_info")
        return std::nullopt;
    if (words[0] == "format")
        return takeFormat(words);
    if (words[0] == "element")
        return takeElement(words);
    if (words[0] == "property")
        return takeProperty(words);
    return "begins with the unknown word " + inQuotes(words[0]);
}

std::optional<std::string> HeaderParser::takeFormat(const std::vector<std::string_view>& words) {
    if (words.size() != 3 || words[2] != "1.0")
        return "does not name a format of version 1.0";
    hasFormat_ = true;
    if (words[1] == "ascii")
        header_.encoding = Encoding::Ascii;
    else if (words[1] == "binary_little_endian")
        header_.encoding = Encoding::LittleEndian;
    else if (words[1] == "binary_big_endian")
        header_.encoding = Encoding::BigEndian;
    else
        return "names the unknown format " + inQuotes(words[1]);
    return std::nullopt;
}

std::optional<std::string> HeaderParser::takeElement(const std::vector<std::string_view>& words) {
    if (words.size() != 3)
        return "does not give an element its name and count";
    if (header_.elements.size() >= kMaxElements)
        return "announces more than 32 elements";
    for (const Element& e : header_.elements)
        if (e.name == words[1])
            return "announces the element " + inQuotes(words[1]) + " a second time";
    std::size_t count = 0;
    const char* last = words[2].data() + words[2].size();
    const auto [end, error] = std::from_chars(words[2].data(), last, count);
    if (error != std::errc() || end != last)
        return "gives the count " + inQuotes(words[2]) + ", which is not a whole number";
    header_.elements.push_back({std::string(words[1]), count, {}});
    return std::nullopt;
}

std::optional<std::string> HeaderParser::takeProperty(const std::vector<std::string_view>& words) {
    if (header_.elements.empty())
        return "gives a property before any element";
    std::vector<Property>& properties = header_.elements.back().properties;
    if (properties.size() >= kMaxProperties)
        return "gives an element more than 256 properties";
    const bool isList = words.size() == 5 && words[1] == "list";
    if (!isList && words.size() != 3)
        return "does not give a property its type and name";
    const auto type = scalarNamed(words[isList ? 3 : 1]);
    const auto countType = isList ? scalarNamed(words[2]) : Scalar::UInt8;
    if (!type || !countType)
        return "names an unknown type of number";
    if (*countType == Scalar::Float || *countType == Scalar::Double)
        return "counts a list with a type that is not whole";
    properties.push_back({std::string(words.back()), *type, isList, *countType});
    return std::nullopt;
}

std::optional<std::string> HeaderParser::complaintAboutSizes() const {
    std::size_t left = bytes_.size() - header_.bodyOffset;
    for (const Element& e : header_.elements) {
        const std::size_t least = e.minBytes(header_.encoding);
        if (least == 0 && e.count > 0)
            return "the element " + inQuotes(e.name) + " has no properties";
        // The last value of an ascii file may lack its separator: one byte of grace.
        if (e.count > 0 && e.count > (left + 1) / least)
            return "it announces " + std::to_string(e.count) + " of " + inQuotes(e.name) +
                   ", more than the file has room for: it is cut short or its header is wrong";
        left -= std::min(left, e.count * least);
    }
    return std::nullopt;
}

} // namespace

std::size_t sizeOf(Scalar type) {
    switch (type) {
    case Scalar::Int8:
    case Scalar::UInt8:
        return 1;
    case Scalar::Int16:
    case Scalar::UInt16:
        return 2;
    case Scalar::Int32:
    case Scalar::UInt32:
    case Scalar::Float:
        return 4;
    case Scalar::Double:
        break;
    }
    return 8;
}

std::size_t Element::minBytes(Encoding encoding) const {
    std::size_t bytes = 0;
    for (const Property& p : properties)
        bytes += encoding == Encoding::Ascii ? 2 : sizeOf(p.isList ? p.countType : p.type);
    return bytes;
}

Result<Header> parseHeader(std::string_view bytes) {
    return HeaderParser(bytes).run();
}

} // namespace meso::geom::ply
