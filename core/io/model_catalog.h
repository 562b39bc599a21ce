#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace icf {

/// A file of a model that can be fetched.
struct CatalogFile {
    std::string entry;  ///< Its name in the archive.
    std::string name;   ///< Its name in the model's folder.
    std::string sha256; ///< In hex.
};

/// A model that can be fetched: one archive (a Python wheel, which is a zip file) at a fixed address.
struct CatalogModel {
    std::string name;        ///< What people call it; also its folder in the models folder.
    std::string description; ///< English, a few words.
    std::string licence;     ///< SPDX identifier.
    std::string source;      ///< Where its authors describe it.
    std::string url;
    std::uint64_t bytes = 0; ///< Of the archive.
    std::string sha256;      ///< Of the archive, in hex.
    std::vector<CatalogFile> files;
};

/// What can be fetched by name: the only place that holds addresses, hashes and licences.
const std::vector<CatalogModel>& catalogModels();

/// The folder for models of this user, in which fetched ones are put and which the studio lists: $XDG_DATA_HOME/icformer-studio/models, else
/// ~/.local/share/icformer-studio/models; empty where neither is set.
std::string userModelsFolder();

/// The path of a model that somebody named: of a fetched one when it is the name of the catalogue, nothing of that name is in the current folder
/// and it is in the user's models folder; else the name as it is.
std::string modelByName(const std::string& name);

} // namespace icf
