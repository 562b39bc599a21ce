# Windows and macOS, both untested: nobody of us could build them; see README.md.  Component "windows" is one folder for the NSIS
# installer, component "macos" an application bundle for the disk image.  Qt's own deployment tools bring Qt along.
set(torch_files ${torch_libraries})
list(TRANSFORM torch_files PREPEND "${torch_folder}/")
get_target_property(qmake_program Qt6::qmake LOCATION)
get_filename_component(qt_tools "${qmake_program}" DIRECTORY)

if(WIN32)
    install(TARGETS icformer icformer-studio RUNTIME DESTINATION bin COMPONENT windows)
    # Beside the programs, where Windows looks first.
    install(FILES ${torch_files} DESTINATION bin COMPONENT windows)
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/demo" DESTINATION share/icformer-studio COMPONENT windows)
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION . COMPONENT windows)
    install(CODE "execute_process(COMMAND \"${qt_tools}/windeployqt.exe\" --release --no-compiler-runtime
            \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/icformer-studio.exe\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT windows)
else()
    set_target_properties(icformer-studio PROPERTIES
        MACOSX_BUNDLE ON
        MACOSX_BUNDLE_BUNDLE_NAME "IC-Former Studio"
        MACOSX_BUNDLE_GUI_IDENTIFIER io.github.icformer_studio.icformer_studio
        MACOSX_BUNDLE_BUNDLE_VERSION "${PROJECT_VERSION}"
        MACOSX_BUNDLE_SHORT_VERSION_STRING "${PROJECT_VERSION}")
    set(contents icformer-studio.app/Contents)
    install(TARGETS icformer-studio BUNDLE DESTINATION . COMPONENT macos)
    install(TARGETS icformer RUNTIME DESTINATION "${contents}/MacOS" COMPONENT macos)
    install(FILES ${torch_files} DESTINATION "${contents}/Frameworks" COMPONENT macos)
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/demo" DESTINATION "${contents}/share/icformer-studio" COMPONENT macos)
    install(CODE "execute_process(COMMAND \"${qt_tools}/macdeployqt\"
            \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/icformer-studio.app\" COMMAND_ERROR_IS_FATAL ANY)" COMPONENT macos)
endif()
