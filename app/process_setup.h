#pragma once
#include <string>

namespace icf {

/// What a program that computes does first in main.
///
/// It starts itself again with settings that torch's libraries read from the environment when they are loaded, before main.  What the user has
/// set stays; on other systems than Linux nothing happens.
/// - OMP_WAIT_POLICY=PASSIVE and a short GOMP_SPINCOUNT: threads sleep instead of spin while they wait for each other.  On a busy machine (a
///   compiler, a browser, our own window) spinning makes training many times slower.
/// - The CUDA build of LibTorch, when ICF_CUDA_LIBTORCH or the user's choice names one (cuda_libraries.h).
///
/// oneDNN keeps 128 prepared products (ONEDNN_PRIMITIVE_CACHE_CAPACITY), enough for the layers of a step to share them: each length of a row needs its own, and
/// those of a context of 19,000 tokens took 4 GB.
///
/// Then the heap keeps up to a quarter of a GiB of freed memory for the next tensors, instead of giving it back and taking it again from the
/// system, page by page, in every training step (where the C library is glibc); giveBackFreedMemory() of core/base/memory.h ends that now and then.
/// A program that links icf_process also ends with one line when memory runs out where nobody catches it, such as before main (on Linux).
///
/// Where there are signals for them, a reader that went away and a limit on file sizes become errors of the single write instead of the end of
/// the program: training goes on without its terminal, and waits as it does for a full disk.  A standard stream that was closed is
/// occupied by one that refuses to be used, or the next file opened would get its number and what is printed.
/// cudaFolder: what the user chose where ICF_CUDA_LIBTORCH is not set.
void setUpProcess(char** arguments, const std::string& cudaFolder = {});

} // namespace icf
