# What is generated for the packages, below build/…/packaging/data: one custom target, built on demand.
set(data "${CMAKE_CURRENT_BINARY_DIR}/data")
set(ICF_RELEASE_DATE "1970-01-01")
if(DEFINED ENV{SOURCE_DATE_EPOCH})
    string(TIMESTAMP ICF_RELEASE_DATE "%Y-%m-%d" UTC)
endif()
configure_file(linux/metainfo.xml.in "${data}/io.github.icformer_studio.icformer_studio.metainfo.xml" @ONLY)

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
    COMMAND "${CMAKE_COMMAND}" -E env "ICFORMER=$<TARGET_FILE:icformer>" "DATA=${data}" "VERSION=${PROJECT_VERSION}"
            "SOURCE=${PROJECT_SOURCE_DIR}" "TORCH=${TORCH_INSTALL_PREFIX}" "CACHE=${ICF_DEPENDENCY_CACHE}"
            bash "${CMAKE_CURRENT_SOURCE_DIR}/make_texts.sh"
    COMMAND "${CMAKE_COMMAND}" -E touch "${data}/texts.stamp"
    DEPENDS icformer make_texts.sh sbom.py licenses.py deb/copyright "${PROJECT_SOURCE_DIR}/CHANGELOG.md" VERBATIM)

add_custom_target(package_data DEPENDS ${icons} "${data}/texts.stamp" icformer icformer-studio)
