# What is generated for the packages, below build/…/packaging/data: one custom target, built on demand.
set(data "${CMAKE_CURRENT_BINARY_DIR}/data")
# The time of the commit, which stands for the time of the build: ./package tells it.  A file, so that what holds the time is made
# again when it changes.
set(epoch_file "${CMAKE_CURRENT_BINARY_DIR}/source-date-epoch")
if(NOT EXISTS "${epoch_file}")
    file(WRITE "${epoch_file}" "0\n")
endif()

find_package(Python3 COMPONENTS Interpreter)
add_executable(render_icon EXCLUDE_FROM_ALL render_icon.cpp)
target_link_libraries(render_icon PRIVATE icf_common Qt6::Gui Qt6::Svg)

set(icons "")
foreach(size 16 22 24 32 48 64 128 256 512)
    set(picture "${PROJECT_SOURCE_DIR}/resources/icons/icformer-studio.svg")
    if(size LESS 32)
        set(picture "${CMAKE_CURRENT_SOURCE_DIR}/icons/icformer-studio-small.svg")
    endif()
    add_custom_command(OUTPUT "${data}/icons/${size}.png"
        COMMAND "${CMAKE_COMMAND}" -E make_directory "${data}/icons"
        COMMAND "${CMAKE_COMMAND}" -E env QT_QPA_PLATFORM=offscreen $<TARGET_FILE:render_icon> "${picture}" ${size} "${data}/icons/${size}.png"
        DEPENDS render_icon "${picture}" VERBATIM)
    list(APPEND icons "${data}/icons/${size}.png")
endforeach()

# Manual pages and completions come from the option declarations, through the program itself.
add_custom_command(OUTPUT "${data}/texts.stamp"
    COMMAND "${CMAKE_COMMAND}" -E env "ICFORMER=$<TARGET_FILE:icformer>" "STUDIO=$<TARGET_FILE:icformer-studio>"
            "DATA=${data}" "VERSION=${PROJECT_VERSION}" "EPOCH_FILE=${epoch_file}"
            "SOURCE=${PROJECT_SOURCE_DIR}" "TORCH=${TORCH_INSTALL_PREFIX}" "CACHE=${ICF_DEPENDENCY_CACHE}"
            bash "${CMAKE_CURRENT_SOURCE_DIR}/make_texts.sh"
    COMMAND "${CMAKE_COMMAND}" -E touch "${data}/texts.stamp"
    DEPENDS icformer icformer-studio "${epoch_file}" make_texts.sh studio_manual.py linux/icformer-studio.1 linux/metainfo.xml.in
            sbom.py licenses.py "${PROJECT_SOURCE_DIR}/CHANGELOG.md" VERBATIM)

add_custom_target(package_data DEPENDS ${icons} "${data}/texts.stamp" icformer icformer-studio)
