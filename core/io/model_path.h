#pragma once
#include <string>

namespace icf {

/// Where the files of a model lie for a path that somebody gave: the .gguf file itself; the snapshot that refs/main names (or the only one) in a
/// "models--org--name" folder of the Hugging Face hub's cache; the .gguf file of a folder that holds exactly one (of a split model: its first) and no config.json; else the path as
/// it is, so that whoever opens it says what is wrong.  Never throws for what it finds.
std::string modelFiles(const std::string& path);

/// True when the path is named like a GGUF file, whatever is there.
bool isGgufPath(const std::string& path);

/// How people name the model of a path: "org/name" for a folder of the hub's cache or a snapshot in it, else the last part of the path.
std::string modelName(const std::string& path);

} // namespace icf
