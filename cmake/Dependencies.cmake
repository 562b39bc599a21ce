# Everything the project does not write itself.  ./run and ./test fetch what is missing (see cmake/setup.sh);
# a LibTorch or Qt given through CMAKE_PREFIX_PATH is used instead.

if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
    set(ICF_DEPENDENCY_CACHE "$ENV{XDG_CACHE_HOME}/icformer-studio" CACHE PATH "Where ./run keeps what it downloaded" FORCE)
else()
    set(ICF_DEPENDENCY_CACHE "$ENV{HOME}/.cache/icformer-studio" CACHE PATH "Where ./run keeps what it downloaded" FORCE)
endif()

# The variable comes before the environment in CMake's search, so what the user named must stand first in it.
if(DEFINED ENV{CMAKE_PREFIX_PATH})
    string(REPLACE ":" ";" ICF_PREFIXES_GIVEN "$ENV{CMAKE_PREFIX_PATH}")
    list(APPEND CMAKE_PREFIX_PATH ${ICF_PREFIXES_GIVEN})
endif()
list(APPEND CMAKE_PREFIX_PATH
    "${ICF_DEPENDENCY_CACHE}/libtorch-2.13.0/torch"
    "${ICF_DEPENDENCY_CACHE}/sentencepiece-0.2.1")

include("${CMAKE_CURRENT_LIST_DIR}/LibTorch.cmake")

# Never the system's: Debian's libsentencepiece 0.1.97 exports FLAGS_minloglevel, as libc10 does, with another size.
find_library(SENTENCEPIECE_LIBRARY NAMES libsentencepiece.a PATHS ${CMAKE_PREFIX_PATH} PATH_SUFFIXES lib NO_DEFAULT_PATH REQUIRED)
find_path(SENTENCEPIECE_INCLUDE_DIR NAMES sentencepiece_processor.h PATHS ${CMAKE_PREFIX_PATH} PATH_SUFFIXES include
    NO_DEFAULT_PATH REQUIRED)
add_library(icf_sentencepiece STATIC IMPORTED)
set_target_properties(icf_sentencepiece PROPERTIES
    IMPORTED_LOCATION "${SENTENCEPIECE_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${SENTENCEPIECE_INCLUDE_DIR}")

find_package(Threads REQUIRED)
# Torch's parallel loops are written in headers: without OpenMP, ours would run on one thread.  The library is the one that
# LibTorch brings; both go by the name libgomp.so.1.
find_package(OpenMP COMPONENTS CXX)
# Only for several processes: without it the programs are the same, and refuse to run under an MPI launcher.
set(MPI_CXX_SKIP_MPICXX ON)
find_package(MPI COMPONENTS CXX)
if(MPI_CXX_FOUND)
    # The name that a machine without the development files knows the library by.
    list(FILTER MPI_CXX_LIBRARIES INCLUDE REGEX "/libmpi(ch)?\\.so")
    execute_process(COMMAND "${CMAKE_OBJDUMP}" -p ${MPI_CXX_LIBRARIES} OUTPUT_VARIABLE ICF_MPI_LIBRARY)
    if(ICF_MPI_LIBRARY MATCHES "SONAME +([^\n]+)")
        set(ICF_MPI_LIBRARY "${CMAKE_MATCH_1}")
    else()
        set(MPI_CXX_FOUND OFF)
    endif()
endif()
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(ZLIB REQUIRED)
find_path(ZSTD_INCLUDE_DIR NAMES zstd.h REQUIRED)
find_library(ZSTD_LIBRARY NAMES zstd REQUIRED)
add_library(icf_zstd UNKNOWN IMPORTED)
set_target_properties(icf_zstd PROPERTIES
    IMPORTED_LOCATION "${ZSTD_LIBRARY}"
    INTERFACE_INCLUDE_DIRECTORIES "${ZSTD_INCLUDE_DIR}")
# The patterns and the normal form of tokenizer.json.
foreach(name IN ITEMS pcre2 utf8proc)
    string(TOUPPER ${name} prefix)
    find_path(${prefix}_INCLUDE_DIR NAMES ${name}.h REQUIRED)
    find_library(${prefix}_LIBRARY NAMES ${name}-8 ${name} REQUIRED)
    add_library(icf_${name} UNKNOWN IMPORTED)
    set_target_properties(icf_${name} PROPERTIES
        IMPORTED_LOCATION "${${prefix}_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${${prefix}_INCLUDE_DIR}")
endforeach()
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
