#pragma once

/// What the module icformer-mpi gives to the program: plain C, so that it is loaded only where MPI is wanted.  Errors of MPI end all processes.
struct IcfMpiFunctions {
    /// Joins, and from then on watches that every process gives signs of life, where MPI can be used by several threads at a time.  False when it cannot be
    /// used by one at a time of several.
    bool (*start)(int* rank, int* size);
    /// Communicator::allGather and exchange, with blocks of so many bytes.
    void (*allGather)(const void* mine, void* all, int bytes);
    void (*exchange)(const void* sent, void* received, int bytes);
    /// Communicator::shareStops, where there is a watch: what is asked of the token (0: nothing, more outranks less), and how to ask it.
    void (*shareStops)(int (*requested)(void* token), void (*stop)(void* token, int request), void* token);
    void (*abort)(int code);
    /// Waits for all and leaves.
    void (*finish)();
};

using IcfMpiEntry = const IcfMpiFunctions* (*)();

/// The name under which the module exports an IcfMpiEntry.
inline constexpr const char* kMpiEntry = "icfMpiFunctions";
