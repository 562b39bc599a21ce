# CPack's External generator runs this with the staged folder: one .tar.xz, and a .run that holds the same.
set(name "${CPACK_PACKAGE_FILE_NAME}")
set(stage "${CPACK_TOPLEVEL_DIRECTORY}/${name}-folder")
set(folder "icformer-studio-${CPACK_PACKAGE_VERSION}")
file(REMOVE_RECURSE "${stage}")
file(MAKE_DIRECTORY "${stage}")
file(RENAME "${CPACK_TEMPORARY_DIRECTORY}/portable" "${stage}/${folder}")

set(epoch "$ENV{SOURCE_DATE_EPOCH}")
if(epoch STREQUAL "")
    string(TIMESTAMP epoch "%s")
endif()
set(same --sort=name "--mtime=@${epoch}" --owner=0 --group=0 --numeric-owner --format=gnu)

# Blocks of a given size and more than one thread: so the bytes do not depend on the number of cores.
set(archive "${CPACK_PACKAGE_DIRECTORY}/${name}.tar.xz")
execute_process(COMMAND "${CMAKE_COMMAND}" -E env "XZ_OPT=-6 --threads=2 --block-size=48MiB"
    tar -C "${stage}" ${same} -cJf "${archive}" "${folder}" COMMAND_ERROR_IS_FATAL ANY)

# The .run carries the archive as it is, with a script that unpacks it: nothing is compressed twice.
file(MAKE_DIRECTORY "${stage}/run")
file(COPY "${archive}" DESTINATION "${stage}/run")
file(RENAME "${stage}/run/${name}.tar.xz" "${stage}/run/payload.tar.xz")
file(COPY "${CMAKE_CURRENT_LIST_DIR}/unpack.sh" DESTINATION "${stage}/run")
string(JOIN " " tar_options ${same})
# makeself writes its command into the file: relative paths, so that no folder of this machine is in it.
execute_process(WORKING_DIRECTORY "${stage}" COMMAND "${CMAKE_COMMAND}" -E env LC_ALL=C TZ=UTC
    makeself --nocomp --nox11 --sha256 --tar-quietly --tar-extra "${tar_options}" --packaging-date "@${epoch}"
    run "${name}.run" "IC-Former Studio ${CPACK_PACKAGE_VERSION}" ./unpack.sh
    COMMAND_ERROR_IS_FATAL ANY OUTPUT_QUIET)
file(RENAME "${stage}/${name}.run" "${CPACK_PACKAGE_DIRECTORY}/${name}.run")
file(REMOVE_RECURSE "${stage}")
set(CPACK_EXTERNAL_BUILT_PACKAGES "${archive}" "${CPACK_PACKAGE_DIRECTORY}/${name}.run")
