# Everything the project does not write itself.  ./run and ./test fetch what is missing (see cmake/setup.sh);
# a LibTorch or Qt given through CMAKE_PREFIX_PATH is used instead.

set(ICF_DEPENDENCY_CACHE "$ENV{HOME}/.cache/icformer-studio" CACHE PATH "Where ./run keeps what it downloaded")
if(DEFINED ENV{XDG_CACHE_HOME})
    set(ICF_DEPENDENCY_CACHE "$ENV{XDG_CACHE_HOME}/icformer-studio" CACHE PATH "" FORCE)
endif()
list(APPEND CMAKE_PREFIX_PATH
    "${ICF_DEPENDENCY_CACHE}/libtorch-2.13.0/torch"
    "${ICF_DEPENDENCY_CACHE}/sentencepiece-0.2.1")

find_package(Torch REQUIRED)
# The flags that TorchConfig puts into a global variable belong to the torch targets only.
separate_arguments(ICF_TORCH_FLAGS NATIVE_COMMAND "${TORCH_CXX_FLAGS}")

find_library(SENTENCEPIECE_LIBRARY NAMES libsentencepiece.a REQUIRED)
find_path(SENTENCEPIECE_INCLUDE_DIR NAMES sentencepiece_processor.h REQUIRED)
add_library(icf_sentencepiece STATIC IMPORTED)
set_target_properties(icf_sentencepiece PROPERTIES
    IMPORTED_LOCATION "${SENTENCEPIECE_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${SENTENCEPIECE_INCLUDE_DIR}")

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 REQUIRED)

if(ICF_BUILD_STUDIO OR NOT DEFINED ICF_BUILD_STUDIO)
    find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets PrintSupport Svg Concurrent LinguistTools Test)
    find_path(QCUSTOMPLOT_INCLUDE_DIR NAMES qcustomplot.h REQUIRED)
    find_library(QCUSTOMPLOT_LIBRARY NAMES QCustomPlotQt6 qcustomplot-qt6 REQUIRED)
    add_library(icf_qcustomplot SHARED IMPORTED)
    set_target_properties(icf_qcustomplot PROPERTIES
        IMPORTED_LOCATION "${QCUSTOMPLOT_LIBRARY}"
        INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${QCUSTOMPLOT_INCLUDE_DIR}"
        INTERFACE_COMPILE_DEFINITIONS QCUSTOMPLOT_USE_LIBRARY
        INTERFACE_LINK_LIBRARIES "Qt6::Widgets;Qt6::PrintSupport")
endif()
