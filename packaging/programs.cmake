# The programs find LibTorch in ../lib beside their own folder, in the build folder as after installation.  So no path of this
# machine is in them, installing does not rewrite them, and what was tested is byte for byte what is shipped.
set(torch_folder "${TORCH_INSTALL_PREFIX}/lib")
if(WIN32)
    # Untested.  Windows looks beside the program.
    file(GLOB torch_libraries RELATIVE "${torch_folder}" "${torch_folder}/*.dll")
elseif(APPLE)
    # Untested.
    set(torch_libraries libtorch_cpu.dylib libc10.dylib)
    file(GLOB torch_own_libraries RELATIVE "${torch_folder}" "${torch_folder}/libomp*.dylib")
    list(APPEND torch_libraries ${torch_own_libraries})
    set(program_rpath "@executable_path/../Frameworks" "@executable_path/../lib")
else()
    # libtorch.so itself is an empty shell that only pulls in libtorch_cpu.so; the programs need the latter.
    set(torch_libraries libtorch_cpu.so libc10.so)
    file(GLOB torch_own_libraries RELATIVE "${torch_folder}" "${torch_folder}/libgomp*.so*")
    list(APPEND torch_libraries ${torch_own_libraries})
    set(program_rpath "$ORIGIN/../lib")
endif()

if(NOT WIN32)
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
    file(GLOB all_torch_libraries RELATIVE "${torch_folder}" "${torch_folder}/*.so*" "${torch_folder}/*.dylib")
    foreach(library ${all_torch_libraries})
        file(CREATE_LINK "${torch_folder}/${library}" "${CMAKE_BINARY_DIR}/lib/${library}" SYMBOLIC)
    endforeach()
endif()

if(TARGET Qt6::Core)
    get_target_property(qt_library Qt6::Core LOCATION)
    get_filename_component(qt_folder "${qt_library}" DIRECTORY)
    if(NOT qt_folder IN_LIST CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES)
        # Somebody's own Qt, given through CMAKE_PREFIX_PATH: the system's loader would not find it.
        list(APPEND program_rpath "${qt_folder}")
    endif()
endif()
foreach(program icformer icformer-studio)
    if(TARGET ${program})
        set_target_properties(${program} PROPERTIES
            BUILD_WITH_INSTALL_RPATH ON
            INSTALL_RPATH "${program_rpath}")
    endif()
endforeach()
