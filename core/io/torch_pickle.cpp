#include "core/io/torch_pickle.h"

#include "core/base/atomic_file.h"
#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/pickle_machine.h"
#include "core/io/zip_archive.h"

namespace icf {
namespace {

constexpr std::size_t kMaxProgramBytes = std::size_t{64} << 20;
constexpr std::string_view kProgramName = "/data.pkl";

/// The folder inside the zip that holds everything.
std::string archiveOf(const ZipReader& zip, const std::string& path)
{
    std::string archive;
    for (const std::string_view name : zip.names()) {
        const bool program = name.ends_with(kProgramName) && name.find('/') == name.size() - kProgramName.size();
        if (!program)
            continue;
        if (!archive.empty())
            throw Error(path, "holds two archives in one");
        archive = name.substr(0, name.size() - kProgramName.size());
    }
    if (archive.empty())
        throw Error(path, "is a zip file, but not one that torch.save wrote: it holds no data.pkl");
    return archive;
}

} // namespace

PickleValue readTorchPickle(const std::string& path)
{
    const ZipReader zip(path);
    const std::string archive = archiveOf(zip, path);
    const auto order = zip.read(archive + "/byteorder");
    if (!order.empty() && std::string_view(reinterpret_cast<const char*>(order.data()), order.size()) != "little")
        throw Error(path, "was written on a big-endian machine; save it again on another");
    const auto program = zip.read(archive + std::string(kProgramName));
    if (program.size() > kMaxProgramBytes)
        throw Error(path,
            "describes its tensors in " + std::to_string(program.size()) + " bytes; at most "
                + std::to_string(kMaxProgramBytes) + " are read");
    const auto storage = [&](std::string_view key) {
        const std::string name = archive + "/data/" + std::string(key);
        if (!zip.contains(name))
            throw Error(path, "has no storage \"" + printable(key) + "\"; the file is damaged");
        return zip.read(name);
    };
    return PickleMachine(path, storage, zip.file(), zip.file()->bytes().size()).run(program);
}

const PickleValue* PickleValue::find(const std::string& key) const
{
    if (const auto* dict = std::get_if<std::shared_ptr<Dict>>(&value))
        for (const auto& [name, entry] : **dict)
            if (const auto* text = std::get_if<std::string>(&name.value); text != nullptr && *text == key)
                return &entry;
    return nullptr;
}

const PickleValue* PickleValue::find(std::int64_t key) const
{
    if (const auto* dict = std::get_if<std::shared_ptr<Dict>>(&value))
        for (const auto& [name, entry] : **dict)
            if (const auto* number = std::get_if<std::int64_t>(&name.value); number != nullptr && *number == key)
                return &entry;
    return nullptr;
}

void writeTorchPickle(const std::string& path, const PickleValue& value, const std::string& archive)
{
    writeAtomically(path, [&](ByteSink& sink) { writeTorchPickle(sink, value, archive); });
}

} // namespace icf
