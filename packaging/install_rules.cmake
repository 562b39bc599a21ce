set(torch_files ${torch_libraries})
list(TRANSFORM torch_files PREPEND "${torch_folder}/")
set(CMAKE_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(plain_file PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)

# What both kinds of package hold, below the folders that they choose.
function(icf_install component programs libraries)
    string(REPLACE ";" " " torch_list "${torch_libraries}")
    install(TARGETS icformer icformer-studio RUNTIME DESTINATION "${programs}" COMPONENT ${component} ${ARGN})
    if(TARGET icformer-mpi)
        install(TARGETS icformer-mpi LIBRARY DESTINATION "${libraries}" COMPONENT ${component} ${ARGN})
    endif()
    install(FILES ${torch_files} DESTINATION "${libraries}" COMPONENT ${component} ${plain_file} ${ARGN})
    # LibTorch is published with its symbol table, which nobody needs at run time.
    install(CODE "foreach(library ${torch_list})
            execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-unneeded \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${libraries}/\${library}\"
                COMMAND_ERROR_IS_FATAL ANY)
        endforeach()" COMPONENT ${component} ${ARGN})
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/demo" DESTINATION share/icformer-studio COMPONENT ${component}
        FILE_PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ ${ARGN})
    install(FILES linux/icformer-studio.desktop DESTINATION share/applications COMPONENT ${component} ${ARGN})
    install(FILES linux/mime.xml DESTINATION share/mime/packages RENAME icformer-studio.xml COMPONENT ${component} ${ARGN})
    install(FILES "${data}/io.github.icformer_studio.icformer_studio.metainfo.xml" DESTINATION share/metainfo
        COMPONENT ${component} ${ARGN})
    foreach(size 16 22 24 32 48 64 128 256 512)
        install(FILES "${data}/icons/${size}.png" DESTINATION "share/icons/hicolor/${size}x${size}/apps"
            RENAME icformer-studio.png COMPONENT ${component} ${ARGN})
    endforeach()
    install(FILES "${PROJECT_SOURCE_DIR}/resources/icons/icformer-studio.svg" DESTINATION share/icons/hicolor/scalable/apps
        COMPONENT ${component} ${plain_file} ${ARGN})
    install(DIRECTORY "${data}/man1" DESTINATION share/man COMPONENT ${component} ${ARGN})
    install(FILES "${data}/completion/icformer.bash" DESTINATION share/bash-completion/completions RENAME icformer
        COMPONENT ${component} ${ARGN})
    install(FILES "${data}/completion/icformer.zsh" DESTINATION share/zsh/vendor-completions RENAME _icformer
        COMPONENT ${component} ${ARGN})
    install(FILES "${data}/completion/icformer.fish" DESTINATION share/fish/vendor_completions.d
        COMPONENT ${component} ${ARGN})
    # Read by the studio's About dialog, so it is not packed.
    install(FILES "${data}/third-party-licenses.txt" DESTINATION share/icformer-studio COMPONENT ${component} ${ARGN})
    install(FILES "${data}/sbom.cdx.json" DESTINATION share/doc/icformer-studio
        COMPONENT ${component} ${ARGN})
endfunction()

icf_install(system lib/icformer-studio/bin lib/icformer-studio/lib)
foreach(program icformer icformer-studio)
    install(CODE "file(MAKE_DIRECTORY \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin\")
        file(CREATE_LINK ../lib/icformer-studio/bin/${program} \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/bin/${program}\" SYMBOLIC)"
        COMPONENT system)
endforeach()
install(FILES deb/copyright "${data}/changelog.gz" "${data}/changelog.Debian.gz" DESTINATION share/doc/icformer-studio COMPONENT system)
install(FILES deb/lintian-overrides DESTINATION share/lintian/overrides RENAME icformer-studio COMPONENT system)

icf_install(portable bin lib EXCLUDE_FROM_ALL)
install(PROGRAMS portable/icformer portable/icformer-studio portable/setup.sh DESTINATION . COMPONENT portable EXCLUDE_FROM_ALL)
install(FILES portable/README.txt "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION . COMPONENT portable EXCLUDE_FROM_ALL)
install(FILES portable/qt.conf DESTINATION bin COMPONENT portable EXCLUDE_FROM_ALL)
get_target_property(ICF_QMAKE Qt6::qmake LOCATION)
execute_process(COMMAND "${ICF_QMAKE}" -query QT_INSTALL_PLUGINS OUTPUT_VARIABLE ICF_QT_PLUGINS OUTPUT_STRIP_TRAILING_WHITESPACE)
execute_process(COMMAND "${ICF_QMAKE}" -query QT_INSTALL_TRANSLATIONS OUTPUT_VARIABLE ICF_QT_TRANSLATIONS OUTPUT_STRIP_TRAILING_WHITESPACE)
configure_file(portable/bundle_qt.cmake.in "${CMAKE_CURRENT_BINARY_DIR}/bundle_qt.cmake" @ONLY)
install(SCRIPT "${CMAKE_CURRENT_BINARY_DIR}/bundle_qt.cmake" COMPONENT portable EXCLUDE_FROM_ALL)
