#include "tests/fuzz/hostile_readers.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "core/base/error.h"
#include "core/base/utf8.h"
#include "tests/fuzz/reader_parts.h"

namespace icf::test {

namespace fs = std::filesystem;

// In memory where there is a place for it: thousands of files are written and read once.
Scratch::Scratch() : folder_("hostile", fs::is_directory("/dev/shm") ? "/dev/shm" : "") {}

std::string Scratch::write(const std::string& name, std::string_view bytes) const
{
    fs::create_directories(fs::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path(name);
}

const Scratch& scratch()
{
    static const Scratch one;
    return one;
}

std::string golden(const std::string& name)
{
    std::ifstream file(ICF_TEST_DATA "/golden/base/" + name, std::ios::binary);
    if (!file)
        throw std::runtime_error("missing: tests/golden/base/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

namespace {

volatile std::size_t looked = 0;

} // namespace

void look(std::size_t number) { looked = looked + number; }

void look(std::span<const std::byte> bytes)
{
    std::size_t sum = 0;
    for (const std::byte byte : bytes)
        sum += std::to_integer<std::size_t>(byte);
    look(sum);
}

void look(std::string_view text) { look(std::as_bytes(std::span(text.data(), text.size()))); }

namespace {

/// One line, not too long, and valid UTF-8: what may be shown to a user.
bool isReadable(std::string_view message)
{
    return !message.empty() && message.size() < 2000 && message.find('\n') == std::string_view::npos && validUtf8Prefix(message) == message.size();
}

Fate refusal(const HostileReader& reader, const char* message)
{
    if (isReadable(message))
        return Fate::refused;
    std::fprintf(stderr, "%s: this message cannot be shown: %s\n", reader.name.c_str(), message);
    std::abort();
}

} // namespace

const std::vector<HostileReader>& hostileReaders()
{
    static const std::vector<HostileReader> readers{safetensorsReader(), shardIndexReader(), torchArchiveReader(), torchPickleReader(),
        tokenizerModelReader(), tokenizerConfigReader(), tokenizerJsonReader(), bpeFileReader(), modelConfigReader(), ggufReader(), jsonReader(), dataLinesReader(), runFileReader(), metricsReader(),
        optionsReader(), evaluationReader(), examplesReader(), checkpointStateReader(), manifestReader(), packedDataReader(), rowIndexReader()};
    return readers;
}

const HostileReader& hostileReader(std::string_view name)
{
    for (const HostileReader& reader : hostileReaders()) {
        if (reader.name == name)
            return reader;
    }
    throw std::out_of_range("there is no reader " + std::string(name));
}

Fate attack(const HostileReader& reader, std::string_view bytes)
{
    try {
        reader.read(bytes);
        return Fate::accepted;
    } catch (const Error& error) {
        return refusal(reader, error.what());
    } catch (const Failure& failure) {
        return refusal(reader, failure.what());
    } catch (const std::exception& other) {
        std::fprintf(stderr, "%s: threw what no caller expects: %s\n", reader.name.c_str(), other.what());
        std::abort();
    }
}

} // namespace icf::test
