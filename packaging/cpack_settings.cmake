set(CPACK_PACKAGE_NAME icformer-studio)
set(CPACK_PACKAGE_VENDOR "The IC-Former Studio authors")
set(CPACK_PACKAGE_CONTACT "The IC-Former Studio authors <icformer-studio@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "workbench for context-compression experiments")
set(CPACK_PACKAGE_DESCRIPTION
"A compressor of the In-Context Former kind turns a long text into a few
digest vectors, which a frozen language model reads in place of the text.
This package holds a desktop workbench and a command line that train such
compressors, show the curves live, and compare answers from the digests with
answers from the full text. A small language model with data is included for
the first run. LibTorch is bundled: Debian 12 has none that is recent enough.")
set(CPACK_PACKAGE_HOMEPAGE_URL "https://arxiv.org/abs/2406.13618")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}/packages")
set(CPACK_STRIP_FILES ON)
# Always two: the packed bytes depend on whether there are several threads, not on how many.
set(CPACK_THREADS 2)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS ${CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS})
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_SOURCE_DIR}/cpack_per_generator.cmake")
if(UNIX AND NOT APPLE)
    set(CPACK_PRE_BUILD_SCRIPTS "${CMAKE_CURRENT_SOURCE_DIR}/same_times.cmake")
endif()
set(CPACK_VERBATIM_VARIABLES ON)

set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${TORCH_INSTALL_PREFIX}/lib")
set(CPACK_DEBIAN_PACKAGE_DEPENDS "hicolor-icon-theme")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, qt6-wayland, curl | wget")
# Loaded only where mpirun or srun starts icformer.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "openmpi-bin")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_EXTERNAL_ENABLE_STAGING ON)
set(CPACK_EXTERNAL_PACKAGE_SCRIPT "${CMAKE_CURRENT_SOURCE_DIR}/portable/make_archives.cmake")

# Untested recipes, see packaging/README.md.
set(CPACK_NSIS_DISPLAY_NAME "IC-Former Studio")
set(CPACK_NSIS_PACKAGE_NAME "IC-Former Studio")
set(CPACK_NSIS_EXECUTABLES_DIRECTORY bin)
set(CPACK_NSIS_MODIFY_PATH ON)
set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
set(CPACK_NSIS_INSTALLED_ICON_NAME "bin/icformer-studio.exe")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "IC-Former Studio")
set(CPACK_PACKAGE_EXECUTABLES "icformer-studio;IC-Former Studio")
set(CPACK_DMG_VOLUME_NAME "IC-Former Studio")
set(CPACK_DMG_FORMAT UDZO)

if(WIN32)
    set(CPACK_GENERATOR NSIS)
elseif(APPLE)
    set(CPACK_GENERATOR DragNDrop)
else()
    set(CPACK_GENERATOR DEB External)
endif()
include(CPack)
