# The target torch: LibTorch's headers and the two libraries that the programs call.  Not LibTorch's own CMake package, which asks for a CUDA compiler
# where the LibTorch is a CUDA build: nothing here is compiled for CUDA, so any build of LibTorch serves to link with.
find_path(ICF_TORCH_INCLUDE NAMES ATen/ATen.h PATH_SUFFIXES include torch/include REQUIRED
    DOC "Folder include of LibTorch (./run fetches it; CMAKE_PREFIX_PATH names another)")
get_filename_component(TORCH_INSTALL_PREFIX "${ICF_TORCH_INCLUDE}" DIRECTORY)
find_library(ICF_TORCH_CPU NAMES torch_cpu HINTS "${TORCH_INSTALL_PREFIX}/lib" REQUIRED NO_DEFAULT_PATH)
find_library(ICF_TORCH_C10 NAMES c10 HINTS "${TORCH_INSTALL_PREFIX}/lib" REQUIRED NO_DEFAULT_PATH)
mark_as_advanced(ICF_TORCH_INCLUDE ICF_TORCH_CPU ICF_TORCH_C10)

file(STRINGS "${ICF_TORCH_INCLUDE}/torch/headeronly/version.h" torch_version_lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) ")
string(REGEX REPLACE "[^;]*VERSION_[A-Z]+ ([0-9]+)" "\\1" Torch_VERSION "${torch_version_lines}")
string(REPLACE ";" "." Torch_VERSION "${Torch_VERSION}")
if(Torch_VERSION VERSION_LESS 2.11)
    message(FATAL_ERROR "LibTorch ${Torch_VERSION} in ${TORCH_INSTALL_PREFIX}: 2.11 to 2.13 are needed")
endif()

add_library(torch INTERFACE IMPORTED)
set_target_properties(torch PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES "${ICF_TORCH_INCLUDE};${ICF_TORCH_INCLUDE}/torch/csrc/api/include"
    INTERFACE_LINK_LIBRARIES "${ICF_TORCH_CPU};${ICF_TORCH_C10}")
if(EXISTS "${TORCH_INSTALL_PREFIX}/lib/libtorch_cuda.so")
    # NVIDIA's libraries, which a CUDA build names, are found when the programs start (app/cuda_libraries.h).
    set_property(TARGET torch PROPERTY INTERFACE_LINK_OPTIONS "LINKER:--allow-shlib-undefined")
endif()
message(STATUS "LibTorch ${Torch_VERSION}: ${TORCH_INSTALL_PREFIX}")
