#include "core/base/error.h"
#include "core/base/utf8.h"
#include "core/io/limits.h"
#include "core/io/torch_pickle.h"
#include "core/io/zip_archive.h"

namespace icf {
namespace {

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

template <class Key> const PickleValue* entryOf(const PickleValue& value, const Key& key)
{
    if (const auto* dict = std::get_if<std::shared_ptr<PickleValue::Dict>>(&value.value)) {
        for (const auto& [name, entry] : **dict)
            if (const auto* same = std::get_if<Key>(&name.value); same && *same == key)
                return &entry;
    }
    return nullptr;
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
    if (program.size() > kMaxPickleBytes)
        throw Error(path, "describes its tensors in " + std::to_string(program.size()) + " bytes; at most " + std::to_string(kMaxPickleBytes) + " are read");
    const auto storage = [&](std::string_view key) {
        const std::string name = archive + "/data/" + std::string(key);
        if (!zip.contains(name))
            throw Error(path, "has no storage \"" + printable(key) + "\"; the file is damaged");
        return zip.read(name);
    };
    return readPickleProgram(program, path, storage, zip.file(), zip.file()->bytes().size(), /*mapped=*/true);
}

const PickleValue* PickleValue::find(const std::string& key) const { return entryOf(*this, key); }
const PickleValue* PickleValue::find(std::int64_t key) const { return entryOf(*this, key); }

} // namespace icf
