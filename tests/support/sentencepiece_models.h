#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

/// Sentencepiece models made by hand, to be broken.
namespace icf::test {

/// One protobuf field with a length.
inline std::string field(int number, const std::string& bytes)
{
    std::string out(1, static_cast<char>(number << 3 | 2));
    std::size_t size = bytes.size();
    while (size >= 0x80) {
        out += static_cast<char>((size & 0x7F) | 0x80);
        size >>= 7;
    }
    out += static_cast<char>(size);
    return out + bytes;
}

/// A piece; type: 1 ordinary, 2 unknown, 3 control, 4 user-defined, 5 unused, 6 byte.
inline std::string piece(const std::string& text, char type = 1)
{
    return field(1, field(1, text) + "\x18" + type);
}

/// Settings for a model that joins pairs.
inline std::string pairSettings()
{
    return field(2, "\x18\x02");
}

/// The double array of the one rule "a" → the text at the beginning.
inline std::vector<std::uint32_t> oneRule()
{
    std::vector<std::uint32_t> units(256, 0);
    units[0] = 1U << 10; // The root's base is 1, where no rule's number stands.
    units[1] = 0x80000000U;
    units[1 ^ 'a'] = static_cast<std::uint32_t>(1 ^ 'a' ^ 'z') << 10 | 0x100U | 'a';
    units['z'] = 0x80000000U;
    return units;
}

/// Normalization rules: a double array and the texts that its rules write, each with a NUL at its end.
inline std::string rules(const std::vector<std::uint32_t>& units, const std::string& texts)
{
    const auto size = static_cast<std::uint32_t>(units.size() * sizeof units[0]);
    std::string map(sizeof size, '\0');
    std::memcpy(map.data(), &size, sizeof size);
    map.append(reinterpret_cast<const char*>(units.data()), size);
    return map + texts;
}

/// What a model brings along to test itself.
inline std::string selfTest(const std::string& text, const std::string& expected)
{
    return field(4, field(1, field(1, text) + field(2, expected)));
}

/// A small model that can be used: rules, user-defined pieces and a text to test itself with.
inline std::string smallModel()
{
    return piece("<unk>", 2) + piece("<s>", 3) + piece("</s>", 3) + piece("\xE2\x96\x81") + piece("x") + piece("y") + piece("xy")
        + piece("z", 4) + piece("zz", 4) + pairSettings() + field(3, field(2, rules(oneRule(), std::string("x\0", 2))))
        + selfTest("ay zz", "\xE2\x96\x81 xy \xE2\x96\x81 zz");
}

} // namespace icf::test
