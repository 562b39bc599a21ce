# One interface target carries the language level, warnings and hardening of every target of the project.
add_library(icf_common INTERFACE)
target_compile_features(icf_common INTERFACE cxx_std_20)
target_include_directories(icf_common INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(icf_common INTERFACE
    _GLIBCXX_ASSERTIONS
    ICF_VERSION="${PROJECT_VERSION}"
    QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_USE_QSTRINGBUILDER QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(icf_common INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        # GCC 12 reports std::string concatenation by mistake (GCC bug 105651).
        target_compile_options(icf_common INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds)
    endif()
endif()
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# The first format of Qt's resources holds no file times, so that two builds give the same bytes.
set(CMAKE_AUTORCC_OPTIONS --format-version 1)

find_program(CCACHE_PROGRAM ccache)
set(ICF_SOURCE_PREFIX "${PROJECT_SOURCE_DIR}")
if(CCACHE_PROGRAM AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # ccache compiles with paths relative to the build folder, so that another checkout finds what this one compiled.
    # Precompiled headers need the two sloppiness settings, or ccache never hits.
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}"
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${CCACHE_PROGRAM}")
    file(RELATIVE_PATH ICF_SOURCE_PREFIX "${CMAKE_BINARY_DIR}" "${PROJECT_SOURCE_DIR}")
    string(REGEX REPLACE "/$" "" ICF_SOURCE_PREFIX "${ICF_SOURCE_PREFIX}")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(icf_common INTERFACE -fpch-preprocess)
    endif()
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    # No path of the build machine in messages and debug records.
    target_compile_options(icf_common INTERFACE "-ffile-prefix-map=${ICF_SOURCE_PREFIX}/=")
endif()

# Several sources as one unit: what headers cost is paid once for all of them.  A precompiled header alone does not save that,
# since GCC instantiates its templates anew in every unit: 3 s for LibTorch's, 5 s for CLI11's, before the first line of ours.
option(ICF_UNITY "Compile the sources of a folder together: fast from nothing, slower after a small change" OFF)
# icf_unity(TARGET LIMIT): for a target whose sources are complete.  Units never cross folders, so names need to differ
# within a folder only, and a new file moves few others; at most LIMIT sources make a unit.  The units are written here,
# since those of CMake 3.25 hold the checkout's path: no other checkout could use what was compiled from them.
function(icf_unity target limit)
    if(NOT ICF_UNITY)
        return()
    endif()
    get_target_property(sources ${target} SOURCES)
    get_target_property(own_folder ${target} SOURCE_DIR)
    get_target_property(own_build_folder ${target} BINARY_DIR)
    set(folders "")
    foreach(source ${sources})
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${own_folder}" NORMALIZE)
        get_source_file_property(alone "${source}" TARGET_DIRECTORY ${target} SKIP_UNITY_BUILD_INCLUSION)
        cmake_path(IS_PREFIX CMAKE_BINARY_DIR "${source}" is_generated)
        if(NOT source MATCHES "\\.cpp$" OR alone OR is_generated)
            continue()
        endif()
        cmake_path(GET source PARENT_PATH folder)
        cmake_path(IS_PREFIX own_folder "${folder}" is_below)
        if(NOT is_below)
            set(folder "${own_folder}")
        endif()
        cmake_path(RELATIVE_PATH folder BASE_DIRECTORY "${PROJECT_SOURCE_DIR}")
        string(MAKE_C_IDENTIFIER "${folder}" folder)
        list(APPEND folders ${folder})
        list(APPEND sources_of_${folder} "${source}")
    endforeach()
    list(REMOVE_DUPLICATES folders)
    foreach(folder ${folders})
        list(LENGTH sources_of_${folder} count)
        math(EXPR units "(${count} + ${limit} - 1) / ${limit}")
        set(place 0)
        foreach(source ${sources_of_${folder}})
            math(EXPR unit "${place} * ${units} / ${count}")
            math(EXPR place "${place} + 1")
            cmake_path(RELATIVE_PATH source BASE_DIRECTORY "${PROJECT_SOURCE_DIR}" OUTPUT_VARIABLE included)
            string(APPEND text_of_${unit} "#include \"${included}\"\n")
        endforeach()
        # Listed still, for Qt's tools and for editors, but compiled in the unit.
        set_source_files_properties(${sources_of_${folder}} TARGET_DIRECTORY ${target} PROPERTIES HEADER_FILE_ONLY ON)
        math(EXPR last "${units} - 1")
        foreach(unit RANGE ${last})
            set(file "${own_build_folder}/unity/${folder}_${unit}.cpp")
            file(CONFIGURE OUTPUT "${file}" CONTENT "${text_of_${unit}}" @ONLY)
            unset(text_of_${unit})
            set_source_files_properties("${file}" TARGET_DIRECTORY ${target} PROPERTIES SKIP_AUTOGEN ON)
            target_sources(${target} PRIVATE "${file}")
        endforeach()
    endforeach()
endfunction()

set(ICF_SANITIZE "" CACHE STRING "Sanitizers to build with, e.g. address,undefined (preset asan)")
if(ICF_SANITIZE)
    # Undefined behaviour stops the program: a printed line alone would let the test pass.
    target_compile_options(icf_common INTERFACE "-fsanitize=${ICF_SANITIZE}" -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(icf_common INTERFACE "-fsanitize=${ICF_SANITIZE}")
endif()
