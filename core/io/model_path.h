#pragma once
#include <string>
#include <vector>

namespace icf {

/// Where the files of a model lie for a path that somebody gave: the .gguf file itself; the snapshot that refs/main names (or the only one) in a
/// "models--org--name" folder of the Hugging Face hub's cache; the .gguf file of a folder that holds exactly one (of a split model: its first) and no config.json; else the path as
/// it is, so that whoever opens it says what is wrong.  Never throws for what it finds.
std::string modelFiles(const std::string& path);

/// True when the path is named like a GGUF file, whatever is there.
bool isGgufPath(const std::string& path);

/// Whether a file's name is that of a split model's part after its first: "name-00002-of-00003.gguf".
bool isFurtherGgufPart(const std::string& path);
/// All files of a model that the first of its parts is named of; the path alone when it is not split.
std::vector<std::string> ggufParts(const std::string& path);

/// How people name the model of a path: "org/name" for a folder of the hub's cache or a snapshot in it, else the last part of the path.
std::string modelName(const std::string& path);

} // namespace icf
